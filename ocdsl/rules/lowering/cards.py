"""Lowers a card of rates: what picks the rate at each row, and the rate looked up there."""

from __future__ import annotations

from attrs import evolve

from ocdsl.model.amounts import Band, Rate
from ocdsl.model.cards import OUTCOME, YEAR, Card, Column, year_named, year_starts
from ocdsl.rules.lowering.by_date import day_at_hand
from ocdsl.rules.lowering.phrases import Scope, day_of_event, event_field, field_of, value_at_hand
from ocdsl.rules.operators import PERSON, Lookup, NodeId
from ocdsl.syntax import phrases as ph


def lower_card(scope: Scope, card: Card) -> NodeId | int:
    """The rate at each row of the scope's frame, in parts of one; a number where all have one.

    The outcome is that of the scope: so a card by outcome is a number, or has one column fewer.
    """
    scope = evolve(scope, clause=card.clauses["by"])
    values = {_but_outcome(card, choices): digits for choices, digits in card.values.items()
              if _is_of(scope, card, choices)}  # fmt: skip
    columns = [column for column in card.columns if column.name != OUTCOME]
    if not columns:
        return next(iter(values.values()))
    keys = [_key(scope, column) for column in columns]
    held = [_as_held(scope, column) for column in columns]
    rates = tuple(
        Rate(tuple(as_held[c] for as_held, c in zip(held, choices, strict=True)), digits)
        for choices, digits in values.items()
    )
    return scope.builder.add(
        Lookup, "rate", scope.clause, scope.frame, of=keys[0],
        beside=keys[1] if len(keys) > 1 else None, rates=rates, result="rate", says=card.name,
    )  # fmt: skip


def _is_of(scope: Scope, card: Card, choices: tuple[str, ...]) -> bool:
    """Whether a rate is for the outcome of the scope, or for any."""
    pairs = zip(card.columns, choices, strict=True)
    return all(choice == scope.outcome for column, choice in pairs if column.name == OUTCOME)


def _but_outcome(card: Card, choices: tuple[str, ...]) -> tuple[str, ...]:
    pairs = zip(card.columns, choices, strict=True)
    return tuple(choice for column, choice in pairs if column.name != OUTCOME)


def _key(scope: Scope, column: Column) -> NodeId:
    """What a column is looked in by, at the scope's frame."""
    person = evolve(scope, frame=PERSON)
    if column.name == YEAR:
        return _year(scope, _day(scope, column))
    if scope.frame.kind == "event" and column.at is None:
        return event_field(scope, column.name)
    _, node = value_at_hand(person, ph.FieldAt(ph.Name(column.name), column.at))
    return str(scope.builder.at(scope.frame, node))


def _day(scope: Scope, column: Column) -> NodeId:
    """The day that a year is read on: of an event that is named, or of what is paid for."""
    person = evolve(scope, frame=PERSON)
    if column.at is not None:
        return day_of_event(person, column.at)
    if scope.frame.kind == "spell period":
        return day_at_hand(scope)
    event, node = scope.picked[0]
    return field_of(person, node, event, "occurred_on")


def _year(scope: Scope, day: NodeId) -> NodeId:
    """The number of the contract's year that a day is in; missing before the first."""
    starts, last = _starts(scope), scope.builder.calendar.tail_end
    ends = (*(start - 1 for start in starts[1:]), last)
    bands = tuple(
        Band(low, True, high, True, pence=number)
        for number, (low, high) in enumerate(zip(starts, ends, strict=True), 1)
    )
    day = scope.builder.at(scope.frame, day)
    return scope.builder.add(
        Lookup, "contract-year", scope.clause, scope.frame, of=day, bands=bands, result="number",
        says="the year of the contract",
    )  # fmt: skip


def _starts(scope: Scope) -> tuple[int, ...]:
    contract = scope.builder.contract
    return year_starts(contract.term_start, contract.tail_end, contract.dates)


def _as_held(scope: Scope, column: Column) -> dict[str, str | int]:
    """Each choice of a column as a log holds it: `yes` and `no` are 1 and 0, a year its number."""
    if column.name == YEAR:
        return {year_named(n): n for n in range(1, len(column.choices) + 1)}
    numbers = {"yes": 1, "no": 0} if set(column.choices) == {"yes", "no"} else {}
    return {choice: numbers.get(choice, choice) for choice in column.choices}
