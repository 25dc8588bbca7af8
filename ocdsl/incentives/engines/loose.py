"""Rules that are put to the solver with some room: what they come to, and more.

The length of a month, a rounding, a price by band or by card: each is told to the solver within
limits that hold in every log. What is said of all these values is so of the real ones.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from operator import add, mul, sub
from typing import Any

from ocdsl.base.calendar import Lag, WorkingDays, later
from ocdsl.incentives.engines.history import ENCODED, NotEncodedError
from ocdsl.incentives.engines.ranges import range_of
from ocdsl.rules import operators as op
from ocdsl.rules.graph import Calendar, Graph

Told = tuple[Any, Any]
"""A value and whether there is one, as the solver has them."""

_LONGEST = {"week": 7, "month": 31, "quarter": 92, "calendar-quarter": 92, "year": 366,
            "calendar-year": 366}  # fmt: skip
_SHORTEST = {"week": 7, "month": 28, "quarter": 90, "calendar-quarter": 90, "year": 365,
             "calendar-year": 365}  # fmt: skip


def is_condition(graph: Graph, node: op.Node) -> bool:
    """Whether a node's values are true or false."""
    below = ""
    match node:
        case op.Broadcast():
            below = node.source
        case op.Fill():
            below = node.of
        case op.Arith() if node.op == "if":
            below = node.left
        case op.Spell():
            return node.what == "covers"
        case op.Cumulate():
            return node.most > 0
    if below:
        return is_condition(graph, graph.nodes[below])
    return isinstance(node, op.Compare | op.Combine)


@cache
def span_of(calendar: Calendar, lag: Lag) -> tuple[int, int]:
    """The fewest and the most days that a length may have, from any day there is.

    Months are counted from every day of more than four years, and a day is left on both sides for
    a century without its leap day; working days with the holidays of the calendar and without any.
    """
    if lag.unit == "day":
        return lag.number, lag.number
    table = calendar.working_days
    first, last = calendar.term_start - 366, max(calendar.tail_end, calendar.term_start + 1500)
    found = [later(day, lag, working) - day
             for working in (WorkingDays(table.holidays if table else ()), WorkingDays())
             for day in range(first, last + 1)]  # fmt: skip
    return min(found) - 1, max(found) + 1


def shortest(unit: str) -> int:
    """The fewest days of a period."""
    return _SHORTEST[unit]


# ---- days


def _shift(person: Any, node: op.Shift) -> Told:
    graph, z3 = person.graph, person.z3
    if is_condition(graph, graph.nodes[node.of]):
        return _day_of_earning(person, node)
    if node.lag.unit == "day" and not node.end_of:
        day, there = person.value(node.of)
        return day + node.lag.number, there
    day, there = person.value(node.of)
    longest = _LONGEST.get(node.end_of, 0)
    if node.end_of and not longest:
        raise NotEncodedError(f"Shift from the end of a {node.end_of}")
    least, most = span_of(graph.calendar, node.lag)
    unit = f"{node.end_of} {node.lag.number} {node.lag.unit} {node.lag.rule}"
    return _near(person, unit, day, (least, most + longest)), z3.And(there)


def _near(person: Any, name: str, day: Any, between: tuple[int, int]) -> Any:
    """A day that depends on another day alone, so many days after it."""
    found = _worked_from(person, f"a day of {name}", [day], whole=True)
    person.rules += [found >= day + between[0], found <= day + between[1]]
    return found


def _day_of_earning(person: Any, node: op.Shift) -> Told:
    holds, _ = person.value(node.of)
    day, _ = person.anything(node)
    person.rules.append(day <= person.graph.calendar.tail_end)
    return day, holds


def _periods(person: Any, node: op.Periods) -> Told:
    z3 = person.z3
    if node.lag is not None:
        return _period_of_spell(person, node)
    if node.of is None:
        return own_period(person, node.unit, node.edge), z3.BoolVal(True)
    day, there = person.value(node.of)
    if node.unit not in _LONGEST:
        raise NotEncodedError(f"Periods of a {node.unit}")
    most = _LONGEST[node.unit] - 1
    between = (0, most) if node.edge == "end" else (-most, 0)
    return _near(person, f"{node.edge} of {node.unit}", day, between), there


def own_period(person: Any, unit: str, edge: str) -> Any:
    """The first or the last day of the period that the row is for."""
    z3, calendar = person.z3, person.graph.calendar
    if unit == "term":
        return z3.IntVal(calendar.term_start if edge == "start" else calendar.tail_end)
    start, end = z3.Int(f"start of {person.row}"), z3.Int(f"end of {person.row}")
    least, most = _SHORTEST[unit] - 1, _LONGEST[unit] - 1
    # The first period of a contract may have begun before it, and the last ends with the tail.
    person.rules += [end <= start + most, end >= start]
    person.rules.append(z3.Or(end >= start + least, end == calendar.tail_end))
    if unit == "week":
        person.rules.append((start - calendar.week_day - 1) % 7 == 0)
    return start if edge == "start" else end


def _period_of_spell(person: Any, node: op.Periods) -> Told:
    """The first or last day of some period of the row's spell."""
    z3, assured = person.z3, person.z3.BoolVal(True)
    start, end = z3.Int(f"start of {person.row}"), z3.Int(f"end of {person.row}")
    first, _ = person.value(str(node.of))
    assert node.lag is not None
    least, most = span_of(person.graph.calendar, node.lag)
    until = until_of(person)
    person.rules += [start >= first, start <= until, start <= person.graph.calendar.tail_end]
    person.rules += [end >= start + least - 4, end <= start + most + 3]
    return (start if node.edge == "start" else end), assured


def until_of(person: Any) -> Any:
    """The last day that the row's spell goes on to."""
    return person.z3.Int(f"last day of {person.spell}")


def _spell(person: Any, node: op.Spell) -> Told:
    z3 = person.z3
    if node.what == "first":
        event = person.own_event(person.graph.nodes[node.starts].event)
        person.rules += [person.passes(node.starts), until_of(person) >= event.day]
        return event.day, z3.BoolVal(True)
    if node.what != "covers":
        raise NotEncodedError(f"Spell {node.what}")
    holds, known = person.anything(node)
    day, there = person.value(str(node.day))
    person.rules.append(z3.Implies(holds, z3.And(there, day <= until_of(person))))
    return holds, known


def _select(person: Any, node: op.Select) -> Told:
    source = person.graph.nodes[node.of] if node.of else None
    if not isinstance(source, op.Spell):
        found: Told = ENCODED[op.Select](person, node)
        return found
    if source.what != "first":
        raise NotEncodedError(f"Spell {source.what}")
    person.value(source.id)
    event = person.own_event(node.event)
    if node.field in ("occurred_on", "recorded_on"):
        return (event.day if node.field == "occurred_on" else event.recorded), event.there
    return event.fields.get(node.field, person.z3.IntVal(0)), event.there


# ---- conditions and numbers


def _compare(person: Any, node: op.Compare) -> Told:
    if node.rel == "reached":
        day, there = person.value(node.left)
        return person.z3.And(there, day <= person.graph.calendar.tail_end), person.z3.BoolVal(True)
    if node.rel == "settles before":
        return _settles_before(person, node)
    left, _ = person.value(node.left)
    if person.z3.is_bool(left) and node.rel != "present":
        raise NotEncodedError(f"Compare {node.rel} of a condition")
    found: Told = ENCODED[op.Compare](person, node)
    return found


def _settles_before(person: Any, node: op.Compare) -> Told:
    """Whether a day comes before another condition is settled."""
    z3 = person.z3
    day, there = person.value(node.left)
    settled = person.settled(person.graph.nodes[str(node.right)])
    return z3.And(there, day <= settled if node.inclusive else day < settled), z3.BoolVal(True)


def _number(person: Any, value: Any) -> Any:
    """A true condition counts as 1."""
    return person.z3.If(value, 1, 0) if person.z3.is_bool(value) else value


def _arith(person: Any, node: op.Arith) -> Told:
    z3 = person.z3
    left, there = person.value(node.left)
    right, also = person.value(node.right) if node.right else (node.by, z3.BoolVal(True))
    known = z3.And(there, also)
    if node.op == "if":
        return left, z3.And(known, right)
    if node.op == "÷" and node.by is None:
        raise NotEncodedError("Arith ÷ of two numbers")
    if node.op == "×" and node.right and not z3.is_rational_value(left):
        return _product(person, node, (_number(person, left), _number(person, right))), known
    worked: dict[str, Callable[[Any, Any], Any]] = {
        "+": add,
        "-": sub,
        "×": mul,
        "÷": lambda one, by: one / z3.RealVal(by),
        "min": lambda one, other: z3.If(one <= other, one, other),
        "max": lambda one, other: z3.If(one >= other, one, other),
    }
    return worked[node.op](_number(person, left), _number(person, right)), known


def _product(person: Any, node: op.Arith, parts: tuple[Any, Any]) -> Any:
    """A product of two numbers that are not fixed, within the limits of both."""
    found = _worked_from(person, node.id, list(parts))
    within = range_of(person.contract, person.graph, node.id)
    if within.least is not None:
        person.rules.append(found >= within.least)
    if within.most is not None:
        person.rules.append(found <= within.most)
    return found


def _lookup(person: Any, node: op.Lookup) -> Told:
    """One of the prices or rates there are, the same for the same; a share is between 0 and 1."""
    z3 = person.z3
    given = [person.value(name) for name in (node.of, node.beside) if name]
    found = _worked_from(person, node.id, [value for value, _ in given])
    _, known = person.anything(node)
    person.rules.append(z3.Implies(known, z3.And(*(there for _, there in given))))
    if node.rates:
        person.rules.append(_one_of(z3, found, {rate.digits for rate in node.rates}))
    elif node.result == "share":
        person.rules += [found >= 0, found <= 1]
    elif any(band.straight for band in node.bands):
        ends = {band.pence for band in node.bands if not band.straight}
        person.rules += [found >= min(ends), found <= max(ends)]
    else:
        person.rules.append(_one_of(z3, found, {band.pence for band in node.bands}))
    return found, known


def _worked_from(person: Any, name: str, given: list[Any], whole: bool = False) -> Any:
    """A number that depends on others alone."""
    z3 = person.z3
    reals = [z3.ToReal(value) if z3.is_int(value) else value for value in given]
    gives = z3.IntSort() if whole else z3.RealSort()
    return z3.Function(f"worked out by {name}", *[z3.RealSort()] * len(reals), gives)(*reals)


def _one_of(z3: Any, value: Any, numbers: set[int]) -> Any:
    return z3.Or(*(value == number for number in sorted(numbers)))


def _round(person: Any, node: op.Round) -> Told:
    if node.of is None:
        raise NotEncodedError("Round of lines")
    z3, (exact, there) = person.z3, person.value(node.of)
    whole = _worked_from(person, node.id, [exact], whole=True)
    person.rules.append(z3.And(2 * whole >= 2 * exact - 1, 2 * whole <= 2 * exact + 1))
    return whole, there


def _fill(person: Any, node: op.Fill) -> Told:
    value, there = person.value(node.of)
    if person.z3.is_bool(value):
        raise NotEncodedError("Fill of a condition")
    return person.z3.If(there, value, node.value), person.z3.BoolVal(True)


def _aggregate(person: Any, node: op.Aggregate) -> Told:
    found, known = person.anything(node)
    if node.how == "count":
        person.rules += [found >= 0, known]
    return found, known


def _allocate(person: Any, node: op.Allocate) -> Told:
    """A part of what is shared: no more than all of it, and nothing of nothing."""
    z3 = person.z3
    if node.amount is None or node.limit is not None or node.sources:
        raise NotEncodedError("Allocate of lines")
    whole, there = person.value(node.amount)
    part, _ = person.anything(node)
    person.rules.append(z3.If(whole >= 0, z3.And(part >= 0, part <= whole),
                              z3.And(part <= 0, part >= whole)))  # fmt: skip
    return part, there


LOOSE: dict[type[op.Node], Callable[[Any, Any], Told]] = {
    op.Shift: _shift,
    op.Periods: _periods,
    op.Spell: _spell,
    op.Select: _select,
    op.Compare: _compare,
    op.Arith: _arith,
    op.Lookup: _lookup,
    op.Round: _round,
    op.Fill: _fill,
    op.Aggregate: _aggregate,
    op.Allocate: _allocate,
}
