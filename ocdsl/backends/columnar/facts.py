"""The operators on rows as SQL: each gives the value of a node and the day it is settled on.

What a row's inputs are called is the reader's business: columns of the step before, or, for
events, the fields themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import singledispatch

from attrs import evolve, frozen

from ocdsl.backends.columnar.kinds import CONDITION, RATIO
from ocdsl.backends.columnar.sqltext import (
    ALWAYS,
    greatest,
    later,
    least,
    period_end,
    period_start,
    text,
)
from ocdsl.model.amounts import Band
from ocdsl.rules import operators as op

PERCENT_UNITS = 10_000  # a ratio's bands have limits in ten-thousandths


@frozen
class Fact:
    """SQL of a node's value and settled day; `under` is the denominator of a ratio."""

    value: str
    settled: str
    under: str | None = None


@frozen
class Reader:
    """How a step reads its inputs: a node's fact, its kind, and the day the tail ends."""

    fact: Callable[[op.NodeId], Fact]
    kinds: dict[op.NodeId, str]
    tail_end: int
    own: tuple[str, str] = ("NULL", "")
    """The first and the last day of the row's own period; without a last, that of its unit."""

    def number(self, node: op.NodeId) -> Fact:
        """A node's fact with a condition counted as 1 or 0."""
        fact = self.fact(node)
        if self.kinds[node] == CONDITION:
            return Fact(f"CAST({fact.value} AS BIGINT)", fact.settled)
        return fact

    def bound(self, bound: op.NodeId | int | None, otherwise: int = 0) -> Fact:
        """A first or last day: a node's, a fixed one, or none."""
        if isinstance(bound, str):
            return self.fact(bound)
        return Fact(str(otherwise if bound is None else bound), ALWAYS)


@singledispatch
def fact_of(node: op.Node, read: Reader) -> Fact:
    """The SQL of a node that works on one row at a time. Raises TypeError for the others."""
    raise TypeError(type(node).__name__)


@fact_of.register
def _periods(node: op.Periods, read: Reader) -> Fact:
    edge = period_start if node.edge == "start" else period_end
    if node.of is None:
        start, end = read.own
        return Fact(start if node.edge == "start" else end or edge(start, node.unit), ALWAYS)
    of = read.fact(node.of)
    return Fact(edge(of.value, node.unit), of.settled)


@fact_of.register
def _shift(node: op.Shift, read: Reader) -> Fact:
    of = read.fact(node.of)
    day = of.value
    if read.kinds[node.of] == CONDITION:
        day = f"CASE WHEN {of.value} THEN {of.settled} END"
    if node.end_of:
        day = period_end(day, node.end_of)
    return Fact(later(day, node.lag), of.settled)


# ---- conditions

_SIGNS = {
    "at least": ">=",
    "more than": ">",
    "less than": "<",
    "up to and including": "<=",
    "exactly": "=",
}


@fact_of.register
def _compare(node: op.Compare, read: Reader) -> Fact:
    left = read.fact(node.left)
    if node.rel == "within":
        return _within(node, left, read)
    if node.rel == "settles before":
        return _settles_before(node, left, read)
    if node.rel == "reached":
        return Fact(f"{left.value} IS NOT NULL", greatest((left.value, left.settled)))
    if node.rel in _SIGNS:
        return _limit(node, left, read)
    return Fact(_kind_of_value(node, left.value, read), left.settled)


def _limit(node: op.Compare, left: Fact, read: Reader) -> Fact:
    """Against a number or another fact."""
    right = Fact(str(node.than), ALWAYS) if node.right is None else read.fact(node.right)
    settled = greatest((left.settled, right.settled))
    a, b = left.value, right.value
    if left.under is not None:
        # Both sides are multiplied by both denominators, which are more than 0.
        a, b = _times(a, right.under), _times(b, left.under)
    return Fact(f"coalesce({a} {_SIGNS[node.rel]} {b}, false)", settled)


def _times(value: str, by: str | None) -> str:
    """A product in 128 bits; the value itself where there is nothing to multiply by."""
    return value if by is None else f"CAST({value} AS HUGEINT) * {by}"


def _kind_of_value(node: op.Compare, value: str, read: Reader) -> str:
    """Whether there is a value, or it is among some choices."""
    if node.rel == "present":
        return f"{value} IS NOT NULL"
    if node.rel == "absent":
        known = isinstance(node.high, str)
        return f"{value} IS NULL" + (
            f" AND {read.bound(node.high).value} IS NOT NULL" if known else ""
        )
    word = "IN" if node.rel == "one of" else "NOT IN"
    choices = ", ".join(map(_choice, node.choices))
    return f"coalesce({value} {word} ({choices}), false)"


def _within(node: op.Compare, day: Fact, read: Reader) -> Fact:
    low, high = read.bound(node.low), read.bound(node.high, read.tail_end)
    known = greatest((low.settled, high.settled))
    signs = [f"{day.value} >= {low.value}"] if node.low is not None else []
    signs += [f"{day.value} <= {high.value}"] if node.high is not None else []
    value = f"coalesce({' AND '.join(signs)}, false)" if signs else f"{day.value} IS NOT NULL"
    last = least((high.value, str(read.tail_end)))
    cases = [
        f"WHEN {bound.value} IS NULL THEN {known}"
        for given, bound in ((node.low, low), (node.high, high))
        if isinstance(given, str)
    ]
    cases.append(f"WHEN {day.value} IS NULL THEN {greatest((least((day.settled, last)), known))}")
    if node.high is not None:
        cases.append(f"WHEN {day.value} > {high.value} THEN {greatest((last, known))}")
    settled = greatest((day.value, day.settled, known))
    return Fact(value, f"CASE {' '.join(cases)} ELSE {settled} END")


def _settles_before(node: op.Compare, day: Fact, read: Reader) -> Fact:
    assert node.right is not None
    settled = read.fact(node.right).settled
    sign = "<=" if node.inclusive else "<"
    first = f"coalesce({day.value} {sign} {settled}, false)"
    return Fact(first, f"CASE WHEN {first} THEN {day.value} ELSE {settled} END")


@fact_of.register
def _combine(node: op.Combine, read: Reader) -> Fact:
    facts = [read.fact(of) for of in node.of]
    if node.negate:
        return Fact(f"NOT {facts[0].value}", facts[0].settled)
    if node.least == len(facts):
        return _all_of(facts)
    return _some_of(facts, node.least)


def _all_of(facts: Sequence[Fact]) -> Fact:
    value = " AND ".join(f.value for f in facts)
    false = least(f"CASE WHEN NOT {f.value} THEN {f.settled} END" for f in facts)
    return Fact(
        value, f"CASE WHEN {value} THEN {greatest(f.settled for f in facts)} ELSE {false} END"
    )


def _some_of(facts: Sequence[Fact], least_true: int) -> Fact:
    """At least some number: settled with the last needed of the true, or of the false."""
    count = " + ".join(f"CAST({f.value} AS INTEGER)" for f in facts)
    value = f"{count} >= {least_true}"
    days = {
        word: ", ".join(f"CASE WHEN {word}{f.value} THEN {f.settled} END" for f in facts)
        for word in ("", "NOT ")
    }
    true = f"list_sort(list_filter([{days['']}], lambda day: day IS NOT NULL))[{least_true}]"
    needed = len(facts) - least_true + 1
    false = f"list_sort(list_filter([{days['NOT ']}], lambda day: day IS NOT NULL))[{needed}]"
    return Fact(value, f"CASE WHEN {value} THEN {true} ELSE {false} END")


# ---- values


@fact_of.register
def _arith(node: op.Arith, read: Reader) -> Fact:
    left = read.number(node.left) if node.op != "if" else read.fact(node.left)
    if node.op == "×" and _may_be_large(node, read):
        left = evolve(left, value=f"CAST({left.value} AS HUGEINT)")
    if node.right is None:
        return _calculated(node.op, left, Fact(str(node.by), ALWAYS))
    right = read.fact(node.right)
    if node.op == "if":
        truth = right.value if read.kinds[node.right] == CONDITION else f"{right.value} <> 0"
        settled = greatest((left.settled, right.settled))
        return Fact(f"CASE WHEN {truth} THEN {left.value} END", settled, left.under)
    return _calculated(node.op, left, read.number(node.right))


def _may_be_large(node: op.Arith, read: Reader) -> bool:
    """Whether a product may come to more than 64 bits hold: what is recorded has 16 digits."""
    if read.kinds[node.left] == CONDITION:
        return False
    return node.right is not None or abs(node.by or 0) > _SMALL


_SMALL = 900
"""So many times sixteen digits are less than 2 to the power of 63."""


def _calculated(sign: str, left: Fact, right: Fact) -> Fact:
    settled = greatest((left.settled, right.settled))
    a, b = left.value, right.value
    if sign == "÷" or left.under or right.under:
        return _ratio(sign, left, right)
    if sign == "×":
        return Fact(f"{a} * {b}", settled)
    if sign in ("+", "-"):
        return Fact(f"{a} {sign} {b}", settled)
    word = "least" if sign == "min" else "greatest"
    return Fact(f"CASE WHEN {a} + {b} IS NOT NULL THEN {word}({a}, {b}) END", settled)


def _ratio(sign: str, left: Fact, right: Fact) -> Fact:
    """A ratio's denominator is more than 0; divided by nothing, it is missing (ruling E39)."""
    settled = greatest((left.settled, right.settled))
    a, b = left.value, right.value
    if sign == "×":
        under = _times(left.under, right.under) if left.under else right.under
        return Fact(_times(a, b), settled, under)
    if sign == "÷":
        value = _times(_times(a, right.under), f"sign({b})")
        under = _times(_times(b, left.under), f"sign({b})")
        return Fact(f"CASE WHEN {b} <> 0 THEN {value} END", settled, under)
    a, b = _times(a, right.under), _times(b, left.under)
    under = _times(left.under, right.under) if left.under and right.under else None
    words = {"min": "least", "max": "greatest"}
    value = f"{words[sign]}({a}, {b})" if sign in words else f"{a} {sign} {b}"
    known = f"CASE WHEN {a} + {b} IS NOT NULL THEN {value} END" if sign in words else value
    return Fact(known, settled, under or left.under or right.under)


@fact_of.register
def _lookup(node: op.Lookup, read: Reader) -> Fact:
    of = read.fact(node.of)
    if node.rates:
        return _rate(node, of, read)
    x, unit = of.value, ""
    if read.kinds[node.of] == RATIO:
        x, unit = f"{of.value} * {PERCENT_UNITS}", f" * {of.under}"
    tests = [_in_band(band, x, unit) for band in node.bands]
    if node.result != "share":
        rows = [f"WHEN {t} THEN {b.pence}" for t, b in zip(tests, node.bands, strict=True)]
        return Fact(_cases(rows, "BIGINT"), of.settled)
    shares = [_share(node.bands, index, x, unit) for index in range(len(node.bands))]
    value, under = (
        _cases([f"WHEN {t} THEN {s[i]}" for t, s in zip(tests, shares, strict=True)], "HUGEINT")
        for i in (0, 1)
    )
    return Fact(value, of.settled, under)


def _rate(node: op.Lookup, of: Fact, read: Reader) -> Fact:
    """The rate of a card whose choices are those of the row."""
    keys = [of] if node.beside is None else [of, read.fact(node.beside)]
    rows = []
    for rate in node.rates:
        tests = (f"{k.value} = {_choice(c)}" for k, c in zip(keys, rate.choices, strict=True))
        rows.append(f"WHEN {' AND '.join(tests)} THEN {rate.digits}")
    return Fact(_cases(rows, "BIGINT"), greatest(key.settled for key in keys))


def _choice(choice: str | int) -> str:
    return str(choice) if isinstance(choice, int) else text(choice)


def _cases(rows: Sequence[str], kind: str) -> str:
    return f"CAST(CASE {' '.join(rows)} END AS {kind})"


def _in_band(band: Band, x: str, unit: str) -> str:
    limits = []
    if band.low is not None:
        limits.append(f"{x} {'>=' if band.low_included else '>'} {band.low}{unit}")
    if band.high is not None:
        limits.append(f"{x} {'<=' if band.high_included else '<'} {band.high}{unit}")
    return " AND ".join(limits) or f"{x} IS NOT NULL"


def _share(bands: Sequence[Band], index: int, x: str, unit: str) -> tuple[str, str]:
    """A band's share; on the straight line from the band before to the band after, exact."""
    band = bands[index]
    if not band.straight:
        return str(band.share[0]), str(band.share[1])
    assert band.low is not None and band.high is not None
    (a, a_unit), (b, b_unit) = bands[index - 1].share, bands[index + 1].share
    width = band.high - band.low
    along = f"({x} - {band.low}{unit})"
    numerator = f"{a * b_unit * width}{unit} + {b * a_unit - a * b_unit} * {along}"
    return numerator, f"{a_unit * b_unit * width}{unit}"


@fact_of.register
def _round(node: op.Round, read: Reader) -> Fact:
    assert node.of is not None
    of = read.fact(node.of)
    if of.under is None:
        return of
    return Fact(f"CAST(half_up({of.value}, {of.under}) AS BIGINT)", of.settled)


@fact_of.register
def _fill(node: op.Fill, read: Reader) -> Fact:
    of = read.fact(node.of)
    # A whole number in place of a ratio is that many over one.
    under = of.under and f"CASE WHEN {of.value} IS NULL THEN 1 ELSE {of.under} END"
    return Fact(f"coalesce({of.value}, {node.value})", of.settled, under)


@fact_of.register
def _allocate(node: op.Allocate, read: Reader) -> Fact:
    """One part of whole pence split in constant proportions, by largest remainder (law 21)."""
    assert node.amount is not None
    amount, total = read.fact(node.amount), sum(node.shares)
    mine = node.shares[node.part]
    rest = [f"{amount.value} * {w} % {total}" for w in node.shares]
    given = " - ".join([amount.value, *(f"{amount.value} * {w} // {total}" for w in node.shares)])
    ahead = [
        f"CAST({other} {'>=' if i < node.part else '>'} {rest[node.part]} AS INTEGER)"
        for i, other in enumerate(rest)
        if i != node.part
    ]
    extra = f"CAST({' + '.join(ahead) or 0} < {given} AS INTEGER)"
    return Fact(f"{amount.value} * {mine} // {total} + {extra}", amount.settled)
