"""People whose result is undone: an achiever's log with an event that costs money, added.

Such as `no readmission is within 28 days after the closure`, or a payment that is recovered on a
readmission: it comes the day after the closure, and less is paid than without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from ocdsl.base.calendar import day_of
from ocdsl.incentives.check import Row, money_of
from ocdsl.incentives.scenes import Scene, scene_of, singles
from ocdsl.incentives.small_logs import new_row
from ocdsl.incentives.subject import Paid, Rows, Subject
from ocdsl.incentives.transforms.rows import added, later
from ocdsl.ledger.decision import OWED
from ocdsl.model.contract import Outcome, Payment
from ocdsl.model.nodes import nodes
from ocdsl.syntax import phrases as ph


@frozen
class Undone:
    """A result that an event undoes."""

    kept: Scene
    """The log without the event: the outcome is achieved, and paid for."""
    scene: Scene
    """The log with it, the day after the result."""
    row: Row
    """The event, the last row of the second log."""
    outcome: str
    phrase: ph.EventPhrase
    """Where the contract speaks of the event."""

    @property
    def still_achieved(self) -> bool:
        """Whether the outcome is achieved all the same, and money alone is taken back."""
        return bool(self.scene.paid.achieved[self.outcome])

    @property
    def result_day(self) -> int:
        """The day of the result: the event comes the day after."""
        return day_of(self.row["occurred_on"]) - 1

    def on_day(self, day: int) -> Rows:
        """The log with the event on another day."""
        moved = later(self.row, day - day_of(self.row["occurred_on"]))
        return (*self.scene.rows[:-1], moved)


def undone(subject: Subject) -> tuple[Undone, ...]:
    """For each outcome and each event that undoes it, the shortest log that shows it."""
    return subject.once("undone", lambda: tuple(_undone(subject)))


def _undone(subject: Subject) -> Iterator[Undone]:
    for outcome in subject.contract.outcomes.values():
        for phrase in undoing(subject, outcome):
            found = (_with_event(scene, outcome, phrase) for scene in singles(subject))
            first = next((u for u in found if u), None)
            if first:
                yield first


def undoing(subject: Subject, outcome: Outcome) -> tuple[ph.EventPhrase, ...]:
    """The events that undo an outcome, and those on which its payments are taken back."""
    return (*_absent(outcome), *_recoveries(subject, outcome))


def undoing_of(payment: Payment, outcome: Outcome) -> tuple[ph.EventPhrase, ...]:
    """The events that undo an outcome, and the one on which this payment for it is taken back."""
    return (*_absent(outcome), *([payment.recovery.event] if payment.recovery else []))


def costs(
    subject: Subject,
    payments: Sequence[Payment],
    outcome: Outcome,
    phrases: Iterable[ph.EventPhrase],
    days: int,
) -> Iterator[bool]:
    """Whether payments come to less by an event so many days after the result: log by log.

    The logs are those in which the first of them is paid. It comes after each event that may be
    the result, for the last is not always the one that counts.
    """
    assert outcome.achieved_on is not None
    for scene in singles(subject):
        whole = worth(scene.paid, *payments) if worth(scene.paid, payments[0]) else 0
        results = [row for _, row in scene.rows_of({outcome.achieved_on.event.text})]
        for phrase in phrases if whole else ():
            tried = (relapsed(subject, scene.rows, phrase, row, days) for row in results)
            paid = [each for each in map(subject.pay, tried) if each is not None]
            if paid:
                yield any(worth(each, *payments) < whole for each in paid)


def worth(paid: Paid, *payments: Payment) -> int:
    """What is owed of these payments, in pence."""
    names = {payment.name for payment in payments}
    return sum(d.amount for d in paid.decisions if d.payment in names and d.status in OWED)


def _absent(outcome: Outcome) -> Iterator[ph.EventPhrase]:
    """What must not happen, but for what must not have happened before the result."""
    for node in nodes(outcome.when):
        if not isinstance(node, ph.EventTest) or _is_before(node.window, outcome):
            continue
        if isinstance(node.event, ph.EventPhrase) and node.event.article == "no":
            yield node.event


def _is_before(window: ph.Window, outcome: Outcome) -> bool:
    """Whether a window ends with the event that achieves an outcome."""
    achieved_on = outcome.achieved_on
    match window:
        case (
            ph.Relative(word="before" | "on or before", moment=ph.EventPhrase() as moment)
            | ph.Within(side="before", moment=ph.EventPhrase() as moment)
            | ph.Distance(side="before", moment=ph.EventPhrase() as moment)
        ):
            return achieved_on is not None and moment.event.text == achieved_on.event.text
    return False


def _recoveries(subject: Subject, outcome: Outcome) -> Iterator[ph.EventPhrase]:
    for payment in subject.contract.payments.values():
        if payment.recovery and outcome.name in payment.outcomes:
            yield payment.recovery.event


def _with_event(scene: Scene, outcome: Outcome, phrase: ph.EventPhrase) -> Undone | None:
    subject = scene.subject
    if not scene.paid.achieved[outcome.name]:
        return None
    kind = subject.contract.achieving(outcome).event.text
    results = [row for _, row in scene.rows_of({kind})]
    if not results:
        return None
    row = later(new_row(subject, phrase, results[-1]), 1)
    with_it = scene_of(subject, added(scene.rows, row))
    owed = [money_of(s.paid.decisions, row["provider"]) for s in (scene, with_it) if s]
    if with_it is None or owed[0] <= owed[1]:
        return None
    return Undone(scene, with_it, with_it.rows[-1], outcome.name, phrase)


def relapsed(
    subject: Subject, rows: Rows, phrase: ph.EventPhrase, result: Row, days: int = 1
) -> Rows:
    """The log with an event of a phrase on the day after a result, or so many days after it."""
    return added(rows, later(new_row(subject, phrase, result), days))
