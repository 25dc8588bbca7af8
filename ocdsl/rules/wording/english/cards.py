"""Cards of rates: what a rate is looked up by, and the table of rates."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.money import pounds
from ocdsl.model.cards import OUTCOME, YEAR, Card, Column
from ocdsl.rules.wording.clauses import Date, Paragraph, Table, Titled, Words, clauses_of, say
from ocdsl.rules.wording.english import words as w
from ocdsl.rules.wording.english.phrases import event_inline, value
from ocdsl.rules.wording.english.rises import rise
from ocdsl.rules.wording.english.voice import Voice
from ocdsl.syntax import phrases as ph


def card(voice: Voice, rates: Card) -> Iterator[Paragraph]:
    """A card: what picks a rate, then every rate."""
    by = [_looked_up_by(voice, column) for column in rates.columns]
    yield Paragraph(
        say("The rate is looked up in this table by {by}:", by=w.listed(by)),
        clauses_of(rates, "", "by"),
        table=_table(voice, rates),
    )
    if rates.rise is not None:
        yield rise(voice, rates, rates.rise)
    if any(column.name == YEAR for column in rates.columns):
        yield Paragraph(
            say(
                "Year 1 of the contract begins on {first}, and each further year on the same day "
                "of the year.",
                first=Date(voice.contract.term_start),
            ),
            clauses_of(rates, "by"),
        )


def card_alone(voice: Voice, of: ph.Value) -> Card | None:
    """The card whose rate is the whole of an amount; None where it is worked out from more."""
    is_bare = isinstance(of, ph.FieldAt) and of.at is None
    return voice.contract.cards.get(of.field.text) if is_bare else None  # type: ignore[union-attr]  # a bare name is a FieldAt


def rates_for(rates: Card, outcome: str) -> list[int]:
    """The rates that may be paid for an outcome: of a card that is not by outcome, all of them."""
    names = [column.name for column in rates.columns]
    place = names.index(OUTCOME) if OUTCOME in names else None
    return [
        digits
        for choices, digits in rates.values.items()
        if place is None or choices[place] == outcome
    ]


def _looked_up_by(voice: Voice, column: Column) -> Words:
    if column.name == OUTCOME:
        return say("the outcome that is paid for")
    if column.name == YEAR and not column.at:
        return say(
            "the year of the contract in which the event that is paid for takes place, or in which "
            "the period of a stay that is paid for begins"
        )
    if column.name == YEAR and column.at:
        event = event_inline(voice, column.at)
        return say("the year of the contract in which {event} takes place", event=event)
    if column.at is not None:
        return value(voice, ph.FieldAt(ph.Name(column.name), column.at))
    return say("the {name} recorded with the event that is paid for", name=w.in_words(column.name))


def _table(voice: Voice, rates: Card) -> Table:
    first, *others = rates.columns
    heads = (
        tuple(_choice(voice, others[0], c) for c in others[0].choices) if others else (say("Rate"),)
    )
    rows = tuple(
        (_choice(voice, first, choice), *((text,) for text in _row(rates, choice)))
        for choice in first.choices
    )
    widths = (3, *(2 for _ in heads))
    return Table((_head(first), *heads), rows, widths, frozenset(range(1, len(heads) + 1)))


def _row(rates: Card, choice: str) -> Iterator[str]:
    beside = [(c,) for c in rates.columns[1].choices] if len(rates.columns) > 1 else [()]
    for other in beside:
        yield rate_text(rates, rates.values[(choice, *other)])


def rate_text(rates: Card, digits: int) -> str:
    """A rate as the contract writes it: `£400.00`, `75%`, `1.65`."""
    if rates.kind == "money":
        return pounds(digits)
    is_share = rates.kind == "percentage"
    text = w.number(digits, len(str(rates.scale)) - (3 if is_share else 1))
    return f"{text}%" if is_share else text


def _choice(voice: Voice, column: Column, choice: str) -> Words:
    if column.name == OUTCOME:
        outcome = voice.contract.outcomes[choice]
        return (Titled(outcome.title, outcome.welsh),)
    return say("{choice:^}", choice=w.in_words(choice))


def _head(column: Column) -> Words:
    known = {OUTCOME: "Outcome", YEAR: "Year of the contract"}.get(column.name)
    return say(known) if known else say("{name:^}", name=w.in_words(column.name))
