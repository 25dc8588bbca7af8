"""Values of the rules graph in words: pounds, dates, scores, people, true and false."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import frozen

from ocdsl.base.calendar import in_words
from ocdsl.base.money import decimal_text, half_up, pounds
from ocdsl.ledger.facts import EventFacts
from ocdsl.ledger.reason import EventNote
from ocdsl.model.contract import Contract, Field
from ocdsl.rules import operators as op
from ocdsl.rules.graph import Graph

DAY_MICROSECONDS = 86_400_000_000


@frozen
class ValueKind:
    """What a node's values are: an `event`, a `day`, `money`, a `field` of an event and so on."""

    name: str
    field: Field | None = None
    scale: int = 1
    """Parts of one in the rates of a card."""


EVENT, DAY, CONDITION = ValueKind("event"), ValueKind("day"), ValueKind("condition")
MONEY, COUNT, TEXT = ValueKind("money"), ValueKind("count"), ValueKind("text")
RATIO, SHARE = ValueKind("ratio"), ValueKind("share")

_FIXED: dict[type[op.Node], ValueKind] = {
    op.Pick: EVENT,
    op.Periods: DAY,
    op.Shift: DAY,
    op.Compare: CONDITION,
    op.Combine: CONDITION,
    op.Allocate: MONEY,
    op.Round: MONEY,
    op.Line: MONEY,
    op.Apportion: MONEY,
    op.Reverse: MONEY,
}


def kind_of(contract: Contract, graph: Graph, node_id: str) -> ValueKind:
    """What the values of a node are."""
    node = graph.nodes[node_id]
    if isinstance(node, op.Select):
        return _kind_of_field(contract, node)
    if isinstance(node, op.Arith):
        return _kind_of_arith(contract, graph, node)
    if isinstance(node, op.Lookup) and node.rates:
        card = contract.cards[node.clause.block]
        return MONEY if card.kind == "money" else ValueKind(card.kind, scale=card.scale)
    below = _same_kind_as(node)
    return kind_of(contract, graph, below) if below else _kind_by_itself(node)


def _same_kind_as(node: op.Node) -> str | None:
    """The node whose values these are too, such as the source of a Broadcast."""
    match node:
        case op.Broadcast(source=source) | op.Aggregate(source=source, how="sum"):
            return source
        case op.Fill(of=of):
            return of
    return None


def _kind_by_itself(node: op.Node) -> ValueKind:
    match node:
        case op.Aggregate():
            return COUNT
        case op.Spell(what=what):
            return CONDITION if what == "covers" else EVENT
        case op.Cumulate(most=most):
            return CONDITION if most else MONEY
        case op.Lookup(result=result):
            return {"pence": MONEY, "number": COUNT}.get(result, SHARE)
        case op.Roll(output=output):
            return {"ratio": RATIO, "group": DAY}.get(output, MONEY)
    return _FIXED.get(type(node), TEXT)


def _kind_of_field(contract: Contract, node: op.Select) -> ValueKind:
    if not node.field:
        return EVENT
    if node.field in ("occurred_on", "recorded_on"):
        return DAY
    declared = contract.events[node.event].field(node.field)
    return ValueKind("field", declared) if declared else TEXT


def _kind_of_arith(contract: Contract, graph: Graph, node: op.Arith) -> ValueKind:
    """What a sum gives: no unit where parts of a kind are multiplied, which no reader counts in."""
    left = kind_of(contract, graph, node.left)
    right = kind_of(contract, graph, node.right) if node.right else None
    if node.op == "×":
        # A price is a condition times its pence; what is released, money times a share.
        is_money = left == CONDITION or (left == MONEY and right in (RATIO, SHARE))
        return MONEY if is_money else TEXT
    if node.op == "÷":
        if right is None:
            return left if left == MONEY else TEXT
        # A total by a number is an average, counted as the total is.
        return left if right == COUNT else RATIO if left == right else TEXT
    return left


def in_text(kind: ValueKind, value: Any) -> str:
    """A value in words with its unit; `none` when it is missing."""
    # Where a missing day was filled, it is 0: before all days there are.
    if value is None or (kind == DAY and value == 0):
        return "none"
    if kind.scale > 1:
        return rate_text(kind.name, value, kind.scale)
    return field_text(kind.field, value) if kind.field else _WORDS[kind.name](value)


def rate_text(kind: str, digits: int, scale: int) -> str:
    """A rate of a card as the contract would write it, from its parts of one."""
    if kind == "money":
        return pounds(digits)
    places = len(str(scale)) - 1
    return short_decimal(digits, places) if kind == "number" else (
        short_decimal(digits, places - 2) + "%"
    )  # fmt: skip


def _money(value: int | tuple[int, int]) -> str:
    """Pence, or an exact quotient of pence to the nearest penny."""
    return pounds(half_up(*value)) if isinstance(value, tuple) else pounds(value)


def _exact(value: int | str | tuple[int, int]) -> str:
    """A whole number as it is, and a quotient as one."""
    return "/".join(map(str, value)) if isinstance(value, tuple) else str(value)


def field_text(field: Field, value: int | str | tuple[int, int]) -> str:
    """The value of a declared field as the contract would write it; of an average, rounded."""
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        nearest = half_up(*value)
        about = "" if nearest * value[1] == value[0] else "about "
        return about + field_text(field, nearest)
    if field.kind == "money":
        return pounds(value)
    if field.kind == "date":
        return in_words(value)
    if field.kind == "yes or no":
        return "yes" if value else "no"
    text = short_decimal(value, field.places or 0)
    return f"{text}%" if field.kind == "percentage" else text


def short_decimal(value: int, places: int) -> str:
    """A scaled whole number without needless noughts: 450 hundredths is 4.5."""
    text = decimal_text(value, places)
    return text.rstrip("0").removesuffix(".") if places else text


def percent(numerator: int, denominator: int) -> str:
    """A ratio as a percentage of at most two places, `about` where that is not exact."""
    hundredths = half_up(numerator * 10_000, denominator)
    exact = hundredths * denominator == numerator * 10_000
    return ("" if exact else "about ") + short_decimal(hundredths, 2) + "%"


def _ratio(value: int | tuple[int, int]) -> str:
    """A ratio; a missing one that was decided is the whole number in its place."""
    return percent(*value) if isinstance(value, tuple) else percent(value, 1)


_WORDS: dict[str, Callable[[Any], str]] = {
    "event": lambda event: str(event.event_id),
    "condition": lambda holds: "true" if holds else "false",
    "ratio": _ratio,
    "share": _ratio,
    "money": _money,
    "day": in_words,
    "count": _exact,
    "text": _exact,
    "number": str,
    "percentage": lambda of: f"{of}%",
}


def people(count: int) -> str:
    """`1 person`, `60 people`."""
    return f"{count:,} {'person' if count == 1 else 'people'}"


def note_of(contract: Contract, event: EventFacts) -> EventNote:
    """An event as a reason names it."""
    declared = contract.events[event.event].fields
    given = event.values
    values = ((f.name, field_text(f, given[f.name])) for f in declared if f.name in given)
    return EventNote(
        event_id=event.event_id,
        event=event.event,
        provider=event.provider,
        person=event.person,
        occurred_on=event.occurred_on,
        recorded_on=event.recorded_at // DAY_MICROSECONDS,
        recorded_by=event.recorded_by,
        values=tuple(values),
        corrects=event.supersedes or "",
    )
