"""Makes rows of a log: of histories that the solver gave, and of one more event like another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ocdsl.base.calendar import iso
from ocdsl.base.money import decimal_text
from ocdsl.incentives.check import Row
from ocdsl.incentives.engines.history import Happening
from ocdsl.incentives.subject import Subject
from ocdsl.model.contract import Contract, Field
from ocdsl.syntax import phrases as ph


def rows_of(
    contract: Contract, people: Iterable[tuple[str, Iterable[Happening]]]
) -> tuple[Row, ...]:
    """The rows of people's histories, with the first provider, each recorded on its day."""
    return tuple(_rows(contract, people))


def _rows(contract: Contract, people: Iterable[tuple[str, Iterable[Happening]]]) -> Iterator[Row]:
    number = 0
    for person, happenings in people:
        for happening in happenings:
            number += 1
            yield _row(contract, person, happening, f"e{number:04d}")


def _row(contract: Contract, person: str, happening: Happening, event_id: str) -> Row:
    event, provider = contract.events[happening.event], contract.providers[0]
    by = event.recorded_by[0]
    fixed = {
        "event_id": event_id,
        "event": happening.event,
        "provider": provider,
        "person": person,
        "occurred_on": iso(happening.day),
        "recorded_at": iso(happening.day),
        "recorded_by": provider if by == "provider" else by,
    }
    fields = {f.name: _text(f, happening.values[f.name]) for f in event.fields}
    return {**fixed, **fields}


def _text(declared: Field, value: int | str) -> str:
    """A field's value as a log has it."""
    if isinstance(value, str):
        return value
    if declared.kind == "date":
        return iso(value)
    return decimal_text(value, declared.places or 0)


def new_row(subject: Subject, phrase: ph.EventPhrase, like: Row, turn: int = 0) -> Row:
    """An event of a phrase about the person and provider of another row, on its day.

    It has values that pass the phrase's tests, others for each turn, and is recorded by the first
    who may.
    """
    event = next(e for e in subject.schema.events if e.name == phrase.event.text)
    names = subject.schema.allowed_recorders(event, like["provider"])
    return {
        **dict.fromkeys(like, ""),
        **{name: like[name] for name in ("provider", "person", "occurred_on", "recorded_at")},
        "event": event.name,
        "recorded_by": like["provider"] if like["provider"] in names else names[0],
        **subject.maker.values(phrase, subject.plan.seed + turn),
    }
