"""One row of a log to an event, or to the reason why it is refused (laws 15 and 17).

Standard library only: the emitted evaluator carries this file whole. A row is checked by looking
its cells up in tables that fill themselves: a cell seen before costs one look-up, a new one goes
through the one function that gives it a meaning.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter
from sys import intern
from typing import Any, NamedTuple

from ocdsl.base.calendar import iso
from ocdsl.events.refusals import FileRefused, RowRefused, listed, name_fix, shown
from ocdsl.events.schema import (
    CORRECTION_COLUMNS,
    FIXED_COLUMNS,
    EventSchema,
    FieldSchema,
    LogSchema,
)
from ocdsl.events.values import (
    DAY_MICROSECONDS,
    LONGEST_ID,
    missing,
    read_day,
    read_field,
    read_id,
    read_moment,
)

_LARGEST_TABLE = 200_000


class Event(NamedTuple):
    """An accepted row. Days are ordinals, `recorded_at` microseconds since ordinal day 0.

    `values` holds the event's own fields: whole numbers of the smallest unit (pence, hundredths
    of an hour), days, 1 or 0 for yes or no, or the name of a choice.
    """

    event_id: str
    event: str
    provider: str
    person: str
    occurred_on: int
    recorded_at: int
    recorded_by: str
    values: dict[str, int | str]
    supersedes: str
    """The event that this one corrects; empty for none."""
    retracts: str
    """The event that this row withdraws; empty for none."""
    file: str
    row: int

    @property
    def content(self) -> tuple[object, ...]:
        """Everything but where the row stands: equal for rows that say the same."""
        return (*self[:7], sorted(self.values.items()), self.supersedes, self.retracts)


class BadLine(NamedTuple):
    """A line that has no cells, such as broken JSON; a reader gives it in place of the cells."""

    code: str
    message: str
    fix: str


class CellTable(dict[str, Any]):
    """Cells already read, by their text; a new one is read, and refused by an exception."""

    def __init__(self, read: Callable[[str], Any]) -> None:
        super().__init__()
        self.read = read

    def __missing__(self, text: str) -> Any:
        value = self.read(text)
        if len(self) < _LARGEST_TABLE:
            self[text] = value
        return value


class RowPlan(NamedTuple):
    """What is the same for all rows of one event, provider and recorder."""

    event: EventSchema
    provider: str
    recorded_by: str
    first_day: int
    last_day: int
    fields: tuple[tuple[str, int, CellTable], ...]
    others: Callable[[Sequence[str]], Sequence[str]]
    """Picks the cells that this event must leave empty."""
    nothing: tuple[str, ...]
    """What `others` gives when they are empty."""


class RowChecker(dict[tuple[str, str, str], RowPlan]):
    """Checks the rows of one file; a mapping of plans that fills itself."""

    def __init__(self, schema: LogSchema, columns: Sequence[str]) -> None:
        super().__init__()
        self.schema = schema
        self.width = len(columns)
        # One cell that is always empty stands after the last, for the columns a file leaves out.
        self.at = dict.fromkeys(schema.columns, self.width)
        self.at.update({name: index for index, name in enumerate(columns)})
        self.fixed = itemgetter(*(self.at[c] for c in FIXED_COLUMNS + CORRECTION_COLUMNS))
        self.days = CellTable(lambda text: read_day("occurred_on", text))
        self.moment_days: dict[str, int] = {}
        self.clocks: dict[str, int] = {}

    def check(self, file: str, number: int, cells: list[str] | BadLine) -> Event:
        """The event that row `number` of `file` tells. Raises RowRefused; lengthens `cells`."""
        if len(cells) != self.width or isinstance(cells, BadLine):
            raise _wrong_shape(cells, self.width)
        cells.append("")
        event_id, event, provider, person, occurred, recorded, by, old, gone = self.fixed(cells)
        plan = self[event, provider, by]
        event_id = read_id("event_id", event_id)
        if person or not gone:
            person = intern(read_id("person", person))
        day = self.days[occurred]
        moment = self._moment(recorded)
        if moment < day * DAY_MICROSECONDS:
            raise _recorded_too_early(recorded, occurred)
        if not plan.first_day <= day <= plan.last_day and not gone:
            raise _out_of_reach(self.schema, plan.event, day)
        if plan.others(cells) != plan.nothing:
            raise _field_of_another(self, plan.event, cells)
        if old or gone:
            _check_correction(event_id, old, gone)
        values = {
            name: table[cells[at]] for name, at, table in plan.fields if cells[at] or not gone
        }
        return _new_event(
            Event,
            (
                *(event_id, plan.event.name, plan.provider, person, day, moment),
                *(plan.recorded_by, values, old, gone, file, number),
            ),
        )

    def event_id(self, cells: list[str] | BadLine) -> str:
        """The id that a refused row goes by; empty when it has none to show."""
        at = self.at["event_id"]
        return cells[at][:LONGEST_ID] if isinstance(cells, list) and len(cells) > at else ""

    def _moment(self, text: str) -> int:
        day = self.moment_days.get(text[:10])
        clock = self.clocks.get(text[10:])
        if day is not None and clock is not None:
            return day + clock
        moment = read_moment("recorded_at", text)
        if len(self.clocks) < _LARGEST_TABLE:
            self.clocks[text[10:]] = moment % DAY_MICROSECONDS
        self.moment_days[text[:10]] = moment - moment % DAY_MICROSECONDS
        return moment

    def __missing__(self, key: tuple[str, str, str]) -> RowPlan:
        self[key] = plan = self._plan(*key)
        return plan

    def _plan(self, name: str, provider: str, recorded_by: str) -> RowPlan:
        event = self._event(name)
        self._check_parties(event, provider, recorded_by)
        own = {field.name for field in event.fields}
        blank = (self.width, self.width)
        others = (*blank, *(self.at[n] for n in self.schema.field_names if n not in own))
        first, last = self.schema.reach(event)
        fields = tuple((f.name, self.at[f.name], _table(f, event.name)) for f in event.fields)
        return RowPlan(
            *(event, provider, recorded_by, first, last, fields),
            *(itemgetter(*others), ("",) * len(others)),
        )

    def _event(self, name: str) -> EventSchema:
        event = self.schema.event(name)
        if event is None:
            raise _unknown_event(self.schema, name)
        absent = [f.name for f in event.fields if self.at[f.name] == self.width]
        if absent:
            raise missing_column(absent[0], f"which its {name} events need")
        return event

    def _check_parties(self, event: EventSchema, provider: str, recorded_by: str) -> None:
        if provider not in self.schema.providers:
            raise _unknown_provider(self.schema, provider)
        allowed = self.schema.allowed_recorders(event, provider)
        if recorded_by not in allowed:
            raise _may_not_record(self.schema, event, recorded_by, allowed)


def _new_event(kind: type[Event], parts: tuple[object, ...]) -> Event:
    return tuple.__new__(kind, parts)


def _table(field: FieldSchema, event: str) -> CellTable:
    return CellTable(lambda text: read_field(field, event, text))


def missing_column(name: str, why: str) -> FileRefused:
    """The refusal of a whole file that lacks a column."""
    message = f"The file has no column {name}, {why}."
    return FileRefused("MissingColumn", message, f"Add a column headed {name}.")


def _wrong_shape(cells: Sequence[str], width: int) -> RowRefused:
    if isinstance(cells, BadLine):
        return RowRefused(*cells)
    message = f"The row has {len(cells)} cells; the file has {width} columns."
    fix = "Give every column one cell, and put cells that hold a comma in double quotes."
    return RowRefused("WrongNumberOfCells", message, fix)


def _unknown_event(schema: LogSchema, name: str) -> RowRefused:
    if not name:
        return missing("event")
    message = f"The contract has no event {shown(name)}."
    return RowRefused("UnknownEvent", message, name_fix(name, [e.name for e in schema.events]))


def _unknown_provider(schema: LogSchema, name: str) -> RowRefused:
    if not name:
        return missing("provider")
    message = f"The contract has no provider {shown(name)}."
    return RowRefused("UnknownProvider", message, name_fix(name, schema.providers))


def _may_not_record(
    schema: LogSchema, event: EventSchema, by: str, allowed: Sequence[str]
) -> RowRefused:
    if not by:
        return missing("recorded_by")
    if by not in schema.recorders:
        message = f"The contract has no party or role {shown(by)}."
        return RowRefused("UnknownRole", message, name_fix(by, schema.recorders))
    message = f"{by} may not record {event.name} in this row; {listed(allowed)} may."
    return RowRefused("RoleMayNotRecord", message, f"Ask {allowed[0]} to record it.")


def _recorded_too_early(recorded: str, occurred: str) -> RowRefused:
    message = f"recorded_at {recorded} is before occurred_on {occurred}."
    fix = "Write the time at which it was recorded, on the day it occurred or later."
    return RowRefused("RecordedBeforeItOccurred", message, fix)


def _out_of_reach(schema: LogSchema, event: EventSchema, day: int) -> RowRefused:
    if day > schema.tail_end:
        message = (
            f"occurred_on {iso(day)} is after the contract's tail ends, on {iso(schema.tail_end)}."
        )
        return RowRefused("AfterTheTail", message, "Check the date; nothing later can be paid for.")
    message = (
        f"occurred_on {iso(day)} is not during the term, {iso(schema.term_start)} to "
        f"{iso(schema.term_end)}, as {event.name} must be."
    )
    return RowRefused("OutsideTheTerm", message, "Check the date.")


def _field_of_another(checker: RowChecker, event: EventSchema, cells: Sequence[str]) -> RowRefused:
    own = {field.name for field in event.fields}
    names = [n for n in checker.schema.field_names if n not in own and cells[checker.at[n]]]
    message = f"{names[0]} is filled in, and {event.name} has no such field."
    return RowRefused("FieldNotOfThisEvent", message, f"Leave {names[0]} empty in this row.")


def _check_correction(event_id: str, supersedes: str, retracts: str) -> None:
    if supersedes and retracts:
        message = "Both supersedes and retracts are filled in."
        fix = "Fill in supersedes to correct an event, or retracts to withdraw it."
        raise RowRefused("CorrectsAndRetracts", message, fix)
    column = "supersedes" if supersedes else "retracts"
    named = read_id(column, supersedes or retracts)
    if named == event_id:
        message = f"{column} names the row itself, {shown(event_id)}."
        raise RowRefused(
            "NamesItself", message, "Name the event that this row corrects or withdraws."
        )
