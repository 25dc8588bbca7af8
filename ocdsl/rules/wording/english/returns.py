"""The data that is returned: events, their fields, who records them, corrections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ocdsl.base.calendar import iso
from ocdsl.model.contract import Contract, Event, Field
from ocdsl.rules.wording.clauses import Paragraph, Section, Table, Words, clauses_of, say
from ocdsl.rules.wording.english import words as w
from ocdsl.rules.wording.english.phrases import number_of_points
from ocdsl.rules.wording.english.scalars import limits_text
from ocdsl.rules.wording.english.voice import Voice

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
    return Section(say("Data to be returned"), "section.returns", tuple(_paragraphs(voice)))


def _paragraphs(voice: Voice) -> Iterator[Paragraph]:
    contract = voice.contract
    events = contract.events.values()
    yield Paragraph(
        say(
            "What is achieved and what is paid rest on the events below and on nothing else. Each "
            "is recorded by those named beside it; a record by anyone else is refused."
        ),
        tuple(c for e in events for c in clauses_of(e, "recorded by", "occurs")),
        table=_events(voice),
    )
    fields = [(e, f) for e in events for f in e.fields]
    if fields:
        yield Paragraph(
            say("A record of these events also carries:"),
            tuple(f.clause for _, f in fields),
            table=_fields(voice, fields),
        )
    for event in events:
        for text in event.notes:
            note = say("{event}: {text}", event=voice.term(event.name), text=text)
            yield Paragraph(note, clauses_of(event, "note"), note=True)
    yield Paragraph(say("Every record has these columns:"), table=_columns(contract))
    yield from _about(voice, events)
    yield Paragraph(
        say(
            "A record is never altered or removed. A mistake is put right by a new record that "
            "names the one it corrects or withdraws; it counts from the moment it is recorded."
        )
    )
    yield Paragraph(
        say(
            "A record that cannot be used is refused and listed with the reason: an unknown event, "
            "a value outside its limits, a date that does not exist, a record number used before, "
            "or a time of recording before the day of the event."
        )
    )


_ABOUT = {
    "provider": "A record of {events} is about a provider, and names no person.",
    "contract": "A record of {events} is about the contract as a whole, and names no provider or "
    "person.",
}


def _about(voice: Voice, events: Iterable[Event]) -> Iterator[Paragraph]:
    """Which events are not about a person."""
    for what, pattern in _ABOUT.items():
        these = [event for event in events if event.about == what]
        if these:
            names = w.listed([(voice.term(event.name),) for event in these], "or")
            said = tuple(c for event in these for c in clauses_of(event, "about"))
            yield Paragraph(say(pattern, events=names), said)


def _events(voice: Voice) -> Table:
    rows = tuple(
        ((voice.term(e.name),), (e.name,), _recorders(voice, e))
        for e in voice.contract.events.values()
    )
    heads = (say("Event"), say("Name in the data"), say("Recorded by"))
    return Table(heads, rows, (4, 3, 4))


def _recorders(voice: Voice, event: Event) -> Words:
    titles = {p.name: say("{name:n}", name=p.title) for p in voice.contract.parties}
    kinds = {"commissioner": say("the commissioner"), "provider": say("the provider", "whom")}
    names = w.listed([kinds.get(name) or titles[name] for name in event.recorded_by], "or")
    text = "{names:^}; only during the term" if event.during_term else "{names:^}"
    return say(text, names=names)


def _fields(voice: Voice, fields: list[tuple[Event, Field]]) -> Table:
    rows: tuple[tuple[Words, ...], ...] = tuple(
        ((voice.term(e.name),), (f.name,), allowed_text(f)) for e, f in fields
    )
    heads = (say("Event"), say("Name in the data"), say("What it holds"))
    return Table(heads, rows, (5, 3, 5))


_BETTER = {
    "higher": "{holds}; a higher one is better",
    "lower": "{holds}; a lower one is better",
}


def allowed_text(field: Field) -> Words:
    """What a field holds and within which limits: `A whole number, at least 0`."""
    if field.choices:
        return say("One of: {choices}", choices=", ".join(field.choices))
    text = say(_KINDS[field.kind])
    if field.limits:
        limits = limits_text(field.limits, field.places or 0)
        text = say("{kind}, {limits}", kind=text, limits=limits)
    if field.better:
        text = say(_BETTER[field.better], holds=text)
    if field.change is None:
        return text
    points = number_of_points(field.change, field.places or 0)
    return say("{holds}; the smallest meaningful change is {points}", holds=text, points=points)


def column_texts(contract: Contract) -> tuple[tuple[str, Words], ...]:
    """Each column that every record has, with what it holds."""
    date = iso(contract.term_start)
    return tuple((name, say(meaning, date=date)) for name, meaning in _COLUMNS)


def _columns(contract: Contract) -> Table:
    rows = tuple(((name,), meaning) for name, meaning in column_texts(contract))
    return Table((say("Column"), say("What it holds")), rows, (2, 7))
