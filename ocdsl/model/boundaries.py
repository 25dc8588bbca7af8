"""The thresholds of a contract, and the values its examples try at each (law 28).

A threshold is tried when some example has a value exactly at it, one less than a whole unit below
it and one less than, or exactly, a whole unit above it: 65, 64 and 66 years; 5, 4.5 and 5.5 hours.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from attrs import frozen

from ocdsl.base.calendar import Lag, lag_in_words
from ocdsl.base.source import Span
from ocdsl.model.amounts import Banded
from ocdsl.model.context import Context
from ocdsl.model.contract import Needs, Outcome, Payment
from ocdsl.model.kinds import scaled, value_in_words
from ocdsl.model.seen import Asked, Spot
from ocdsl.model.tried import Tried
from ocdsl.model.walk import walk
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
    of: ph.EventTest | ph.LimitTest | Needs | Banded
    """What has the boundary: a test, a time for recording or a price by band."""
    event: str
    """The event whose day or whose field is tested; empty when it is a period."""
    lag: Lag | None = None
    """The length of the window or of the time for recording; its values count from its last day."""

    @property
    def places(self) -> tuple[tuple[str, int, int], ...]:
        """At, just below and just above: the words for it and the least and the most value."""
        v, near = self.value, self.unit
        return (
            (f"at {self.at}", v, v),
            ("just below it", v - near, v - 1),
            ("just above it", v + 1, v + near),
        )

    def missing(self) -> list[str]:
        """Which of at, just below and just above no example tries."""
        return [
            words
            for words, low, high in self.places
            if not any(low <= tried <= high for tried in self.tried)
        ]


def thresholds(context: Context) -> Iterator[Threshold]:
    """Every threshold of a contract that has been built: of tests, of windows and of bands."""
    contract = context.contract
    if contract is None:
        return
    tried = Tried(contract)
    for seen in walk(context):
        if isinstance(seen, Asked) and seen.kind != "counts":
            for test in seen.tests.items:
                yield from _of_test(tried, seen.spot, test)
    for outcome in contract.outcomes.values():
        if outcome.needs:
            yield _of_record(tried, outcome, outcome.needs)
    for payment in contract.payments.values():
        if isinstance(payment.price, Banded):
            yield from _of_bands(tried, payment, payment.price)


def _of_test(tried: Tried, spot: Spot, test: ph.Test) -> Iterator[Threshold]:
    if isinstance(test, ph.LimitTest):
        yield from _of_limits(tried, spot, test)
    elif isinstance(test, ph.EventTest):
        event = test.event.event.text if isinstance(test.event, ph.EventPhrase) else ""
        for duration in _durations(test.window):
            lag = tried.contract.dates.lag(duration)
            at, words, found = lag_in_words(lag), text_of(test), frozenset(tried.days(test, lag))
            yield Threshold(words, at, 0, 1, found, spot.heading, test.span, test, event, lag)


def _of_limits(tried: Tried, spot: Spot, test: ph.LimitTest) -> Iterator[Threshold]:
    event = test.value.at.event.text if test.value.at else spot.hand
    of = tried.contract.events.get(event)  # none where what is tested is a measure
    field = of.field(test.value.field.text) if of else None
    if field is None or field.places is None:
        return
    seen, words, unit = tuple(tried.values(event, field.name)), text_of(test), 10**field.places
    for limit in test.limits:
        value, found = limit.value, frozenset(v for _, v in seen)
        if isinstance(value, ph.PointsAbove):
            found = frozenset(_differences(seen))
            value = value.points
        if isinstance(value, ph.Money | ph.Percent | ph.Number):
            number = scaled(value, field.places)
            at = value_in_words(number, field.kind) if value is limit.value else "that many points"
            yield Threshold(
                words, at, number, int(unit), found, spot.heading, test.span, test, event
            )


def _differences(seen: tuple[tuple[tuple[str, str], int], ...]) -> Iterator[int]:
    """From each value of a person to each of theirs."""
    by_person: dict[tuple[str, str], list[int]] = {}
    for whose, value in seen:
        by_person.setdefault(whose, []).append(value)
    for values in by_person.values():
        yield from (b - a for a, b in product(values, repeat=2))


def _durations(window: ph.Window) -> Iterator[ph.Duration]:
    if isinstance(window, ph.Within):
        yield window.duration
    elif isinstance(window, ph.Distance):
        values = (limit.value for limit in window.limits)
        yield from (value for value in values if isinstance(value, ph.Duration))


def _of_record(tried: Tried, outcome: Outcome, needs: Needs) -> Threshold:
    event, at = needs.event.event.text, lag_in_words(needs.lag)
    words, heading = (
        f"the {event} to be recorded within {at}",
        f"outcome {outcome.name}, needs",
    )
    span, found = outcome.clauses["needs"].span, frozenset(tried.delays(event, needs.lag))
    return Threshold(words, at, 0, 1, found, heading, span, needs, event, needs.lag)


def _of_bands(tried: Tried, payment: Payment, price: Banded) -> Iterator[Threshold]:
    event = price.event.event.text
    field = tried.contract.events[event].field(price.field)
    found = frozenset(tried.totals(price))
    edges = sorted({v for band in price.bands for v in (band.low, band.high) if v})
    for edge in edges:
        at = value_in_words(edge, field.kind if field else "")
        words, heading = f"the total of {price.field}", f"payment {payment.name}, pays"
        span = next(b.span for b in price.bands if edge in (b.low, b.high))
        unit = int(10**price.places)
        yield Threshold(words, at, edge, unit, found, heading, span, price, event)
