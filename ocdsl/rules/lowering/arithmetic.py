"""Arithmetic on lowered values: sums, products, quotients, limits and rounding, all exact (law 21).

A value is a whole number of some part of one, or, once something was divided, a numerator and a
denominator. It is rounded where the contract says, and only there.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from attrs import evolve, frozen

from ocdsl.base.money import half_up
from ocdsl.model.constants import MOST_PLACES
from ocdsl.rules.lowering.phrases import Scope
from ocdsl.rules.operators import Arith, NodeId, Round

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


def rounded(scope: Scope, value: Held, scale: int, hint: str) -> Held:
    """The value as whole parts, half up: pence of a pound where `scale` is 100."""
    if not value.node and value.scale > scale:
        return Held("", scale, constant=half_up(value.constant * scale, value.scale))
    if value.is_fraction or value.scale > scale:
        exact = as_fraction(scope, _times(scope, value, scale))
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


def sum_of(scope: Scope, left: Held, right: Held) -> Held:
    """The sum of two values, at the finer of their scales."""
    return _combined(scope, "+", left, right)


def difference_of(scope: Scope, left: Held, right: Held) -> Held:
    """The first value less the second, at the finer of their scales."""
    if not left.node:
        return sum_of(scope, _times(scope, right, -1), left)
    return _combined(scope, "-", left, right)


def product_of(scope: Scope, left: Held, right: Held) -> Held:
    """Numbers of the contract multiply last; the scale of what is no fraction is divided out."""
    if not right.node:
        left, right = right, left
    scale = left.scale * right.scale
    found = _together(scope, "×", right, left)
    if not (left.is_fraction or right.is_fraction):
        return evolve(found, scale=scale)
    return over(scope, evolve(found, scale=1, is_fraction=True), scale)


def quotient_of(scope: Scope, left: Held, right: Held) -> Held:
    """left ÷ right, exactly; what is divided by nothing is missing (ruling E39)."""
    if not left.node and not right.node:
        worked = Fraction(left.constant * right.scale, left.scale * right.constant)
        return Held("", QUOTIENT, constant=int(worked * QUOTIENT))
    if not left.node:
        # A number over a value is that many times the value over itself, over the value.
        one = quotient_of(scope, right, right)
        return product_of(scope, left, quotient_of(scope, one, right))
    if not right.node:
        return over(scope, _times(scope, as_fraction(scope, left), right.scale), right.constant)
    found = Held(_add(scope, "÷", left.node, right=right.node), 1, True)
    return over(scope, _times(scope, found, right.scale), left.scale)


def at_most(scope: Scope, left: Held, right: Held) -> Held:
    """The lesser of two values."""
    return _combined(scope, "min", left, right)


def at_least(scope: Scope, left: Held, right: Held) -> Held:
    """The greater of two values."""
    return _combined(scope, "max", left, right)


_ON_NUMBERS: dict[str, Callable[[int, int], int]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "×": lambda left, right: left * right,
    "min": min,
    "max": max,
}


def _combined(scope: Scope, sign: str, left: Held, right: Held) -> Held:
    """Two values of any scales; beside a fraction a number such as 3.99 is of the finer scale."""
    scale = max(_parts_beside(left, right), _parts_beside(right, left))
    if scale > 1:
        left, right = _in_parts(scope, left, scale), _in_parts(scope, right, scale)
        return over(scope, _together(scope, sign, left, right), scale)
    return _together(scope, sign, *_alike(scope, left, right))


def _parts_beside(number: Held, value: Held) -> int:
    """The parts of one that a number of the contract needs beside a fraction; 1 for whole ones."""
    needed = not number.node and value.is_fraction and number.constant % number.scale
    return number.scale if needed else 1


def _in_parts(scope: Scope, value: Held, scale: int) -> Held:
    """A fraction so many times over, or the number of the contract in such parts."""
    return _times(scope, value, scale) if value.node else evolve(value, scale=1)


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
    return as_fraction(scope, value)


def _at_scale(scope: Scope, value: Held, scale: int) -> Held:
    return evolve(_times(scope, value, scale // value.scale), scale=scale)


def as_fraction(scope: Scope, value: Held) -> Held:
    """The value as a numerator and a denominator."""
    if value.is_fraction:
        return value
    return Held(_add(scope, "÷", value.node, by=value.scale), 1, True)


def _times(scope: Scope, value: Held, by: int) -> Held:
    if not value.node:
        return evolve(value, constant=value.constant * by)
    return value if by == 1 else evolve(value, node=_add(scope, "×", value.node, by=by))


def over(scope: Scope, value: Held, by: int) -> Held:
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
