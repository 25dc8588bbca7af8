"""The contract's events, fields and parties as small numbers, for rows kept by the million."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from ocdsl.events.from_model import schema_of
from ocdsl.events.schema import EventSchema, FieldSchema, LogSchema
from ocdsl.generators.sample_log.ranges import closed, limit_range, overlap
from ocdsl.model.contract import Contract

EMPTY = -(1 << 62)
"""An empty cell among the values of a field."""

# What a field may hold when the contract sets no limit, in its smallest unit; a date's value is
# never drawn from here.
_USUAL: Mapping[str, tuple[int, int]] = {
    "whole number": (0, 100),
    "days": (0, 365),
    "number": (0, 1_000_000),
    "score": (0, 10_000),
    "hours": (0, 2_400),
    "money": (0, 10_000_000),
    "percentage": (0, 10_000),
    "yes or no": (0, 1),
}


@frozen
class FieldCode:
    """A field of an event. Values are whole numbers: of the smallest unit, or a choice's number.

    `step` is what a person would round to: a quarter of an hour, whole pounds.
    """

    name: str
    column: int
    kind: str
    places: int
    low: int
    high: int
    choices: Mapping[str, int]
    step: int


@frozen
class EventCode:
    """A kind of event. `recorders` are the parties that may record it, for each provider."""

    name: str
    number: int
    fields: tuple[FieldCode, ...]
    first_day: int
    last_day: int
    recorders: tuple[tuple[int, ...], ...]

    def field(self, name: str) -> FieldCode | None:
        """The field of that name, or None."""
        return next((f for f in self.fields if f.name == name), None)


@frozen
class Codes:
    """Every name a sample log may hold, each with its number: its place in the tuple.

    Wrong names come after the right ones: `kinds[i + len(events)]` is a misspelling of event `i`.
    """

    schema: LogSchema
    events: Mapping[str, EventCode]
    kinds: tuple[str, ...]
    providers: tuple[str, ...]
    recorders: tuple[str, ...]
    columns: tuple[FieldSchema, ...]
    """The declared fields, one for each column; events with fields of one name share its column."""


def codes_of(contract: Contract) -> Codes:
    """The codes of a contract's log."""
    schema = schema_of(contract)
    columns = tuple(_column(schema, name) for name in schema.field_names)
    names = tuple(event.name for event in schema.events)
    recorders = (*schema.recorders, "another-office")
    return Codes(
        schema=schema,
        events={e.name: _event(schema, e, columns, recorders) for e in schema.events},
        kinds=names + tuple(_misspelt(name, names) for name in names),
        providers=(*schema.providers, "another-provider"),
        recorders=recorders,
        columns=columns,
    )


def _column(schema: LogSchema, name: str) -> FieldSchema:
    """The field of a column; its choices are those of every event that has it."""
    fields = [f for e in schema.events for f in e.fields if f.name == name]
    choices = tuple(dict.fromkeys(c for f in fields for c in f.choices))
    first = fields[0]
    return FieldSchema(name, first.kind, first.places, choices, first.limits)


def _event(
    schema: LogSchema, event: EventSchema, columns: Sequence[FieldSchema], recorders: Sequence[str]
) -> EventCode:
    names = [column.name for column in columns]
    inside = (schema.term_start, schema.term_end)
    first, last = inside if event.during_term else (0, schema.tail_end)
    return EventCode(
        name=event.name,
        number=schema.events.index(event),
        fields=tuple(
            _field(schema, f, names.index(f.name), columns[names.index(f.name)].choices)
            for f in event.fields
        ),
        first_day=first,
        last_day=last,
        recorders=tuple(
            tuple(recorders.index(name) for name in _own_names(schema, event, provider))
            for provider in schema.providers
        ),
    )


def _own_names(schema: LogSchema, event: EventSchema, provider: str) -> tuple[str, ...]:
    """Who may record it, by name: `alder-care`, where `provider` would do as well."""
    allowed = schema.allowed_recorders(event, provider)
    named = [n for n in allowed if n not in ("provider", "commissioner")]
    return tuple(named) or allowed


def _field(
    schema: LogSchema, field: FieldSchema, column: int, choices: tuple[str, ...]
) -> FieldCode:
    usual = _USUAL.get(field.kind, (schema.term_start, schema.term_end))
    low, high = closed(overlap(limit_range(*limit) for limit in field.limits), usual)
    unit: int = 10 ** (field.places or 0)
    return FieldCode(
        name=field.name,
        column=column,
        kind=field.kind,
        places=field.places or 0,
        low=low,
        high=high,
        choices={name: choices.index(name) for name in field.choices},
        step=unit // 4 if field.kind == "hours" else unit,
    )


def _misspelt(name: str, known: Sequence[str]) -> str:
    """A name as a hurried hand types it: the last letter missing, or else one too many."""
    shorter = name[:-1].rstrip("-")
    return shorter if shorter and shorter not in known else name + "x"
