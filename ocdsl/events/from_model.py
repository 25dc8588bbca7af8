"""From a checked contract to the schema of its event log."""

from __future__ import annotations

from ocdsl.events.schema import EventSchema, FieldSchema, LogSchema
from ocdsl.model.contract import Contract, Event, Field


def schema_of(contract: Contract) -> LogSchema:
    """The log that `contract` reads: its parties, dates and kinds of event (law 15)."""
    return LogSchema(
        commissioner=next((p.name for p in contract.parties if p.kind == "commissioner"), ""),
        providers=contract.providers,
        roles=tuple(p.name for p in contract.parties if p.kind == "role"),
        term_start=contract.term_start,
        term_end=contract.term_end,
        tail_end=contract.tail_end,
        events=tuple(_event(event) for event in contract.events.values()),
    )


def _event(event: Event) -> EventSchema:
    fields = tuple(_field(field) for field in event.fields)
    return EventSchema(event.name, event.recorded_by, fields, event.during_term, event.about)


def _field(field: Field) -> FieldSchema:
    return FieldSchema(field.name, field.kind, field.places, field.choices, field.limits)
