"""Where a contract's rules turn, and a writer of rows that a property test draws.

Used by the strategies of `logs`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import attrs
from hypothesis import strategies as st

from ocdsl.base.calendar import Lag, day_of, iso
from ocdsl.base.money import decimal_text
from ocdsl.events.from_model import schema_of
from ocdsl.generators.sample_log.codes import EventCode, FieldCode, codes_of
from ocdsl.generators.sample_log.story import Story, stories
from ocdsl.model.contract import Contract
from ocdsl.model.kinds import scaled
from ocdsl.syntax import phrases as ph

Row = dict[str, str]
Draws = Callable[[st.SearchStrategy[Any]], Any]

MOST_ROWS = 30


class Shape:
    """What of a contract is worth aiming at: its story, and the offsets and values at its edges."""

    def __init__(self, contract: Contract) -> None:
        self.contract, self.schema = contract, schema_of(contract)
        self.codes = codes_of(contract)
        self.kinds = tuple(self.codes.events.values())
        self.story: Story = stories(contract, self.codes)[0]
        parts = [*contract.cohorts.values(), *contract.outcomes.values()]
        self.phrases = tuple(_walk([*parts, *contract.payments.values()]))
        self.offsets = self._offsets()
        self.late = tuple(self._about(o.needs.lag) for o in contract.outcomes.values() if o.needs)

    def _about(self, lag: Lag) -> int:
        """The days of a length that begins with the term."""
        return self.contract.dates.later(self.contract.term_start, lag) - self.contract.term_start

    def _offsets(self) -> tuple[int, ...]:
        lag = self.contract.dates.lag
        days = {self._about(lag(d)) for d in self.phrases if isinstance(d, ph.Duration)}
        days |= {self._about(o.needs.lag) for o in self.contract.outcomes.values() if o.needs}
        for payment in self.contract.payments.values():
            if payment.recovery:
                days |= {self._about(payment.recovery.after_due) + self._about(payment.due.lag)}
        for stay in self.story.stays:
            days |= {self._about(lag) for lag in (stay.breaks, *stay.lengths)}
        edges = {0, 1} | {max(day + by, 0) for day in days for by in (-1, 0, 1)}
        return tuple(sorted(edges))

    def values(self, event: EventCode, field: FieldCode) -> tuple[int, ...]:
        """Values at the edges of every limit, test and band on the field."""
        if field.choices:
            return tuple(field.choices.values())
        found = {field.low, field.high, (field.low + field.high) // 2}
        for test in self.phrases:
            if isinstance(test, ph.LimitTest) and test.value.field.text == field.name:
                found |= {v + by for v in _limits(test, field) for by in (-1, 0, 1)}
        for run in self.story.runs:
            found |= (
                {e + by for e in run.edges for by in (-1, 0, 1)} if run.field is field else set()
            )
        return tuple(sorted(v for v in found if field.low <= v <= field.high))


_SHAPES: dict[int, Shape] = {}


def shape_of(contract: Contract) -> Shape:
    """The shape of a contract, worked out once."""
    found = _SHAPES.get(id(contract))
    if found is None or found.contract is not contract:
        found = _SHAPES[id(contract)] = Shape(contract)
    return found


def _walk(thing: Any) -> Iterator[object]:
    if isinstance(thing, list | tuple):
        for item in thing:
            yield from _walk(item)
    elif attrs.has(type(thing)) and not isinstance(thing, Contract):
        yield thing
        for attribute in attrs.fields(type(thing)):
            yield from _walk(getattr(thing, attribute.name))


def _limits(test: ph.LimitTest, field: FieldCode) -> Iterator[int]:
    for limit in test.limits:
        if isinstance(limit.value, ph.PointsAbove):
            yield (field.low + field.high) // 2 + scaled(limit.value.points, field.places)
        elif isinstance(limit.value, ph.Scalar) and not isinstance(limit.value, ph.Name):
            yield scaled(limit.value, field.places)


class Writer:
    """Collects rows as they are drawn; ids are in the order of drawing, not of time."""

    def __init__(self, draw: Draws, shape: Shape) -> None:
        self.draw, self.shape = draw, shape
        self.rows: list[Row] = []
        self.closed: set[str] = set()
        """Ids that are corrected or withdrawn already, or that withdraw another."""

    def pick(self, *items: Any) -> Any:
        return self.draw(st.sampled_from(items))

    def number(self, low: int, high: int) -> int:
        return int(self.draw(st.integers(low, high)))

    def event(
        self, event: EventCode, day: int, who: tuple[int, int], values: dict[int, int] | None = None
    ) -> Row | None:
        """A well formed row about person `who[0]` by provider `who[1]`; None if out of reach."""
        if len(self.rows) >= MOST_ROWS or not event.first_day <= day <= event.last_day:
            return None
        values = values if values is not None else self.some_values(event)
        row = self._blank(event, who, day)
        for field in event.fields:
            row[field.name] = self.text(field, values[field.column])
        late = self.pick(0, 0, 0, 1, 3, 40, *(d + by for d in self.shape.late for by in (0, 1)))
        row["recorded_at"] = f"{iso(day + late)}T{self.pick(9, 9, 17):02d}:00:00"
        self.rows.append(row)
        return row

    def _blank(self, event: EventCode, who: tuple[int, int], day: int) -> Row:
        recorder = self.pick(*event.recorders[who[1]])
        about = self.shape.schema.events[event.number].about
        return dict.fromkeys(self.shape.schema.columns, "") | {
            "event_id": f"e{len(self.rows) + 1:03d}",
            "event": event.name,
            "provider": "" if about == "contract" else self.shape.schema.providers[who[1]],
            "person": f"p{who[0]}" if about == "person" else "",
            "occurred_on": iso(day),
            "recorded_by": self.shape.codes.recorders[recorder],
        }

    def some_values(self, event: EventCode) -> dict[int, int]:
        return {f.column: self.pick(*self.shape.values(event, f)) for f in event.fields}

    def text(self, field: FieldCode, value: int) -> str:
        column = self.shape.codes.columns[field.column]
        if column.places is not None:
            return decimal_text(value, column.places)
        if column.kind == "date":
            return iso(value)
        return column.choices[value] if column.choices else ("yes" if value else "no")

    def again(self, row: Row, **changes: str) -> Row:
        """A later row that says the same but for some cells."""
        recorded = later(row["recorded_at"], self.pick(0, 1, 3, 30))
        fresh = {"event_id": f"e{len(self.rows) + 1:03d}", "supersedes": "", "retracts": ""}
        new = {**row, **fresh, "recorded_at": recorded, **changes}
        self.rows.append(new)
        return new


def later(moment: str, days: int) -> str:
    """The moment so many days later; what is no moment, after a mistake, stays as it is."""
    if not moment[:4].isdigit() or moment[4:5] != "-":
        return moment
    return iso(day_of(moment[:10]) + days) + moment[10:]
