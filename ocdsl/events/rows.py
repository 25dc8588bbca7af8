"""One row of a log to an event, or to the reason why it is refused (laws 15 and 17).

Standard library only: the emitted evaluator carries this file whole. A row is checked by looking
its cells up in tables that fill themselves: a cell seen before costs one look-up, a new one goes
through the one function that gives it a meaning.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from ocdsl.base.calendar import iso
from ocdsl.events.refusals import FileRefused, RowRefused, listed, name_fix, shown
from ocdsl.events.schema import (
    CORRECTION_COLUMNS,
    FIXED_COLUMNS,
    EventSchema,
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
    values: Mapping[str, int | str]
    """Shared by rows that say the same: never to be changed."""
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


class CellTable(dict[Any, Any]):
    """What cells mean, by their text; new cells are read, or refused by an exception."""

    def __init__(self, read: Callable[[Any], Any]) -> None:
        super().__init__()
        self.read = read

    def __missing__(self, cells: Any) -> Any:
        value = self.read(cells)
        if len(self) < _LARGEST_TABLE:
            self[cells] = value
        return value


class RowPlan(NamedTuple):
    """What is the same for all rows of one event, provider and recorder."""

    event: EventSchema
    provider: str
    recorded_by: str
    first_day: int
    last_day: int
    values: CellTable
    """From the cells of all declared fields to the values of this event's own."""
    values_withdrawn: CellTable
    """The same for a row that withdraws an event, which may leave its fields empty."""
    people: CellTable
    """From the person's cell to the person; empty for an event that is about nobody."""


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
        # Twice that cell more, so that what is picked is a tuple however few the fields are.
        fields = (*(self.at[name] for name in schema.field_names), self.width, self.width)
        self.fields = itemgetter(*fields)
        self.days = CellTable(lambda text: read_day("occurred_on", text))
        self.people = CellTable(lambda text: read_id("person", text))
        self.nobody = CellTable(_nobody)
        # A moment is looked up in three parts: `2026-04-01`, `T09:30` and `:00` come up often.
        self.parts: tuple[dict[str, int], ...] = ({}, {}, {})

    def check(self, file: str, number: int, cells: list[str] | BadLine) -> Event:
        """The event that row `number` of `file` tells. Raises RowRefused; lengthens `cells`."""
        if len(cells) != self.width or isinstance(cells, BadLine):
            cells = _fitted(cells, self.width)
        cells.append("")
        event_id, name, provider, person, occurred, recorded, by, old, gone = self.fixed(cells)
        event, provider, by, first, last, whole, partial, people = self[name, provider, by]
        read_id("event_id", event_id)
        if person or not gone:
            person = people[person]
        day = self.days[occurred]
        dates, times, seconds = self.parts
        try:
            moment = dates[recorded[:10]] + times[recorded[10:16]] + seconds[recorded[16:]]
        except KeyError:
            moment = self._new_moment(recorded)
        if moment < day * DAY_MICROSECONDS:
            raise _recorded_too_early(recorded, occurred)
        if not first <= day <= last and not gone:
            raise _out_of_reach(self.schema, event, day)
        values = (partial if gone else whole)[self.fields(cells)]
        if old or gone:
            _check_correction(event_id, old, gone)
        # Made as a plain tuple is: the ordinary way checks its arguments, at twice the time.
        return _new(
            Event,
            (
                *(event_id, event.name, provider, person, day, moment),
                *(by, values, old, gone, file, number),
            ),
        )

    def _new_moment(self, text: str) -> int:
        moment = read_moment("recorded_at", text)
        clock = moment % DAY_MICROSECONDS
        second = clock % 60_000_000
        dates, times, seconds = self.parts
        dates[text[:10]] = moment - clock
        times[text[10:16]] = clock - second
        if len(seconds) < _LARGEST_TABLE:
            seconds[text[16:]] = second
        return moment

    def event_id(self, cells: list[str] | BadLine) -> str:
        """The id that a refused row goes by; empty when it has none to show."""
        at = self.at["event_id"]
        return cells[at][:LONGEST_ID] if isinstance(cells, list) and len(cells) > at else ""

    def __missing__(self, key: tuple[str, str, str]) -> RowPlan:
        self[key] = plan = self._plan(*key)
        return plan

    def _plan(self, name: str, provider: str, recorded_by: str) -> RowPlan:
        event = self._event(name)
        self._check_parties(event, provider, recorded_by)
        first, last = self.schema.reach(event)
        whole, partial = (
            _values_table(self.schema, event, withdrawn) for withdrawn in (False, True)
        )
        people = self.people if event.about == "person" else self.nobody
        return RowPlan(event, provider, recorded_by, first, last, whole, partial, people)

    def _event(self, name: str) -> EventSchema:
        event = self.schema.event(name)
        if event is None:
            raise _unknown_event(self.schema, name)
        absent = [f.name for f in event.fields if self.at[f.name] == self.width]
        if absent:
            raise missing_column(absent[0], f"which its {name} events need")
        return event

    def _check_parties(self, event: EventSchema, provider: str, recorded_by: str) -> None:
        unwanted = event.about == "contract" and not provider
        if provider not in self.schema.providers and not unwanted:
            raise _unknown_provider(self.schema, provider)
        allowed = self.schema.allowed_recorders(event, provider)
        if recorded_by not in allowed:
            raise _may_not_record(self.schema, event, recorded_by, allowed)


_new = tuple.__new__


def _nobody(text: str) -> str:
    """The person of an event that is about a provider or the contract: none."""
    if text:
        message = f"person is {shown(text)}, and this event is not about a person."
        raise RowRefused("PersonNotWanted", message, "Leave person empty in this row.")
    return ""


def _values_table(schema: LogSchema, event: EventSchema, withdrawn: bool) -> CellTable:
    own = {field.name: field for field in event.fields}

    def read(cells: Sequence[str]) -> dict[str, int | str]:
        filled = dict(zip(schema.field_names, cells, strict=False))
        for name, text in filled.items():
            if text and name not in own:
                raise _field_of_another(name, event)
        wanted = [field for field in event.fields if filled[field.name] or not withdrawn]
        return {field.name: read_field(field, event.name, filled[field.name]) for field in wanted}

    return CellTable(read)


def missing_column(name: str, why: str) -> FileRefused:
    """The refusal of a whole file that lacks a column."""
    message = f"The file has no column {name}, {why}."
    return FileRefused("MissingColumn", message, f"Add a column headed {name}.")


def _fitted(cells: list[str] | BadLine, width: int) -> list[str]:
    """The cells of a row that spreadsheets ended with commas for nothing; others are refused."""
    if isinstance(cells, BadLine):
        raise RowRefused(*cells)
    if len(cells) > width and not any(cells[width:]):
        return cells[:width]
    message = f"The row has {len(cells)} cells; the file has {width} columns."
    fix = "Give every column one cell, and put cells that hold a comma in double quotes."
    raise RowRefused("WrongNumberOfCells", message, fix)


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


def _field_of_another(name: str, event: EventSchema) -> RowRefused:
    message = f"{name} is filled in, and {event.name} has no such field."
    return RowRefused("FieldNotOfThisEvent", message, f"Leave {name} empty in this row.")


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
