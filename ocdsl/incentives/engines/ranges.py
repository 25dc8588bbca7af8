"""Between what limits each number of the rules lies in every log, read off the rules alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from itertools import product
from operator import add, sub

from attrs import frozen

from ocdsl.model.bands import least_and_most
from ocdsl.model.contract import Contract
from ocdsl.rules import operators as op
from ocdsl.rules.graph import Graph


@frozen
class Range:
    """The least and the most of a number; None where there is no limit."""

    least: Fraction | None = None
    most: Fraction | None = None


ANY = Range()


def range_of(contract: Contract, graph: Graph, name: str) -> Range:
    """Between what limits the values of a node lie, wherever it has one."""
    node = graph.nodes[name]
    found = ANY
    match node:
        case op.Select():
            found = _of_field(contract, node)
        case op.Compare() | op.Combine():
            found = Range(Fraction(0), Fraction(1))
        case op.Lookup():
            found = _of_lookup(node)
        case op.Round() if node.of is not None:
            found = _whole(range_of(contract, graph, node.of))
        case op.Fill():
            found = _wider(range_of(contract, graph, node.of), Fraction(node.value))
        case op.Broadcast():
            found = range_of(contract, graph, node.source)
        case op.Aggregate():
            found = _of_total(contract, graph, node)
        case op.Arith():
            found = _of_sum(contract, graph, node)
    return found


def _of_field(contract: Contract, node: op.Select) -> Range:
    declared = contract.events[node.event].field(node.field)
    if declared is None or declared.places is None:
        return ANY
    # A log may hold less than nothing in a field that states no least value.
    ends = least_and_most(declared.limits)
    return Range(*(None if end is None else Fraction(end) for end in ends))


def _of_lookup(node: op.Lookup) -> Range:
    if node.result == "share":
        return Range(Fraction(0), Fraction(1))
    bands = [band.pence for band in node.bands if not band.straight]
    numbers = [Fraction(n) for n in (*bands, *(rate.digits for rate in node.rates))]
    return Range(min(numbers), max(numbers))


def _whole(one: Range) -> Range:
    """Rounding goes no further than half of one."""
    half = Fraction(1, 2)
    return Range(_both(sub, one.least, half), _both(add, one.most, half))


def _wider(one: Range, number: Fraction) -> Range:
    return Range(
        None if one.least is None else min(one.least, number),
        None if one.most is None else max(one.most, number),
    )


def _of_total(contract: Contract, graph: Graph, node: op.Aggregate) -> Range:
    each = range_of(contract, graph, node.source)
    if node.how in ("max", "min"):
        return each
    return Range(Fraction(0)) if node.how == "count" or _not_below(each) else ANY


def _of_sum(contract: Contract, graph: Graph, node: op.Arith) -> Range:
    left = range_of(contract, graph, node.left)
    if node.op == "if":
        return left
    by = Fraction(node.by or 0)
    right = range_of(contract, graph, node.right) if node.right else Range(by, by)
    worked: dict[str, Callable[[Range, Range], Range]] = {
        "+": lambda a, b: Range(_both(add, a.least, b.least), _both(add, a.most, b.most)),
        "-": lambda a, b: Range(_both(sub, a.least, b.most), _both(sub, a.most, b.least)),
        "min": lambda a, b: Range(_both(min, a.least, b.least), _either(min, a.most, b.most)),
        "max": lambda a, b: Range(_either(max, a.least, b.least), _both(max, a.most, b.most)),
        "×": times,
        "÷": _quotient,
    }
    return worked[node.op](left, right)


def _quotient(left: Range, right: Range) -> Range:
    if right.least is not None and right.least > 0 and right.least == right.most:
        return times(left, Range(1 / right.least, 1 / right.least))
    return Range(Fraction(0)) if _not_below(left) and _not_below(right) else ANY


def _either(
    choose: Callable[[Iterable[Fraction]], Fraction], one: Fraction | None, other: Fraction | None
) -> Fraction | None:
    """What holds when one of two ends is known."""
    known = [end for end in (one, other) if end is not None]
    return choose(known) if known else None


def _both(
    choose: Callable[[Fraction, Fraction], Fraction], one: Fraction | None, other: Fraction | None
) -> Fraction | None:
    return None if one is None or other is None else choose(one, other)


def _not_below(one: Range) -> bool:
    return one.least is not None and one.least >= 0


def times(left: Range, right: Range) -> Range:
    """Between what limits a product lies."""
    ends = (left.least, left.most, right.least, right.most)
    if None not in ends:
        found = [a * b for a, b in product(ends[:2], ends[2:]) if a is not None and b is not None]
        return Range(min(found), max(found))
    if left.least is not None and right.least is not None and min(left.least, right.least) >= 0:
        return Range(left.least * right.least, None)
    return ANY
