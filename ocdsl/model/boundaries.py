"""The thresholds of a contract, and the values its examples try at each (law 28).

A threshold is tried when some example has a value exactly at it, one less than a whole unit below
it and one less than, or exactly, a whole unit above it: 65, 64 and 66 years; 5, 4.5 and 5.5 hours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from attrs import frozen

from ocdsl.base.calendar import period_end, period_start
from ocdsl.base.source import Span
from ocdsl.model.context import Context
from ocdsl.model.contract import Banded, Contract, ExampleRow, Outcome, Payment
from ocdsl.model.kinds import days_in, scaled, value_in_words
from ocdsl.model.walk import Asked, Spot, walk
from ocdsl.syntax import phrases as ph
from ocdsl.syntax.phrase_text import text_of


@frozen
class Threshold:
    """A boundary that a payment can turn on: what it is, the values tried there, and its place."""

    words: str
    at: str
    value: int
    unit: int
    tried: frozenset[int]
    heading: str
    span: Span

    def missing(self) -> list[str]:
        """Which of at, just below and just above no example tries."""
        v, near = self.value, self.unit
        return [
            words
            for words, low, high in (
                (f"at {self.at}", v, v),
                ("just below it", v - near, v - 1),
                ("just above it", v + 1, v + near),
            )
            if not any(low <= tried <= high for tried in self.tried)
        ]


def thresholds(context: Context) -> Iterator[Threshold]:
    """Every threshold of a contract that has been built: of tests, of windows and of bands."""
    contract = context.contract
    if contract is None:
        return
    for seen in walk(context):
        if isinstance(seen, Asked) and seen.kind != "counts":
            for test in seen.tests.items:
                yield from _of_test(contract, seen.spot, test)
    for outcome in contract.outcomes.values():
        yield from _of_record(contract, outcome)
    for payment in contract.payments.values():
        if isinstance(payment.price, Banded):
            yield from _of_bands(contract, payment, payment.price)


def _of_test(contract: Contract, spot: Spot, test: ph.Test) -> Iterator[Threshold]:
    if isinstance(test, ph.LimitTest):
        yield from _of_limits(contract, spot, test)
    elif isinstance(test, ph.EventTest):
        tried = frozenset(_days_tried(contract, test))
        for duration in _durations(test.window):
            days = days_in(duration)
            at = f"{days} days"
            yield Threshold(text_of(test), at, days, 1, tried, spot.heading, test.span)


def _of_limits(contract: Contract, spot: Spot, test: ph.LimitTest) -> Iterator[Threshold]:
    event = test.value.at.event.text if test.value.at else spot.hand
    field = contract.events[event].field(test.value.field.text)
    if field is None or field.places is None:
        return
    seen = tuple(_values(contract, event, field.name))
    for limit in test.limits:
        value, tried = limit.value, frozenset(v for _, v in seen)
        if isinstance(value, ph.PointsAbove):
            pairs = product(seen, repeat=2)
            tried = frozenset(b - a for (who, a), (other, b) in pairs if who == other)
            value = value.points
        if isinstance(value, ph.Money | ph.Percent | ph.Number):
            number = scaled(value, field.places)
            at = value_in_words(number, field.kind) if value is limit.value else "that many points"
            yield Threshold(
                text_of(test), at, number, int(10**field.places), tried, spot.heading, test.span
            )


def _values(contract: Contract, event: str, field: str) -> Iterator[tuple[tuple[str, str], int]]:
    """Each value of a numeric field in the examples, with whose it is."""
    for example in contract.examples:
        for row in example.rows:
            for name, text in row.values if row.event == event else ():
                if name == field:
                    yield (example.name, row.person), int(text.replace(".", ""))


def _durations(window: ph.Window) -> Iterator[ph.Duration]:
    if isinstance(window, ph.Within):
        yield window.duration
    elif isinstance(window, ph.Distance):
        values = (limit.value for limit in window.limits)
        yield from (value for value in values if isinstance(value, ph.Duration))


def _days_tried(contract: Contract, test: ph.EventTest) -> Iterator[int]:
    """Days from the moment of a window to its event, for everyone in the examples."""
    window = test.window
    if isinstance(window, ph.During):
        return
    sign = -1 if getattr(window, "side", "after") == "before" else 1
    for rows in people(contract):
        ends = _moments(contract, rows, window.moment)
        subjects = _subjects(contract, rows, test)
        yield from (sign * (day - end) for day, end in product(subjects, ends))


def people(contract: Contract) -> Iterator[tuple[ExampleRow, ...]]:
    """The events of each person of each example."""
    for example in contract.examples:
        for person in dict.fromkeys(row.person for row in example.rows):
            yield tuple(row for row in example.rows if row.person == person)


def _subjects(
    contract: Contract, rows: tuple[ExampleRow, ...], test: ph.EventTest
) -> Iterable[int]:
    if isinstance(test.event, ph.EventPhrase):
        return _moments(contract, rows, test.event)
    unit = test.event.unit
    starts = {_start(contract, row.day, unit) for row in rows}
    return starts if test.verb == "starts" else {period_end(start, unit) for start in starts}


def _moments(contract: Contract, rows: tuple[ExampleRow, ...], moment: ph.Moment) -> list[int]:
    if isinstance(moment, ph.Day):
        return [moment.ordinal]
    if not isinstance(moment, ph.EventPhrase):
        return []
    days = [row.day for row in rows if row.event == moment.event.text]
    if not moment.order or not days:
        return days
    return [min(days) if moment.order == "first" else max(days)]


def _start(contract: Contract, day: int, unit: str) -> int:
    return period_start(day, unit, contract.week_day, contract.year_month)


def _of_record(contract: Contract, outcome: Outcome) -> Iterator[Threshold]:
    if outcome.needs is None:
        return
    event = outcome.needs.event.event.text
    rows = (row for example in contract.examples for row in example.rows if row.event == event)
    tried = frozenset(row.recorded - row.day for row in rows)
    words = f"the {event} to be recorded within {outcome.needs.days} days"
    clause = outcome.clauses["needs"]
    yield Threshold(
        words,
        f"{outcome.needs.days} days",
        outcome.needs.days,
        1,
        tried,
        f"outcome {outcome.name}, needs",
        clause.span,
    )


def _of_bands(contract: Contract, payment: Payment, price: Banded) -> Iterator[Threshold]:
    field = contract.events[price.event.event.text].field(price.field)
    tried = frozenset(_totals(contract, price))
    edges = sorted({v for band in price.bands for v in (band.low, band.high) if v})
    for edge in edges:
        at = value_in_words(edge, field.kind if field else "")
        words = f"the total of {price.field}"
        span = next(b.span for b in price.bands if edge in (b.low, b.high))
        unit = int(10**price.places)
        yield Threshold(words, at, edge, unit, tried, f"payment {payment.name}, pays", span)


def _totals(contract: Contract, price: Banded) -> Iterator[int]:
    for rows in people(contract):
        sums: dict[tuple[str, int], int] = {}
        for row in rows:
            text = dict(row.values).get(price.field)
            if row.event == price.event.event.text and text:
                key = row.provider, _start(contract, row.day, price.unit)
                sums[key] = sums.get(key, 0) + int(text.replace(".", ""))
        yield from sums.values()
