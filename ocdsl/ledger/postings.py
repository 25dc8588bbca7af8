"""What a later run posts: the difference between what is owed now and what was posted (law 24)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from ocdsl.base.calendar import iso
from ocdsl.base.money import decimal_text
from ocdsl.ledger.decision import MONEY, Decision
from ocdsl.ledger.decision_ids import subject_of


class Posting(NamedTuple):
    """One line that is added to the ledger; nothing that stands there is ever edited."""

    id: str
    """The decision's id. Two postings of one run have the same id when what was posted moves to
    another provider or another day: the first takes it back, the second posts it anew."""
    payment: str
    provider: str | None
    person: str | None
    period: str | None
    status: str
    amount: int
    """Whole pence: what is added; negative when what was posted is taken back."""
    currency: str
    posted: int
    """Whole pence posted before, of this line to this provider for this day."""
    now: int
    """Whole pence owed or held now: `posted` + `amount`."""
    payable_on: int | None
    caused_by: tuple[str, ...]
    """Ids of the events on which the line rests now or rested then, but not both; sorted."""
    reason: str | None
    """Why the line is as it is now, where the decision says so."""
    payer: str | None
    """Who pays this part, of several who share it; None where nobody does."""
    payee: str | None
    """To whom it is passed on, or who keeps it; None where nothing is passed on."""


def post(previous: Iterable[Decision], current: Iterable[Decision]) -> list[Posting]:
    """The postings that turn what was posted into what is owed now, sorted by id (law 24).

    `previous` are the decisions of the run that was posted last, none for the first; `current`
    those of this run. Both have the same contract and currency. Nothing changed, nothing posted.
    """
    before, now = _Lines(previous), _Lines(current)
    found: list[Posting] = []
    for decision_id in sorted(before.money.keys() | now.money.keys()):
        old, new = before.money.get(decision_id), now.money.get(decision_id)
        if old is None or new is None or _account(old) != _account(new) or old.amount != new.amount:
            found += _postings(old, new, before, now)
    return found


class _Lines:
    """The decisions of one run: those that are money, and all those about one subject."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self.money: dict[str, Decision] = {}
        self.by_subject: dict[str, list[Decision]] = {}
        for decision in decisions:
            self.by_subject.setdefault(subject_of(decision.id), []).append(decision)
            if decision.status in MONEY:
                self.money[decision.id] = decision

    def events(self, decision_id: str) -> set[str]:
        """The events that any decision about the same subject rests on."""
        own = self.by_subject.get(subject_of(decision_id), ())
        return {event_id for decision in own for event_id in decision.because}

    def reason(self, decision_id: str) -> str | None:
        """Why the line is as it is: its own reason, or that of what stands in its place."""
        own = self.by_subject.get(subject_of(decision_id), [])
        if decision_id in self.money:
            return self.money[decision_id].reason
        return next((d.reason or d.awaiting for d in own if d.reason or d.awaiting), None)


def _account(decision: Decision) -> tuple[Any, ...]:
    """Where money stands: to whom, as what, and on which day it is payable."""
    return (decision.provider, decision.status, decision.payable_on, decision.currency)


def as_row(posting: Posting) -> dict[str, Any]:
    """A posting with its day as ISO text and its money as decimal text, for JSON and CSV."""
    row = posting._asdict()
    for name in ("amount", "posted", "now"):
        row[name] = decimal_text(row[name], 2)
    row["payable_on"] = None if posting.payable_on is None else iso(posting.payable_on)
    row["caused_by"] = list(posting.caused_by)
    return row


def _postings(
    old: Decision | None, new: Decision | None, before: _Lines, now: _Lines
) -> Iterator[Posting]:
    if old is not None and new is not None and _account(old) == _account(new):
        yield _posting(new, old.amount, new.amount, before, now)
        return
    if old is not None and old.amount:
        yield _posting(old, old.amount, 0, before, now)
    if new is not None and new.amount:
        yield _posting(new, 0, new.amount, before, now)


def _posting(line: Decision, posted: int, owed: int, before: _Lines, now: _Lines) -> Posting:
    return Posting(
        id=line.id,
        payment=line.payment,
        provider=line.provider,
        person=line.person,
        period=line.period,
        status=line.status,
        amount=owed - posted,
        currency=line.currency,
        posted=posted,
        now=owed,
        payable_on=line.payable_on,
        caused_by=tuple(sorted(before.events(line.id) ^ now.events(line.id))),
        reason=now.reason(line.id),
        payer=line.payer,
        payee=line.payee,
    )
