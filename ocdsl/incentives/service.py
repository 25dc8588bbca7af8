"""The weeks and visits that are paid for whatever comes of them, and a person kept on them."""

from __future__ import annotations

from ocdsl.base.calendar import day_of
from ocdsl.incentives.cast import cast_of
from ocdsl.incentives.subject import Rows, Subject
from ocdsl.incentives.transforms.rows import added, later
from ocdsl.model.amounts import Banded
from ocdsl.model.contract import Payment

WEEK = 7


def is_for_time(subject: Subject, payment: Payment) -> bool:
    """Whether a payment is for each visit, for a week of them, or for each period of a spell."""
    results = cast_of(subject).achieves
    event = subject.contract.events.get(payment.event)
    by_event = event is not None and event.about == "person" and event.name not in results
    periods = bool(payment.spell) and payment.periods is not None
    return not payment.takes and (isinstance(payment.price, Banded) or by_event or periods)


def time_paid(subject: Subject) -> list[Payment]:
    """The payments for time and visits."""
    return [p for p in subject.contract.payments.values() if is_for_time(subject, p)]


def service_kinds(subject: Subject) -> frozenset[str]:
    """The kinds of event that payments for time and visits are for, but not joining or starting."""
    own = time_paid(subject)
    kinds = {p.price.event.event.text for p in own if isinstance(p.price, Banded)}
    kinds |= {p.event for p in own if p.event}
    return frozenset(kinds) - cast_of(subject).joins


def ending_kinds(subject: Subject) -> frozenset[str]:
    """The kinds of event that end a spell of which each period is paid for."""
    spells = subject.contract.spells
    return frozenset(spells[p.spell].ends_on.event.text for p in time_paid(subject) if p.spell)


def kept_on(subject: Subject, rows: Rows, weeks: int) -> Rows:
    """The last week of service again in each of so many weeks, and spells ended as much later."""
    kinds, ends = service_kinds(subject), ending_kinds(subject)
    days = [day_of(row["occurred_on"]) for row in rows if row["event"] in kinds]
    last = max(days, default=0)
    week = [
        row for row in rows if row["event"] in kinds and day_of(row["occurred_on"]) > last - WEEK
    ]
    longer = tuple(later(r, weeks * WEEK) if r["event"] in ends else r for r in rows)
    for number in range(1, weeks + 1):
        for row in week:
            longer = added(longer, later(row, number * WEEK))
    return longer
