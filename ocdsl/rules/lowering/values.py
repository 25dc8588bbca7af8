"""Lowers values: what a field, a measure or a sum of them gives at each row of a frame.

Everything is exact (law 21): a value is a whole number of some part of one, or, once something
was divided, a numerator and a denominator. It is rounded where the contract says, and only there.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import reduce

from attrs import evolve, frozen

from ocdsl.base.money import half_up
from ocdsl.model.constants import MOST_PLACES
from ocdsl.model.contract import Calculation
from ocdsl.model.quantities import quantity_of_kind
from ocdsl.model.values_read import scale_of
from ocdsl.rules.frames import wide_frame
from ocdsl.rules.lowering.by_date import value_by_date
from ocdsl.rules.lowering.cards import lower_card
from ocdsl.rules.lowering.indexed import risen
from ocdsl.rules.lowering.phrases import Scope, value_at_hand
from ocdsl.rules.lowering.totals import forfeited_from, number_of, total_of
from ocdsl.rules.operators import PERSON, Arith, Combine, Compare, Fill, NodeId, Round
from ocdsl.syntax import phrases as ph
from ocdsl.syntax.mean_clauses import WeightedMean
from ocdsl.syntax.phrase_text import text_of

PENCE = 100
QUOTIENT = 10**MOST_PLACES
"""The scale of a quotient of two numbers: the checks let none through that it cannot hold."""


@frozen
class Held:
    """A value at the frame of its scope: a node, or a number that the contract writes."""

    node: NodeId
    """Empty for a number that is the same for every row."""
    scale: int
    """Parts of one that it counts; 1 for a fraction, which is exact."""
    is_fraction: bool = False
    constant: int = 0
    """The number, where there is no node."""


def lower_value(scope: Scope, value: ph.Value | WeightedMean) -> Held:
    """The value of a phrase at the scope's frame."""
    match value:
        case ph.FieldAt():
            return _read(scope, value)
        case ph.Total() | ph.NumberOf() | ph.Forfeited():
            return _taken(scope, value)
        case ph.Dated():
            return _in_force(scope, value)
        case ph.Arithmetic(left=left, sign=sign, right=right):
            work = {"+": sum_of, "-": _difference, "×": product_of, "÷": _quotient}[sign]
            return work(scope, lower_value(scope, left), lower_value(scope, right))
        case ph.ShareOf(share=one, of=other) | ph.PercentageOf(part=one, whole=other):
            work = product_of if isinstance(value, ph.ShareOf) else _quotient
            return work(scope, lower_value(scope, one), lower_value(scope, other))
    return lower_mean(scope, value) if isinstance(value, WeightedMean) else _constant(value)


# ---- the parts of a value


def _constant(value: ph.Value) -> Held:
    match value:
        case ph.Money(pence=digits):
            return Held("", PENCE, constant=digits)
        case ph.Percent(digits=digits, places=places):
            return Held("", 100 * 10**places, constant=digits)
        case ph.Number(digits=digits, places=places):
            return Held("", 10**places, constant=digits)
    raise TypeError(type(value).__name__)


def _in_force(scope: Scope, value: ph.Dated) -> Held:
    """What changes by date, in the finest parts that one of its values is written in."""
    held = [_constant(change.value) for change in value.changes]
    scale = max(each.scale for each in held)
    parts = tuple(each.constant * (scale // each.scale) for each in held)
    return Held(value_by_date(scope, value, parts), scale)


def _taken(scope: Scope, value: ph.Total | ph.NumberOf | ph.Forfeited) -> Held:
    """A total or an extreme is held as its field is; an average is a fraction."""
    if isinstance(value, ph.NumberOf):
        return Held(number_of(scope, value), 1)
    if isinstance(value, ph.Forfeited):
        return Held(forfeited_from(scope, value), PENCE)
    assert value.what.at is not None
    declared = scope.declared(value.what.at.event.text, value.what.field.text)
    assert declared is not None
    scale, node = quantity_of_kind(declared.kind).scale, total_of(scope, value)
    if value.how != "average":
        return Held(node, scale)
    return _over(scope, Held(node, 1, True), scale)


def _read(scope: Scope, value: ph.FieldAt) -> Held:
    """A field of an event, or a measure worked out for the row at hand."""
    builder, name = scope.builder, value.field.text
    if scope.frame.kind == "period":
        return _wide_measure(scope, name)
    hand = scope.picked[0][0] if scope.picked and value.at is None else ""
    card = builder.contract.cards.get(name) if value.at is None else None
    if card and not (hand and scope.declared(hand, name)):
        rate = lower_card(scope, card)
        if card.rise is not None:
            return Held(risen(scope, card, rate), card.scale)
        return Held("", card.scale, constant=rate) if isinstance(rate, int) else (
            Held(rate, card.scale)
        )  # fmt: skip
    calculation = builder.contract.calculations.get(name)
    if calculation and calculation.event == hand and not scope.declared(hand, name):
        return _calculation(scope, calculation)
    event, node = value_at_hand(evolve(scope, frame=PERSON), value)
    declared = scope.declared(event, name)
    assert declared is not None
    return Held(builder.at(scope.frame, node), quantity_of_kind(declared.kind).scale)


def _wide_measure(scope: Scope, name: str) -> Held:
    """A measure of each provider or period: of the scope's own grain, or of a coarser one."""
    builder = scope.builder
    if name in builder.rates:
        rate = builder.rates[name].nodes.rate
        return Held(builder.at(scope.frame, rate), 1, is_fraction=True)
    calculation = builder.contract.calculations[name]
    assert calculation.grain is not None
    found = _calculation(evolve(scope, frame=wide_frame(calculation.grain)), calculation)
    return evolve(found, node=builder.at(scope.frame, found.node))


def _calculation(scope: Scope, calculation: Calculation) -> Held:
    """A measure's value for each event, rounded first where the measure says so."""
    own = evolve(scope, clause=calculation.clauses["is"], day="")
    found = lower_value(own, calculation.value)
    for limit in calculation.limits:
        at_limit = evolve(own, clause=calculation.clauses[limit.word])
        bound = at_most if limit.word == "at most" else at_least
        found = bound(at_limit, found, lower_value(at_limit, limit.value))
    if calculation.places is None:
        return found
    scope = evolve(scope, clause=calculation.clauses["rounding"])
    return rounded(scope, found, scale_of(calculation.kind, calculation.places), calculation.name)


def rounded(scope: Scope, value: Held, scale: int, hint: str) -> Held:
    """The value as whole parts, half up: pence of a pound where `scale` is 100."""
    if not value.node and value.scale > scale:
        return Held("", scale, constant=half_up(value.constant * scale, value.scale))
    if value.is_fraction or value.scale > scale:
        exact = _fraction(scope, _times(scope, value, scale))
        node = scope.builder.add(
            Round, f"{hint}-rounded", scope.clause, scope.frame, of=exact.node, says=hint
        )
        return Held(node, scale)
    return _at_scale(scope, value, scale)


def part_of(scope: Scope, value: Held, part: tuple[int, int]) -> Held:
    """A part of a value, such as 5 in every 6, as a fraction.

    It is divided first: what a fraction is multiplied by cannot be too large for it.
    """
    numerator, denominator = part
    under = denominator if value.is_fraction else denominator * value.scale
    return _times(scope, Held(_add(scope, "÷", value.node, by=under), 1, True), numerator)


def comparable(scope: Scope, left: Held, right: Held) -> tuple[NodeId, NodeId | None, int | None]:
    """The left node, and the right node or whole number it compares with: of one scale."""
    if right.node:
        left, right = _alike(scope, left, right)
        return left.node, right.node, None
    if left.is_fraction:
        return _times(scope, left, right.scale).node, None, right.constant
    left, right = _alike(scope, left, right)
    return left.node, None, right.constant


# ---- working with values


def sum_of(scope: Scope, left: Held, right: Held) -> Held:
    """The sum of two values, at the finer of their scales."""
    left, right = _alike(scope, left, right)
    return _together(scope, "+", left, right)


def _difference(scope: Scope, left: Held, right: Held) -> Held:
    if not left.node:
        return sum_of(scope, _times(scope, right, -1), left)
    left, right = _alike(scope, left, right)
    return _together(scope, "-", left, right)


def product_of(scope: Scope, left: Held, right: Held) -> Held:
    """Numbers of the contract multiply last; the scale of what is no fraction is divided out."""
    if not right.node:
        left, right = right, left
    scale = left.scale * right.scale
    found = _together(scope, "×", right, left)
    if not (left.is_fraction or right.is_fraction):
        return evolve(found, scale=scale)
    return _over(scope, evolve(found, scale=1, is_fraction=True), scale)


def _quotient(scope: Scope, left: Held, right: Held) -> Held:
    """left ÷ right, exactly; what is divided by nothing is missing (ruling E39)."""
    if not left.node and not right.node:
        worked = Fraction(left.constant * right.scale, left.scale * right.constant)
        return Held("", QUOTIENT, constant=int(worked * QUOTIENT))
    if not left.node:
        # A number over a value is that many times the value over itself, over the value.
        one = _quotient(scope, right, right)
        return product_of(scope, left, _quotient(scope, one, right))
    if not right.node:
        return _over(scope, _times(scope, _fraction(scope, left), right.scale), right.constant)
    found = Held(_add(scope, "÷", left.node, right=right.node), 1, True)
    return _over(scope, _times(scope, found, right.scale), left.scale)


def at_most(scope: Scope, left: Held, right: Held) -> Held:
    """The lesser of two values."""
    return _together(scope, "min", *_alike(scope, left, right))


def at_least(scope: Scope, left: Held, right: Held) -> Held:
    """The greater of two values."""
    return _together(scope, "max", *_alike(scope, left, right))


_ON_NUMBERS: dict[str, Callable[[int, int], int]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "×": lambda left, right: left * right,
    "min": min,
    "max": max,
}


def _together(scope: Scope, sign: str, left: Held, right: Held) -> Held:
    """Two values of one scale, the left one a node unless both are numbers of the contract."""
    if not left.node:
        left, right = right, left
    if not left.node:
        return evolve(left, constant=_ON_NUMBERS[sign](left.constant, right.constant))
    if not right.node:
        return evolve(left, node=_add(scope, sign, left.node, by=right.constant))
    return evolve(left, node=_add(scope, sign, left.node, right=right.node))


def _alike(scope: Scope, left: Held, right: Held) -> tuple[Held, Held]:
    """Two values of one scale: each is a power of ten, so the coarser divides the finer.

    A number beside a fraction stays one, at the scale of 1 if it can.
    """
    if left.is_fraction or right.is_fraction:
        return _beside_fraction(scope, left), _beside_fraction(scope, right)
    scale = max(left.scale, right.scale)
    return _at_scale(scope, left, scale), _at_scale(scope, right, scale)


def _beside_fraction(scope: Scope, value: Held) -> Held:
    if not value.node and value.constant % value.scale == 0:
        return Held("", 1, constant=value.constant // value.scale)
    return _fraction(scope, value)


def _at_scale(scope: Scope, value: Held, scale: int) -> Held:
    return evolve(_times(scope, value, scale // value.scale), scale=scale)


def _fraction(scope: Scope, value: Held) -> Held:
    if value.is_fraction:
        return value
    return Held(_add(scope, "÷", value.node, by=value.scale), 1, True)


def _times(scope: Scope, value: Held, by: int) -> Held:
    if not value.node:
        return evolve(value, constant=value.constant * by)
    return value if by == 1 else evolve(value, node=_add(scope, "×", value.node, by=by))


def _over(scope: Scope, value: Held, by: int) -> Held:
    """A fraction divided by a whole number."""
    return value if by == 1 else evolve(value, node=_add(scope, "÷", value.node, by=by))


_WORDS = {
    "+": "sum", "-": "difference", "×": "product", "÷": "quotient", "min": "at-most",
    "max": "at-least",
}  # fmt: skip


def _add(
    scope: Scope, sign: str, left: NodeId, *, right: NodeId | None = None, by: int | None = None
) -> NodeId:
    hint = _WORDS[sign] if by is None else f"{_WORDS[sign]}-by-{by}"
    return scope.builder.add(
        Arith, hint, scope.clause, scope.frame, op=sign, left=left, right=right, by=by
    )


# ---- weighted means


@frozen
class _Part:
    """One part of a mean: its value, its weight, and the condition that it is there."""

    value: Held
    weight: Held
    there: NodeId


def lower_mean(scope: Scope, mean: WeightedMean) -> Held:
    """The sum of the parts times their weights, over the weights of those that are there.

    Missing where a part is missing that does not share its weight, and where too few are there.
    """
    parts = [_part(scope, field, weight) for field, weight in mean.parts]
    if not mean.shares:
        return _fraction(scope, _sum(scope, [product_of(scope, p.weight, p.value) for p in parts]))
    weighted = [product_of(scope, p.weight, _or_nothing(scope, p.value)) for p in parts]
    weights = [_weight_there(scope, p) for p in parts]
    found = _quotient(scope, _sum(scope, weighted), _sum(scope, weights))
    enough = scope.builder.add(
        Combine, "enough-parts", scope.clause, scope.frame,
        of=tuple(p.there for p in parts), least=mean.least,
    )  # fmt: skip
    known = scope.builder.add(
        Arith, "mean-if-enough", scope.clause, scope.frame,
        op="if", left=found.node, right=enough,
    )  # fmt: skip
    return Held(known, 1, is_fraction=True)


def _part(scope: Scope, field: ph.FieldAt, weight: ph.Percent) -> _Part:
    value = lower_value(scope, field)
    there = scope.builder.add(
        Compare, f"{field.field.text}-there", scope.clause, scope.frame, rel="present",
        left=value.node, says=f"{text_of(field)} is known",
    )  # fmt: skip
    return _Part(value, _constant(weight), there)


def _sum(scope: Scope, values: list[Held]) -> Held:
    return reduce(lambda one, other: sum_of(scope, one, other), values)


def _or_nothing(scope: Scope, value: Held) -> Held:
    filled = scope.builder.add(
        Fill, "part-or-nothing", scope.clause, scope.frame, of=value.node, value=0
    )
    return evolve(value, node=filled)


def _weight_there(scope: Scope, part: _Part) -> Held:
    """The weight of a part that is there, nothing of one that is not."""
    return evolve(part.weight, node=_add(scope, "×", part.there, by=part.weight.constant))
