"""How an amount or a measure was worked out, in words: the sum, its parts, and what it comes to.

The parts are read from the events; the sum is worked out again with exact fractions, so that each
step can be shown. The amount itself is the engine's.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from attrs import frozen

from ocdsl.audit.case import Case, person_of
from ocdsl.audit.value_words import field_text, people, rate_text, short_decimal
from ocdsl.base.calendar import in_words
from ocdsl.base.money import half_up, pounds
from ocdsl.ledger.facts import EventFacts
from ocdsl.model.amounts import BandedValue
from ocdsl.model.cards import OUTCOME, Card
from ocdsl.model.contract import Calculation, Field
from ocdsl.model.quantities import quantity_of_kind
from ocdsl.model.values_read import scale_of
from ocdsl.rules import operators as op
from ocdsl.rules.lowering.words import phrase_text
from ocdsl.syntax import phrases as ph
from ocdsl.syntax.mean_clauses import WeightedMean
from ocdsl.syntax.phrase_text import alone, text_of

_HUNDREDTHS = 10_000


@frozen
class Row:
    """The row that a value is worked out for: a node that rests on it, its key and own event."""

    case: Case
    node: str
    key: Any
    event: str
    """The kind of event at hand."""
    outcome: str = ""
    """The outcome that is paid for; empty where none is."""
    picks: str = ""
    """What `the EVENT` means at a row of a person: the words that pick it."""


def parts_of_value(row: Row, value: ph.Value) -> Iterator[str]:
    """`hours is 2.5`, `savings is £100.00`: each field and measure in a value, once."""
    yield from dict.fromkeys(_parts(row, value))


def _parts(row: Row, value: ph.Value) -> Iterator[str]:
    match value:
        case ph.Total() | ph.NumberOf() | ph.Forfeited():
            yield f"{phrase_text(value)} is {_in_kind(_kind_taken(row, value), worked(row, value))}"
        case ph.FieldAt():
            calculation = _calculation(row, value)
            if calculation is not None:
                yield from _parts_of_measure(row, calculation.value)
            yield f"{phrase_text(value)} is {_read_text(row, value)}{_looked_up(row, value)}"
        case ph.Dated():
            yield _in_force_text(row, value)
        case ph.ShareOf(of=of) | ph.PointsAbove(value=of):
            yield from _parts(row, of)
        case ph.Arithmetic(left=one, right=other) | ph.PercentageOf(part=one, whole=other):
            yield from _parts(row, one)
            yield from _parts(row, other)


_Worth = ph.Value | WeightedMean | BandedValue


def _parts_of_measure(row: Row, value: _Worth) -> Iterator[str]:
    """The parts of a measure's value; of a weighted mean, each with its weight."""
    if isinstance(value, BandedValue):
        yield from _parts(row, value.value)
        return
    if not isinstance(value, WeightedMean):
        yield from _parts(row, value)
        return
    for field, weight in value.parts:
        *before, own = _parts(row, field)
        yield from before
        yield f"{own}, with a weight of {text_of(weight)}"


def _in_row(value: Fraction | None, banded: BandedValue) -> Fraction | None:
    """What the row of a table gives in which a value falls."""
    one = 10**banded.places * (100 if banded.kind == "percentage" else 1)
    for band in banded.bands if value is not None else ():
        x = value * one
        low, high = band.low, band.high
        above = low is None or x > low or (band.low_included and x == low)
        below = high is None or x < high or (band.high_included and x == high)
        if above and below:
            return Fraction(band.pence, banded.scale)
    return None


def _worked_measure(row: Row, value: _Worth) -> Fraction | None:
    """What a measure's value comes to, before it is rounded."""
    if isinstance(value, BandedValue):
        return _in_row(worked(row, value.value), value)
    if not isinstance(value, WeightedMean):
        return worked(row, value)
    found = [(worked(row, field), _constant(weight)) for field, weight in value.parts]
    there = [(part, weight) for part, weight in found if part is not None]
    if len(there) < (value.least if value.shares else len(found)):
        return None
    whole = sum((weight for _, weight in there), Fraction(0))
    return sum((part * weight for part, weight in there), Fraction(0)) / whole


def _read_text(row: Row, value: ph.FieldAt) -> str:
    calculation = _calculation(row, value)
    if calculation is not None:
        return _in_kind(calculation.kind, worked(row, value))
    if rate := _rate(row, value):
        return _rate_of_people(row, value.field.text, rate)
    card = _card(row, value)
    if card is not None:
        digits = _card_rate(row, card)
        return "not known" if digits is None else rate_text(card.kind, digits, card.scale)
    field, event = _field(row, value), _event(row, value)
    if field is None or event is None:
        return "not recorded"
    return field_text(field, event.values[field.name])


def _rate_of_people(row: Row, name: str, rate: str) -> str:
    """`100% (3 of 3 people)`, or how many people are too few for it to be known."""
    case, key = row.case, _key_at(row, rate)
    declared, found = case.contract.measures[name], case.value(rate, key)
    if found is not None:
        return f"{_in_kind('percentage', Fraction(*found))} ({found[0]:,} of {people(found[1])})"
    counted = case.value(case.graph.measures[name].counted, key)
    if counted is None or declared.pools or counted >= declared.least_people:
        return "not known"
    return f"not known: it counts {people(counted)} and needs at least {declared.least_people:,}"


def _in_kind(kind: str, found: Fraction | None) -> str:
    if found is None:
        return "not known"
    if kind == "money":
        return pounds(half_up(found.numerator * 100, found.denominator))
    parts = found * (100 if kind == "percentage" else 1)
    exact = half_up(parts.numerator * _HUNDREDTHS, parts.denominator)
    about = "" if Fraction(exact, _HUNDREDTHS) == parts else "about "
    return about + short_decimal(exact, 4) + ("%" if kind == "percentage" else "")


def worked(row: Row, value: ph.Value) -> Fraction | None:
    """What a value comes to, exactly; None where a part of it is missing."""
    match value:
        case ph.Total() | ph.NumberOf() | ph.Forfeited():
            return _taken(row, value)
        case ph.FieldAt():
            return _read(row, value)
        case ph.Dated():
            return in_force(row, value)[1]
        case ph.Arithmetic(left=left, sign=sign, right=right):
            return _joined(sign, worked(row, left), worked(row, right))
        case ph.ShareOf(share=one, of=other) | ph.PercentageOf(part=one, whole=other):
            sign = "×" if isinstance(value, ph.ShareOf) else "÷"
            return _joined(sign, worked(row, one), worked(row, other))
    return _constant(value)


def _joined(sign: str, left: Fraction | None, right: Fraction | None) -> Fraction | None:
    if left is None or right is None or (sign == "÷" and right == 0):
        return None
    if sign == "÷":
        return left / right
    return {"+": left + right, "-": left - right, "×": left * right}[sign]


def in_force(row: Row, value: ph.Dated) -> tuple[int | None, Fraction | None]:
    """The day that picked what changes by date, and what was in force on it."""
    case = row.case
    for name in case.graph.nearest_first(row.node):
        node = case.node(name)
        if isinstance(node, op.Lookup) and node.says == text_of(value):
            day = case.value(node.of, row.key)
            starts = [c for c in value.changes if day is not None and c.start.ordinal <= day]
            return day, _constant(starts[-1].value) if starts else None
    return None, None


def _in_force_text(row: Row, value: ph.Dated) -> str:
    """`on 5 May 2027 it is £124.00`, of the figures that the contract has by date."""
    day, found = in_force(row, value)
    kind = {ph.Money: "money", ph.Percent: "percentage"}.get(type(value.changes[0].value), "number")
    when = "the day is not known" if day is None else f"on {in_words(day)}"
    return f"{alone(value)}: {when}, {_in_kind(kind, found)}"


def _constant(value: ph.Value) -> Fraction:
    match value:
        case ph.Money(pence=digits):
            return Fraction(digits, 100)
        case ph.Percent(digits=digits, places=places):
            return Fraction(digits, 100 * 10**places)
        case ph.Number(digits=digits, places=places):
            return Fraction(digits, 10**places)
    raise TypeError(type(value).__name__)


def _read(row: Row, value: ph.FieldAt) -> Fraction | None:
    calculation = _calculation(row, value)
    if calculation is not None:
        found = _worked_measure(row, calculation.value)
        for limit in calculation.limits:
            if found is not None:
                bound = min if limit.word == "at most" else max
                found = bound(found, _constant(limit.value))
        if found is None or calculation.places is None:
            return found
        scale = scale_of(calculation.kind, calculation.places)
        return Fraction(half_up(found.numerator * scale, found.denominator), scale)
    rate = _rate(row, value)
    if rate:
        found = row.case.value(rate, _key_at(row, rate))
        return None if found is None else Fraction(*found)
    card = _card(row, value)
    if card is not None:
        digits = _card_rate(row, card)
        return None if digits is None else Fraction(digits, card.scale)
    field, event = _field(row, value), _event(row, value)
    if field is None or event is None:
        return None
    number = event.values[field.name]
    return Fraction(number, quantity_of_kind(field.kind).scale) if isinstance(number, int) else None


def _rate(row: Row, value: ph.FieldAt) -> str:
    """The node of the percentage of people that a bare name means; empty for any other."""
    measure = row.case.graph.measures.get(value.field.text)
    named = value.at is None and row.case.node(row.node).frame.kind == "period"
    return measure.rate if measure and named else ""


def _key_at(row: Row, name: str) -> Any:
    """The row's provider and period as a coarser node has them."""
    own, other = row.case.node(row.node).frame.keys, row.case.node(name).frame.keys
    return tuple(row.key[own.index(key)] for key in other)


def _kind_taken(row: Row, value: ph.Total | ph.NumberOf | ph.Forfeited) -> str:
    """The kind of a total or an extreme is that of its field."""
    if isinstance(value, ph.Forfeited):
        return "money"
    if isinstance(value, ph.NumberOf):
        return "number"
    field = _field(row, value.what)
    return quantity_of_kind(field.kind).kind if field else "number"


def _taken(row: Row, value: ph.Total | ph.NumberOf | ph.Forfeited) -> Fraction | None:
    """A total, an average, an extreme or a number, as the engine has it.

    Of the nodes that work it out, the nearest holds it: an average is a total by a number.
    """
    case = row.case
    for name in case.graph.nearest_first(row.node):
        node = case.node(name)
        if isinstance(node, op.Aggregate | op.Arith) and node.says == phrase_text(value):
            found = case.value(name, _key_at(row, name))
            field = _field(row, value.what) if isinstance(value, ph.Total) else None
            scale = quantity_of_kind(field.kind).scale if field else 1
            if isinstance(value, ph.Forfeited):
                scale = 100
            over = found if isinstance(found, tuple) else (found, 1)
            return None if found is None else Fraction(over[0], over[1] * scale)
    return None


def _calculation(row: Row, value: ph.FieldAt) -> Calculation | None:
    """The measure that a bare name means; None where it is a field."""
    if value.at is not None or _field(row, value) is not None:
        return None
    return row.case.contract.calculations.get(value.field.text)


def _card(row: Row, value: ph.FieldAt) -> Card | None:
    """The card that a bare name means; None where it is a field."""
    if value.at is not None or _field(row, value) is not None:
        return None
    return row.case.contract.cards.get(value.field.text)


def _card_rate(row: Row, card: Card) -> int | None:
    """The rate of the row in its year, where rates rise; else as it is written."""
    return _written_rate(row, card) if card.rise is None else _risen_rate(row, card)


def _risen_rate(row: Row, card: Card) -> int | None:
    """What the rate of the row has become by the year of its day (ruling E36)."""
    graph, frame = row.case.graph, row.case.node(row.node).frame
    for name in graph.nearest_first(row.node):
        node = graph.nodes[name]
        if node.frame == frame and node.says == f"{card.name} in its year":
            digits: int | None = row.case.value(name, row.key)
            return digits
    return None


def _written_rate(row: Row, card: Card) -> int | None:
    """The rate that was looked up for the row; of a card by outcome alone, the outcome's."""
    found = _table(row, card)
    if found is None:
        return card.values.get((row.outcome,))
    node, key = found
    digits: int | None = row.case.value(node.id, key)
    return digits


def _looked_up(row: Row, value: ph.FieldAt) -> str:
    """`, where group is aged-18-to-24 and contract-year is 2`: what the rate was looked up by."""
    card = _card(row, value)
    found = _table(row, card) if card else None
    if card is None or found is None:
        return ""
    node, key = found
    names = [column.name for column in card.columns if column.name != OUTCOME]
    nodes = [n for n in (node.of, node.beside) if n]
    said = (f"{name} is {row.case.text(n, key)}" for name, n in zip(names, nodes, strict=True))
    return f", where {' and '.join(said)}{_as_written(row, card)}"


def _as_written(row: Row, card: Card) -> str:
    """`: £75.00 in the card, which rises with cpi each 1 April`, of a rate that has risen."""
    written = None if card.rise is None else _written_rate(row, card)
    if written is None or written == _card_rate(row, card):
        return ""
    clause = card.clauses.get("rises") or card.clauses["falls"]
    how = " ".join(row.case.contract.source.line(clause.line).split())
    return f": {rate_text(card.kind, written, card.scale)} in the card, which {how}"


def _table(row: Row, card: Card) -> tuple[op.Lookup, Any] | None:
    """The node that looks in a card for the row, with its own key."""
    for name in row.case.graph.nearest_first(row.node):
        node = row.case.node(name)
        if isinstance(node, op.Lookup) and node.rates and node.clause.block == card.name:
            return node, person_of(row.key) if node.frame == op.PERSON else row.key
    return None


def _field(row: Row, value: ph.FieldAt) -> Field | None:
    events = row.case.contract.events
    event = events.get(value.at.event.text if value.at else row.event)
    return event.field(value.field.text) if event else None


def _event(row: Row, value: ph.FieldAt) -> EventFacts | None:
    """The event that a field is read at: the row's own, or one picked for its person."""
    case = row.case
    wanted = row.picks or f"the {row.event}"
    if value.at is not None and value.at.order:
        wanted = phrase_text(value.at)
    for name in case.graph.nearest_first(row.node):
        node = case.node(name)
        if value.at is None and isinstance(node, op.Spell) and node.what == "first":
            own: EventFacts | None = case.value(name, row.key[:2])
            return own
        if isinstance(node, op.Pick) and node.says == wanted:
            key = person_of(row.key) if node.frame == op.PERSON else row.key
            found: EventFacts | None = case.value(name, key)
            return found
    return None
