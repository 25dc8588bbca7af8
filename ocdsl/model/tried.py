"""What the examples of a contract try: days between events, values of fields, totals (law 28).

The rows are looked up by event, so a contract with many examples is read once, not once for each
of its thresholds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import product

from attrs import frozen

from ocdsl.base.calendar import Lag
from ocdsl.model.amounts import Banded
from ocdsl.model.contract import Contract, ExampleRow
from ocdsl.syntax import phrases as ph
from ocdsl.syntax.orders import day_of_order

Whose = tuple[str, str]
"""An example and a person of it."""


@frozen(slots=False)  # the cached properties need a dictionary
class Tried:
    """The examples of a contract, asked for what stands at one of its thresholds."""

    contract: Contract

    @cached_property
    def people(self) -> dict[Whose, tuple[ExampleRow, ...]]:
        """The events of each person of each example."""
        found: dict[Whose, list[ExampleRow]] = {}
        for example in self.contract.examples:
            for row in example.rows:
                found.setdefault((example.name, row.person), []).append(row)
        return {whose: tuple(rows) for whose, rows in found.items()}

    @cached_property
    def _by_event(self) -> dict[str, dict[Whose, None]]:
        found: dict[str, dict[Whose, None]] = {}
        for whose, rows in self.people.items():
            for row in rows:
                found.setdefault(row.event, {})[whose] = None
        return found

    def with_event(self, event: str) -> Iterator[tuple[Whose, tuple[ExampleRow, ...]]]:
        """Everyone to whom an event happens, with all of their events."""
        return ((whose, self.people[whose]) for whose in self._by_event.get(event, ()))

    def values(self, event: str, field: str) -> Iterator[tuple[Whose, int]]:
        """Each value of a numeric field of an event, with whose it is."""
        for whose, rows in self.with_event(event):
            for row in rows:
                for name, text in row.values if row.event == event else ():
                    if name == field:
                        yield whose, int(text.replace(".", ""))

    def days(self, test: ph.EventTest, lag: Lag) -> Iterator[int]:
        """Days from the edge of a window to its event, outwards, for everyone who has both."""
        window = test.window
        if isinstance(window, ph.During):
            return
        sign = -1 if getattr(window, "side", "after") == "before" else 1
        away, later = lag._replace(number=sign * lag.number), self.contract.dates.later
        for rows in self._near(window.moment, test.event):
            edges = [later(day, away) for day in _moments(rows, window.moment)]
            subjects = self._subjects(rows, test)
            yield from (sign * (day - edge) for day, edge in product(subjects, edges))

    def _near(
        self, moment: ph.Moment, subject: ph.EventPhrase | ph.PeriodPhrase
    ) -> Iterable[tuple[ExampleRow, ...]]:
        named = next((p for p in (subject, moment) if isinstance(p, ph.EventPhrase)), None)
        if named is None:
            return self.people.values()
        return (rows for _, rows in self.with_event(named.event.text))

    def _subjects(self, rows: tuple[ExampleRow, ...], test: ph.EventTest) -> Iterable[int]:
        if isinstance(test.event, ph.EventPhrase):
            return _moments(rows, test.event)
        dates, unit = self.contract.dates, test.event.unit
        edge = dates.start if test.verb == "starts" else dates.end
        return {edge(row.day, unit) for row in rows}

    def delays(self, event: str, lag: Lag) -> Iterator[int]:
        """Days from the last day on which an event may be recorded to its record."""
        later = self.contract.dates.later
        for _, rows in self.with_event(event):
            yield from (row.recorded - later(row.day, lag) for row in rows if row.event == event)

    def totals(self, price: Banded) -> Iterator[int]:
        """Each total that a price by band is looked up for."""
        event = price.event.event.text
        for _, rows in self.with_event(event):
            sums: dict[tuple[str, int], int] = {}
            for row in rows:
                text = dict(row.values).get(price.field)
                if row.event == event and text:
                    key = row.provider, self.contract.dates.start(row.day, price.unit)
                    sums[key] = sums.get(key, 0) + int(text.replace(".", ""))
            yield from sums.values()


def _moments(rows: tuple[ExampleRow, ...], moment: ph.Moment) -> list[int]:
    if isinstance(moment, ph.Day):
        return [moment.ordinal]
    if not isinstance(moment, ph.EventPhrase):
        return []
    days = [row.day for row in rows if row.event == moment.event.text]
    if not moment.order:
        return days
    day = day_of_order(days, moment.order)
    return [] if day is None else [day]
