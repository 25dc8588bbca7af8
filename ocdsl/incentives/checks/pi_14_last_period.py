"""PI-14: the last period."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.calendar import day_of, in_words
from ocdsl.base.money import pounds
from ocdsl.incentives.check import (
    FOUND,
    NOT_CHECKED,
    SEARCHED,
    Check,
    Edit,
    Finding,
    Said,
    money_of,
)
from ocdsl.incentives.engines.pairs import not_applicable
from ocdsl.incentives.engines.smaller import smaller
from ocdsl.incentives.mending import lines_of
from ocdsl.incentives.scenes import Scene, provider_of, singles
from ocdsl.incentives.subject import Rows, Subject
from ocdsl.incentives.transforms.rows import later
from ocdsl.ledger.decision import OWED, Decision
from ocdsl.model.told import told


def look(subject: Subject) -> list[Said]:
    """What is said of the whole contract, on the payment by which the last to join lose most."""
    if not subject.contract.cohorts:
        return [not_applicable("nobody joins the contract")]
    tried, worst = 0, None
    for scene in singles(subject):
        rows = _ends_of_term(scene)
        if rows is None:
            continue
        tried += 1
        losses = _losses(subject, *rows)
        loss = max(losses.values(), default=0)
        if loss > 0 and (worst is None or loss > worst[0]):
            worst = (loss, max(sorted(losses), key=lambda p: losses[p]), rows)
    if not tried:
        return [Said("", NOT_CHECKED, "no history was made that fits both ends of the term")]
    detail = f"{tried} histories, from the first and from the last day of joining"
    if worst is None:
        return [Said("", SEARCHED, detail, (), tried)]
    return [Said("", FOUND, detail, (_finding(subject, worst[1], worst[2]),), tried)]


def _ends_of_term(scene: Scene) -> tuple[Rows, Rows] | None:
    """A history begun by somebody who joins last, and first: as far as the log goes."""
    contract = scene.subject.contract
    joins = [day_of(row["occurred_on"]) for _, row in scene.rows_of(scene.cast.joins)]
    days = [day_of(row["occurred_on"]) for row in scene.rows]
    if not joins or not any(r["provider"] for r in scene.rows):
        return None
    forward = (contract.term_end - max(joins)) // 7 * 7
    back = (min(days) - contract.term_start) // 7 * 7
    if back < 0 or forward < 0:
        return None
    last = tuple(later(row, forward) for row in scene.rows)
    first = tuple(later(row, -back) for row in scene.rows)
    inside = (row for row in last if day_of(row["occurred_on"]) <= contract.tail_end)
    return tuple(inside), first


def _lines(subject: Subject, rows: Rows) -> list[Decision] | None:
    """What is owed, but for periods that are paid without an end."""
    endless = {
        p.name for p in subject.contract.payments.values() if p.periods and not p.periods.most
    }
    paid = subject.pay(rows)
    if paid is None:
        return None
    return [d for d in paid.decisions if d.payment not in endless and d.status in OWED]


def _losses(subject: Subject, last: Rows, first: Rows) -> dict[str, int]:
    """What the last to join are paid less than the first, by payment."""
    before, after = _lines(subject, last), _lines(subject, first)
    if before is None or after is None:
        return {}
    names = {d.payment for d in (*before, *after)}
    return {name: _of(after, name) - _of(before, name) for name in names}


def _of(lines: list[Decision], payment: str) -> int:
    own = [d for d in lines if d.payment == payment]
    return sum(money_of(own, provider) for provider in sorted({d.provider or "" for d in own}))


def _finding(subject: Subject, on: str, rows: tuple[Rows, Rows]) -> Finding:
    last, first = rows
    loss = _losses(subject, last, first)[on]
    twin = {row["event_id"]: row for row in first}

    def shows(fewer: Rows) -> bool:
        kept = {row["event_id"] for row in fewer}
        own = tuple(row for row in last if row["event_id"] in kept)
        return _losses(subject, own, fewer).get(on) == loss

    first = smaller(first, shows)
    last = tuple(row for row in last if row["event_id"] in {r["event_id"] for r in first})
    provider = provider_of(subject, twin.values())
    before, after = subject.played(last), subject.played(first)
    return Finding(
        on=on,
        where="",
        clause=subject.contract.clauses.get("tail") or subject.contract.clause,
        gainer=provider,
        story=(
            told(
                "{who} is paid {amount} more for somebody who joins at the beginning "
                "than for somebody who joins at the end of the term and does as well: "
                "what comes after {day} is paid to nobody.",
                who=subject.title(provider),
                amount=pounds(loss),
                day=in_words(subject.contract.tail_end),
            )
        ),
        before=before,
        after=after,
        gained_by="by serving the first and not the last to join",
    )


def _longer_tail(subject: Subject, finding: Finding) -> tuple[Edit, ...]:
    """A tail in which the last to join can earn what the first can."""
    contract = subject.contract
    if "tail" not in contract.clauses:
        return ()
    joined = min(day_of(row["occurred_on"]) for row in finding.after.rows)
    settled = max(_days(finding.after.decisions), default=joined)
    weeks = -(-(settled - joined) // 7) + 1
    text = f"  tail  {weeks} weeks, for people who joined during the term"
    return (Edit(contract.name, text, lines_of(contract, contract.clauses["tail"])),)


def _days(decisions: tuple[Decision, ...]) -> Iterator[int]:
    return (d.earned_on for d in decisions if d.earned_on is not None and d.status in OWED)


CHECK = Check(
    code="PI-14",
    name="The last period",
    group="timing",
    actor="provider",
    severity="high",
    plain=(
        "Near the end of a contract a result can no longer come in time to be paid, so the last"
        " people get less."
    ),
    property=(
        "Whoever joins on the last day can still earn all that somebody who joined on the first"
        " day can."
    ),
    seen="No documented case is known to us.",
    source="",
    mitigation="Let the tail be at least as long as the longest way from joining to the result.",
    how=(
        "What happens to each person is moved, in whole weeks, to the first and to the last "
        "days on which somebody can join, and paid as far as the contract goes."
    ),
    look=look,
    mend=_longer_tail,
)
