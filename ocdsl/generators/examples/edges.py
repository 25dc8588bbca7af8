"""Moves a life to a threshold: an event to a day, a field to a value, a period to a total."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from attrs import evolve, frozen

from ocdsl.base.money import decimal_text
from ocdsl.generators.examples.lives import Lives, Rows
from ocdsl.model.amounts import Banded
from ocdsl.model.boundaries import Threshold
from ocdsl.model.contract import Contract, ExampleRow, Needs
from ocdsl.syntax import phrases as ph
from ocdsl.syntax.orders import day_of_order

_LONGEST_PERIOD = 366


@frozen
class Mover:
    """A threshold, and the lives that can be moved to it."""

    lives: Lives
    threshold: Threshold

    @property
    def contract(self) -> Contract:
        """The contract that has the threshold."""
        return self.lives.contract

    def moved(self, rows: Rows, value: int) -> Iterator[Rows]:
        """The life with that value at the threshold, in each way there is; none when none is."""
        of = self.threshold.of
        if isinstance(of, Needs):
            yield from self._recorded(rows, value)
        elif isinstance(of, Banded):
            yield from self._totalled(rows, value, of)
        elif isinstance(of, ph.LimitTest):
            yield from self._valued(rows, value, of)
        elif self.threshold.event:
            yield from self._timed(rows, value, of)
        else:
            yield from self._in_period(rows, value, of)

    def _edge(self, rows: Rows, test: ph.EventTest) -> int | None:
        """The last day of the window, from the moment in this life that it counts from."""
        moment, lag = getattr(test.window, "moment", None), self.threshold.lag
        day = _day_of(rows, moment)
        if day is None or lag is None:
            return None
        sign = _sign(test)
        return self.contract.dates.later(day, lag._replace(number=sign * lag.number))

    def _timed(self, rows: Rows, value: int, test: ph.EventTest) -> Iterator[Rows]:
        """The tested event is put on the day; one that is not there is added."""
        edge, event = self._edge(rows, test), self.threshold.event
        if edge is None:
            return
        day = edge + _sign(test) * value
        own = [row for row in rows if row.event == event]
        moment = getattr(test.window, "moment", None)
        if own and not (isinstance(moment, ph.EventPhrase) and moment.event.text == event):
            yield _put(rows, own[-1], evolve(own[-1], day=day, recorded=day))
            return
        for other in _different(self.lives.events(event)):
            new = evolve(other, day=day, recorded=day, person=rows[0].person)
            yield _in_order((*rows, evolve(new, provider=rows[-1].provider)))

    def _in_period(self, rows: Rows, value: int, test: ph.EventTest) -> Iterator[Rows]:
        """One event's period is made to start or end on the day; all else moves to fit."""
        period = test.event
        if not isinstance(period, ph.PeriodPhrase):
            return
        dates = self.contract.dates
        side = dates.start if test.verb == "starts" else dates.end
        for kept in self._repeated(rows):
            others = tuple(row for row in rows if row.event != kept.event)
            for shift in range(_LONGEST_PERIOD):
                life = tuple(
                    evolve(row, day=row.day + shift, recorded=row.recorded + shift)
                    for row in others
                )
                edge = self._edge(life, test)
                if edge is None:
                    return
                day = edge + _sign(test) * value
                if side(day, period.unit) == day:
                    start = dates.start(day, period.unit)
                    yield _in_order((*life, evolve(kept, day=start, recorded=start)))
                    break

    def _repeated(self, rows: Rows) -> list[ExampleRow]:
        """The events that are paid for by the period: one of each kind."""
        prices = (p.price for p in self.contract.payments.values())
        kinds = {price.event.event.text for price in prices if isinstance(price, Banded)}
        return list({row.event: row for row in rows if row.event in kinds}.values())

    def _valued(self, rows: Rows, value: int, test: ph.LimitTest) -> Iterator[Rows]:
        """The field gets the value; of points above another value, so many more than that."""
        event, name = self.threshold.event, test.value.field.text
        field = self.contract.events[event].field(name)
        own = [row for row in rows if row.event == event]
        if field is None or not own:
            return
        points = any(isinstance(limit.value, ph.PointsAbove) for limit in test.limits)
        if points:
            base = int(dict(own[0].values)[name].replace(".", ""))
            value += base if own[1:] else 0
        text = decimal_text(value, field.places or 0)
        values = tuple((n, text if n == name else v) for n, v in own[-1].values)
        yield _put(rows, own[-1], evolve(own[-1], values=values))

    def _recorded(self, rows: Rows, value: int) -> Iterator[Rows]:
        """The event is recorded on the day."""
        own, lag = [row for row in rows if row.event == self.threshold.event], self.threshold.lag
        if own and lag:
            last = self.contract.dates.later(own[-1].day, lag)
            yield _put(rows, own[-1], evolve(own[-1], recorded=last + value))

    def _totalled(self, rows: Rows, value: int, price: Banded) -> Iterator[Rows]:
        """The total of one period is the value, on as many days as the field's limits ask for."""
        event = self.contract.events[price.event.event.text]
        field = event.field(price.field)
        own = [row for row in rows if row.event == event.name]
        if field is None or not own:
            return
        start = self.contract.dates.start(own[0].day, price.unit)
        most = [limit for word, limit in field.limits if word == "up to and including"]
        days = -(-value // min(most)) if most else 1
        parts = [value // days] * (days - 1) + [value - value // days * (days - 1)]
        made = []
        for n, part in enumerate(parts):
            text = decimal_text(part, price.places)
            values = tuple((k, text if k == price.field else v) for k, v in own[0].values)
            made.append(evolve(own[0], day=start + n, recorded=start + n, values=values))
        others = (row for row in rows if row.event != event.name)
        yield _in_order(tuple(chain(others, made)))


def _sign(test: ph.EventTest) -> int:
    return -1 if getattr(test.window, "side", "after") == "before" else 1


def _day_of(rows: Rows, moment: ph.Moment | None) -> int | None:
    if isinstance(moment, ph.Day):
        return moment.ordinal
    if not isinstance(moment, ph.EventPhrase):
        return None
    days = [row.day for row in rows if row.event == moment.event.text]
    return day_of_order(days, moment.order or "last")


def _put(rows: Rows, old: ExampleRow, new: ExampleRow) -> Rows:
    return _in_order(tuple(new if row is old else row for row in rows))


def _in_order(rows: Rows) -> Rows:
    return tuple(sorted(rows, key=lambda row: row.day))


def _different(rows: Iterator[ExampleRow] | object) -> Iterator[ExampleRow]:
    """One event for each set of values that it can have, up to a few."""
    seen: set[object] = set()
    for row in rows if hasattr(rows, "__iter__") else ():
        if row.values not in seen:
            seen.add(row.values)
            yield row
        if len(seen) == 12:
            return
