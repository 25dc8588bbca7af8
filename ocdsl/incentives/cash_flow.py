"""The providers' cash flow: a cohort as the contract assumes it, paid by the reference engine.

Everybody has one of the histories that the search makes for the assumed outcome: who achieves it,
in the share that is assumed, and who does not. People join evenly in each period of the term, and
go to the providers in turn. What serving one of them costs is spent evenly from the day on which
help begins to the result.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import gcd

from attrs import frozen

from ocdsl.base.calendar import day_of, month_end, month_start
from ocdsl.base.money import allocate
from ocdsl.incentives.engines.lives import lives_of
from ocdsl.incentives.subject import Rows, Subject
from ocdsl.incentives.transforms.rows import handed_to, later, named
from ocdsl.ledger.decision import OWED, Decision
from ocdsl.model.assumptions import Assumption
from ocdsl.model.cash_flow import CashFlow, Month

MOST_PEOPLE = 1_000
"""So many are reckoned with; of more, every second, every third and so on."""


@frozen
class _Person:
    """Somebody who is assumed to join: the day, the history, and what help costs on which days."""

    joins: int
    rows: Rows
    cost: int
    served: tuple[int, int]


def cash_flow(subject: Subject) -> CashFlow | None:
    """Month by month; None where no group is assumed with its cost, or no history could be made."""
    people = [
        person for group in subject.contract.assumptions for person in _people(subject, group)
    ]
    people.sort(key=lambda person: person.joins)
    one_in = -(-len(people) // MOST_PEOPLE)
    taken = people[::one_in] if people else []
    paid = subject.pay(tuple(_log(subject, taken))) if taken else None
    if paid is None:
        return None
    income = _by_month((d.payable_on, d.amount * _times(d, one_in)) for d in paid.decisions
                       if d.status in OWED and d.payable_on)  # fmt: skip
    cost = _by_month(part for person in people for part in _spent(person))
    start = month_start(subject.contract.term_start)
    months = tuple(_months(start, max([*income, *cost])))
    return CashFlow(
        tuple(Month(m, income.get(m, 0), cost.get(m, 0)) for m in months), len(people), one_in
    )


def _times(decision: Decision, one_in: int) -> int:
    """What is paid for nobody is not paid more often for more people."""
    return one_in if decision.person else 1


def _by_month(parts: Iterator[tuple[int, int]]) -> dict[int, int]:
    sums: dict[int, int] = {}
    for day, pence in parts:
        start = month_start(day)
        sums[start] = sums.get(start, 0) + pence
    return sums


def _months(first: int, last: int) -> Iterator[int]:
    while first <= last:
        yield first
        first = month_end(first) + 1


# ---- who joins, and what becomes of them


def _people(subject: Subject, group: Assumption) -> Iterator[_Person]:
    """Everybody of a group who is assumed to join during the term."""
    found = ((Fraction(*c.served), lives_of(subject, c.outcome)) for c in group.chances)
    known = sorted(((c, life) for c, life in found if life), key=lambda pair: pair[0])
    if not known or group.cost is None:
        return
    days = list(_days(subject, group))
    for number, day in enumerate(days):
        place = _place(number, len(days))
        # Whoever achieves what is rarer has its history, in which the commoner may be as well.
        own = next((life for chance, life in known if place < chance), None)
        life = own or known[-1][1]
        by = day - day_of(life.achieved[0]["occurred_on"])
        rows = tuple(later(row, by) for row in (life.achieved if own else life.failed))
        served = (life.begins + by, max(life.begins, life.comes) + by)
        yield _Person(day, rows, group.cost, served)


def _place(number: int, people: int) -> Fraction:
    """Places from 0 up to 1, each once, in an order that spreads any share of them evenly."""
    step = next(s for s in range(people * 5 // 8, 2 * people + 2) if gcd(s, people) == 1)
    return Fraction(number * step % people, people)


def _days(subject: Subject, group: Assumption) -> Iterator[int]:
    """The days on which they join: evenly through each period of the term."""
    dates, start = subject.contract.dates, subject.contract.term_start
    while start <= subject.contract.term_end:
        end = dates.end(dates.start(start, group.unit), group.unit)
        length = end - start + 1
        for n in range(group.count):
            day = start + (2 * n + 1) * length // (2 * group.count)
            if day <= subject.contract.term_end:
                yield day
        start = end + 1


def _spent(person: _Person) -> Iterator[tuple[int, int]]:
    """What is spent on somebody in each month, spread over the days to the penny."""
    first, last = person.served
    months = list(_months(month_start(first), last))
    days = [min(month_end(m), last) - max(m, first) + 1 for m in months]
    yield from zip(months, allocate(person.cost, tuple(days)), strict=True)


def _log(subject: Subject, people: list[_Person]) -> Iterator[dict[str, str]]:
    """The rows of them all, each with the next provider."""
    providers = subject.contract.providers
    for number, person in enumerate(people):
        rows = handed_to(person.rows, providers[number % len(providers)])
        yield from named(rows, f"p{number + 1:04d}")
