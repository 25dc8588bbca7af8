"""English for the data that is returned: events, their fields, who records them, corrections."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.model.contract import Contract, Event, Field
from ocdsl.rules.wording.clauses import Paragraph, Section, Table, Words, clauses_of
from ocdsl.rules.wording.english import words as w
from ocdsl.rules.wording.english.parties import notes_of
from ocdsl.rules.wording.english.phrases import Voice
from ocdsl.rules.wording.english.scalars import limits_text

_KINDS = {
    "whole number": "A whole number",
    "number": "A number",
    "score": "A score",
    "hours": "Hours",
    "days": "A whole number of days",
    "money": "An amount of money in pounds and pence",
    "percentage": "A percentage",
    "yes or no": "Yes or no",
    "date": "A date",
}
_COLUMNS = (
    ("event_id", "A number or code of the record’s own, never used twice"),
    ("event", "Which event it is, by its name in the data"),
    ("provider", "The provider it is about, by its name in the data"),
    ("person", "A code for the person, the same in every record about them; never a name"),
    ("occurred_on", "The date on which it took place, such as {date}"),
    ("recorded_at", "The date and time at which it was recorded"),
    ("recorded_by", "Who recorded it, by the name in the data"),
    ("supersedes", "Only in a correction: the record it takes the place of"),
    ("retracts", "Only in a withdrawal: the record that never should have been"),
)


def returns(voice: Voice) -> Section:
    """What is recorded, by whom, and how a mistake is put right."""
    return Section("Data to be returned", "section.returns", tuple(_paragraphs(voice)))


def _paragraphs(voice: Voice) -> Iterator[Paragraph]:
    contract = voice.contract
    events = contract.events.values()
    yield Paragraph(
        ("What is achieved and what is paid rest on the events below and on nothing else. Each is "
         "recorded by those named beside it; a record by anyone else is refused.",),
        tuple(c for e in events for c in clauses_of(e, "recorded by")),
        table=_events(voice),
    )  # fmt: skip
    fields = [(e, f) for e in events for f in e.fields]
    if fields:
        yield Paragraph(
            ("A record of these events also carries:",),
            tuple(f.clause for _, f in fields),
            table=_fields(voice, fields),
        )
    yield Paragraph(("Every record has these columns:",), table=_columns(contract))
    yield Paragraph((
        "A record is never altered or removed. A mistake is put right by a new record that names "
        "the one it corrects or withdraws; it counts from the moment it is recorded.",
    ))  # fmt: skip
    yield Paragraph((
        "A record that cannot be used is refused and listed with the reason: an unknown event, a "
        "value outside its limits, a date that does not exist, a record number used before, or a "
        "time of recording before the day of the event.",
    ))  # fmt: skip
    for event in events:
        yield from notes_of(event)


def _events(voice: Voice) -> Table:
    rows = tuple(
        ((voice.term(e.name),), (e.name,), (_recorders(voice, e),))
        for e in voice.contract.events.values()
    )
    return Table(("Event", "Name in the data", "Recorded by"), rows, (4, 3, 4))


def _recorders(voice: Voice, event: Event) -> str:
    titles = {p.name: p.title for p in voice.contract.parties}
    kinds = {"commissioner": "The commissioner", "provider": "The provider"}
    names = [kinds.get(name) or titles[name] for name in event.recorded_by]
    term = "; only during the term" if event.during_term else ""
    return "".join(str(part) for part in w.listed(names, "or")) + term


def _fields(voice: Voice, fields: list[tuple[Event, Field]]) -> Table:
    rows: tuple[tuple[Words, ...], ...] = tuple(
        ((voice.term(e.name),), (f.name,), (allowed_text(f),)) for e, f in fields
    )
    return Table(("Event", "Name in the data", "What it holds"), rows, (4, 3, 6))


def allowed_text(field: Field) -> str:
    """What a field holds and within which limits: `A whole number, at least 0`."""
    if field.choices:
        return "One of: " + ", ".join(field.choices)
    limits = limits_text(field.limits, field.places or 0)
    better = f"; a {field.better} one is better" if field.better else ""
    return _KINDS[field.kind] + (f", {limits}" if limits else "") + better + _change(field)


def _change(field: Field) -> str:
    if field.change is None:
        return ""
    points = w.number(field.change, field.places or 0)
    return f"; the smallest meaningful change is {points} {'point' if points == '1' else 'points'}"


def column_texts(contract: Contract) -> tuple[tuple[str, str], ...]:
    """Each column that every record has, with what it holds."""
    from ocdsl.base.calendar import iso

    date = iso(contract.term_start)
    return tuple((name, meaning.format(date=date)) for name, meaning in _COLUMNS)


def _columns(contract: Contract) -> Table:
    rows = tuple(((name,), (meaning,)) for name, meaning in column_texts(contract))
    return Table(("Column", "What it holds"), rows, (2, 7))
