"""The columns of a return: what each holds, within which limits, and for which events.

Everything comes from the schema by which a log is read, so what this form lets through is what
`ocdsl evaluate` accepts, as far as one cell alone can tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from ocdsl.base.calendar import iso
from ocdsl.base.money import decimal_text
from ocdsl.events.from_model import schema_of
from ocdsl.events.schema import EventSchema, FieldSchema, LogSchema
from ocdsl.events.values import LONGEST_ID
from ocdsl.model.contract import Contract
from ocdsl.rules.wording.english.returns import allowed_text, column_texts
from ocdsl.rules.wording.languages import ENGLISH

TEXT, NAME, DAY, MOMENT, NUMBER, YES_NO = "text", "name", "day", "moment", "number", "yes or no"
"""Kinds of column: a text, one of some names, a date, a date and time, a number, `yes` or `no`."""


@frozen
class ReturnColumn:
    """One column of a return."""

    name: str
    kind: str
    meaning: str
    """What it holds, in a sentence for whoever fills it in."""
    events: tuple[str, ...]
    """The events that need it; every event that there is when all of them do."""
    by_all: bool
    """Whether every event needs it."""
    always: bool
    """Whether every row must have it, one that withdraws an event among them."""
    choices: tuple[str, ...] = ()
    least: str | None = None
    """The least figure or the first day that is allowed, as text; None for no limit."""
    most: str | None = None
    """The greatest figure or the last day that is allowed."""
    places: int = 0
    """Decimal places of a number."""
    longest: int = LONGEST_ID
    """The most characters of a text."""

    @property
    def explanation(self) -> str:
        """What it holds, and which events need it when not all do."""
        if self.always or not self.events:
            return self.meaning
        if self.by_all:
            return f"{self.meaning}. Only a withdrawal may leave it empty"
        return f"{self.meaning}. Needed by: {', '.join(self.events)}; empty in all other rows"


def columns_of(contract: Contract) -> tuple[ReturnColumn, ...]:
    """Every column, in the order in which the tool writes them."""
    schema = schema_of(contract)
    fixed = {column.name: column for column in _fixed(contract, schema)}
    fields = {column.name: column for column in _fields(contract, schema)}
    return tuple((fixed | fields)[name] for name in schema.columns)


def _fixed(contract: Contract, schema: LogSchema) -> Iterator[ReturnColumn]:
    every = tuple(event.name for event in schema.events)
    people = tuple(e.name for e in schema.events if e.about == "person")
    about = tuple(e.name for e in schema.events if e.about != "contract")
    first = min((schema.reach(e)[0] for e in schema.events), default=schema.term_start)
    last = max((schema.reach(e)[1] for e in schema.events), default=schema.tail_end)
    facts = {
        "event_id": (TEXT, every, (), None, None),
        "event": (NAME, every, every, None, None),
        "provider": (NAME, about, schema.providers, None, None),
        "person": (TEXT, people, (), None, None),
        "occurred_on": (DAY, every, (), _since(first), iso(last)),
        "recorded_at": (MOMENT, every, (), None, None),
        "recorded_by": (NAME, every, _recorders(schema), None, None),
        "supersedes": (TEXT, (), (), None, None),
        "retracts": (TEXT, (), (), None, None),
    }
    for name, meaning in column_texts(contract):
        kind, events, choices, least, most = facts[name]
        by_all = bool(events) and set(events) == set(every)
        # Who withdraws an event names it, and need not say again whom it was about.
        always = by_all and name != "person"
        says = ENGLISH.text(meaning)
        yield ReturnColumn(name, kind, says, events, by_all, always, choices, least, most)


def _since(first: int) -> str | None:
    """The first day an event may have; None where any day in the past will do."""
    return iso(first) if first > 1 else None


def _recorders(schema: LogSchema) -> tuple[str, ...]:
    """The names that may record one event or another, as the log takes them."""
    names = [
        name
        for event in schema.events
        for provider in schema.providers or ("",)
        for name in schema.allowed_recorders(event, provider)
    ]
    return tuple(dict.fromkeys(name for name in names if name))


def _fields(contract: Contract, schema: LogSchema) -> Iterator[ReturnColumn]:
    every = {event.name for event in schema.events}
    for name in schema.field_names:
        owners = [(e, f) for e in schema.events for f in e.fields if f.name == name]
        events = tuple(event.name for event, _ in owners)
        yield _field(name, owners, _meaning(contract, name), set(events) == every)


def _meaning(contract: Contract, name: str) -> str:
    """What a field holds, for each event that has it where they differ."""
    said: dict[str, list[str]] = {}
    for event in contract.events.values():
        for field in event.fields:
            if field.name == name:
                said.setdefault(ENGLISH.text(allowed_text(field)), []).append(event.name)
    if len(said) == 1:
        return next(iter(said))
    return "; ".join(f"{text} (for {', '.join(events)})" for text, events in said.items())


def _field(
    name: str, owners: Sequence[tuple[EventSchema, FieldSchema]], meaning: str, by_all: bool
) -> ReturnColumn:
    fields = [field for _, field in owners]
    kinds = {_kind(field) for field in fields}
    kind = kinds.pop() if len(kinds) == 1 else TEXT
    return ReturnColumn(
        name,
        kind,
        meaning,
        tuple(event.name for event, _ in owners),
        by_all,
        False,
        tuple(dict.fromkeys(c for f in fields for c in f.choices)) if kind == NAME else (),
        _shared([_least(field) for field in fields]) if kind == NUMBER else None,
        _shared([_most(field) for field in fields]) if kind == NUMBER else None,
        max((field.places or 0) for field in fields),
    )


def _kind(field: FieldSchema) -> str:
    if field.places is not None:
        return NUMBER
    return {"one of": NAME, "yes or no": YES_NO, "date": DAY}[field.kind]


def _shared(bounds: Sequence[str | None]) -> str | None:
    """The bound, where all events that have the field have the same one."""
    return bounds[0] if len(set(bounds)) == 1 else None


def _least(field: FieldSchema) -> str | None:
    return _bound(field, {"at least": 0, "exactly": 0, "more than": 1})


def _most(field: FieldSchema) -> str | None:
    return _bound(field, {"up to and including": 0, "exactly": 0, "less than": -1})


def _bound(field: FieldSchema, steps: Mapping[str, int]) -> str | None:
    """A limit; one that is not allowed itself gives way to the nearest figure that is."""
    for word, value in field.limits:
        if word in steps:
            return decimal_text(value + steps[word], field.places or 0)
    return None
