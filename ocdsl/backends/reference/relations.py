"""Relations of facts and the operators on rows: the meaning of the language, one function each.

A fact is a pair: a value (None when missing) and the day it is settled on. A relation maps the
keys of a frame's rows to facts: a person; (person, provider, period start); (provider, period
start); an event id. The operators are defined in `ocdsl.rules.operators`; this is what they do.
Standard library only: the emitted evaluator carries this file whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from ocdsl.base.calendar import Lag, WorkingDays, later, period_end, period_start
from ocdsl.base.money import allocate, half_up

Fact = tuple[Any, int]
Relation = dict[Any, Fact]
Bound = Relation | int | None
ALWAYS = 0  # settled before any day there is


class World(NamedTuple):
    """What an evaluation happens in: people in the log, the contract's calendar, the as-at day."""

    people: list[str]
    providers: tuple[str, ...]
    as_at: int
    term_start: int
    tail_end: int
    week_day: int
    year_month: int
    working: WorkingDays

    def start(self, day: int, unit: str) -> int:
        """The first day of the contract's period that holds a day."""
        return period_start(day, unit, self.week_day, self.year_month)

    def last(self, day: int, unit: str) -> int:
        """The last day of the contract's period that holds a day."""
        return period_end(self.start(day, unit), unit)

    def end(self, start: int, unit: str) -> int:
        """The last day of a period; the contract's last period ends with the tail."""
        return min(period_end(start, unit), max(self.tail_end, start))

    def periods(self, unit: str) -> list[int]:
        """The first days of the contract's periods, from the term's first to the tail's last."""
        starts = [self.start(self.term_start, unit)]
        while (after := period_end(starts[-1], unit) + 1) <= self.tail_end:
            starts.append(after)
        return starts


# ---- days


def shift(world: World, days_of: Relation, lag: Lag, end_of: str = "") -> Relation:
    """Shift: so long after a day, or after the end of its period (laws 9 and 10)."""
    result: Relation = {}
    for key, (value, settled) in days_of.items():
        if value is None or value is False:
            result[key] = (None, settled)
            continue
        day = settled if value is True else value
        if end_of:
            day = world.last(day, end_of)
        result[key] = (later(day, lag, world.working), settled)
    return result


def periods(world: World, days_of: Relation, unit: str, edge: str) -> Relation:
    """Periods: the first or last day of the period that holds a day."""
    result: Relation = {}
    for key, (day, settled) in days_of.items():
        first = day if day is None else world.start(day, unit)
        if first is not None and edge == "end":
            first = period_end(first, unit)
        result[key] = (first, settled)
    return result


def own_periods(rows: Relation, unit: str, edge: str) -> Relation:
    """Periods: the first or last day of each row's own period, which is the end of its key."""
    end = edge == "end"
    return {key: (period_end(key[-1], unit) if end else key[-1], ALWAYS) for key in rows}


# ---- conditions

_RELATIONS: dict[str, Callable[[Any, Any], bool]] = {
    "at least": lambda a, b: a >= b,
    "more than": lambda a, b: a > b,
    "less than": lambda a, b: a < b,
    "up to and including": lambda a, b: a <= b,
    "exactly": lambda a, b: a == b,
    "one of": lambda a, b: a in b,
    "none of": lambda a, b: a not in b,
}


def compare(rel: str, left: Relation, than: Any) -> Relation:
    """Compare: against a number or choices. A missing value makes it false."""
    holds = _RELATIONS[rel]
    result: Relation = {}
    for key, (value, settled) in left.items():
        of, limit = (value[0], than * value[1]) if isinstance(value, tuple) else (value, than)
        result[key] = (of is not None and holds(of, limit), settled)
    return result


def compare_with(rel: str, left: Relation, right: Relation) -> Relation:
    """Compare: two relations of one frame."""
    holds = _RELATIONS[rel]
    result: Relation = {}
    for key, (a, settled_a) in left.items():
        b, settled_b = right[key]
        holds_now = a is not None and b is not None and holds(*_alike(a, b))
        result[key] = (holds_now, max(settled_a, settled_b))
    return result


def _alike(a: Any, b: Any) -> tuple[Any, Any]:
    """Two ratios over one denominator, without it; any other values as they are."""
    if isinstance(a, tuple) and isinstance(b, tuple):
        return a[0] * b[1], b[0] * a[1]
    return a, b


def present(left: Relation) -> Relation:
    """Compare: there is such a value."""
    return {key: (value is not None, settled) for key, (value, settled) in left.items()}


def reached(left: Relation) -> Relation:
    """Compare: a day has come; settled on that day."""
    return {
        key: (day is not None, settled if day is None else max(day, settled))
        for key, (day, settled) in left.items()
    }


def absent(left: Relation, high: Bound) -> Relation:
    """Compare: there is none, once its window is known; true when the window has passed."""
    result: Relation = {}
    for key, (value, settled) in left.items():
        known = not isinstance(high, dict) or high[key][0] is not None
        result[key] = (value is None and known, settled)
    return result


def within(world: World, left: Relation, low: Bound, high: Bound) -> Relation:
    """Compare: a day from `low` to `high` (law 10, rulings E1 and E2)."""
    result: Relation = {}
    for key, (day, settled) in left.items():
        first, last, known = _window(key, (low, high))
        if first is None or last is None:
            result[key] = (False, known)
        elif day is None:
            result[key] = (False, max(min(settled, last, world.tail_end), known))
        elif day > last:
            result[key] = (False, max(min(last, world.tail_end), known))
        else:
            result[key] = (day >= first, max(day, settled, known))
    return result


_FIRST_DAY, _LAST_DAY = 0, 4_000_000  # before and after every date there is


def _window(key: Any, window: tuple[Bound, Bound]) -> tuple[Any, Any, int]:
    """The window's first and last day at a row (None when missing), and when both are known."""
    low, high = window
    first, known_first = low[key] if isinstance(low, dict) else (low, ALWAYS)
    last, known_last = high[key] if isinstance(high, dict) else (high, ALWAYS)
    if low is None:
        first = _FIRST_DAY
    if high is None:
        last = _LAST_DAY
    return first, last, max(known_first, known_last)


def settles_before(left: Relation, right: Relation, inclusive: bool) -> Relation:
    """Compare: a day comes before a fact settles, or on the day when `inclusive` (E15, E29)."""
    result: Relation = {}
    for key, (day, _) in left.items():
        settled = right[key][1]
        first = day is not None and (day < settled or (inclusive and day == settled))
        result[key] = (first, day if first else settled)
    return result


def combine(conditions: Sequence[Relation], least: int, negate: bool = False) -> Relation:
    """Combine: at least so many of these hold; or the one given does not (rulings E1 and E2)."""
    if negate:
        return {key: (not value, settled) for key, (value, settled) in conditions[0].items()}
    too_few = len(conditions) - least
    result: Relation = {}
    for key in conditions[0]:
        facts = [relation[key] for relation in conditions]
        true = sorted(settled for value, settled in facts if value)
        if len(true) >= least:
            result[key] = (True, true[least - 1])
        else:
            false = sorted(settled for value, settled in facts if not value)
            result[key] = (False, false[too_few])
    return result


# ---- values


def arith(op: str, left: Relation, right: Relation | int) -> Relation:
    """Arith: exact, a quotient is a pair until it is rounded (law 21)."""
    result: Relation = {}
    for key, (a, settled) in left.items():
        b, other = right[key] if isinstance(right, dict) else (right, ALWAYS)
        missing = a is None or b is None
        result[key] = (None if missing else _arith(op, a, b), max(settled, other))
    return result


def _arith(op: str, a: Any, b: Any) -> Any:
    if op == "if":
        return a if b else None
    if op == "÷" or isinstance(a, tuple) or isinstance(b, tuple):
        return _with_ratio(op, a, b)
    if op == "×":
        return a * b
    return {"+": a + b, "-": a - b, "min": min(a, b), "max": max(a, b)}[op]


def _with_ratio(op: str, a: Any, b: Any) -> Any:
    """A ratio's denominator is more than 0; divided by nothing, it is missing (ruling E39)."""
    a, a_under = a if isinstance(a, tuple) else (a, 1)
    b, b_under = b if isinstance(b, tuple) else (b, 1)
    if op == "×":
        return (a * b, a_under * b_under)
    if op == "÷":
        sign = -1 if b < 0 else 1
        return (sign * a * b_under, sign * a_under * b) if b else None
    left, right, under = a * b_under, b * a_under, a_under * b_under
    return (_arith(op, left, right), under)


class Row(NamedTuple):
    """One row of a band table: limits on a scaled whole number, and the value there."""

    low: int | None
    low_included: bool
    high: int | None
    high_included: bool
    value: Any
    """Pence, or a share (numerator, denominator); None for `in a straight line`."""


PERCENT_UNITS = 10_000  # a ratio's bands have limits in ten-thousandths


def lookup(of: Relation, rows: Sequence[Row]) -> Relation:
    """Lookup: the value of the band a value falls in; in no band, it is missing (law 14)."""
    return {key: (_band_value(value, rows), settled) for key, (value, settled) in of.items()}


def _band_value(value: Any, rows: Sequence[Row]) -> Any:
    if value is None:
        return None
    x, unit = (value[0] * PERCENT_UNITS, value[1]) if isinstance(value, tuple) else (value, 1)
    for index, row in enumerate(rows):
        above = row.low is None or x > row.low * unit or (row.low_included and x == row.low * unit)
        below = row.high is None or x < row.high * unit
        if above and (
            below or (row.high_included and row.high is not None and x == row.high * unit)
        ):
            return row.value if row.value is not None else _straight(x, unit, rows, index)
    return None


def _straight(x: int, unit: int, rows: Sequence[Row], index: int) -> tuple[int, int]:
    """On the straight line from the band before to the band after, exact."""
    low, high = rows[index].low, rows[index].high
    assert low is not None and high is not None
    (a, a_unit), (b, b_unit) = rows[index - 1].value, rows[index + 1].value
    width, along = (high - low) * unit, x - low * unit
    numerator = a * b_unit * width + (b * a_unit - a * b_unit) * along
    return numerator, a_unit * b_unit * width


def rate(keys: Sequence[Relation], rates: Sequence[tuple[tuple[Any, ...], int]]) -> Relation:
    """Lookup: the rate of a card that the choices at a row pick; without one, it is missing."""
    card = dict(rates)
    result: Relation = {}
    for row in keys[0]:
        facts = [relation[row] for relation in keys]
        picked = tuple(value for value, _ in facts)
        result[row] = (card.get(picked), max(settled for _, settled in facts))
    return result


def whole(of: Relation) -> Relation:
    """Round: a ratio of pence to whole pence, half up."""
    return {
        key: (half_up(*value) if isinstance(value, tuple) else value, settled)
        for key, (value, settled) in of.items()
    }


def fill(of: Relation, value: int) -> Relation:
    """Fill: a missing value decided."""
    return {key: (value if v is None else v, settled) for key, (v, settled) in of.items()}


def share(amount: Relation, shares: tuple[int, ...], part: int) -> Relation:
    """Allocate: one part of whole pence split in constant proportions (ruling E6)."""
    return {
        key: (None if value is None else allocate(value, shares)[part], settled)
        for key, (value, settled) in amount.items()
    }


def allocate_by(
    amount: Relation,
    weights: Relation,
    by: Sequence[Relation],
    order: Mapping[Any, str] | None = None,
) -> Relation:
    """Allocate: a group's pence over its rows by weight, ties by event id then key (E10).

    Without an order ties go by key alone.
    """
    groups: dict[tuple[Any, ...], list[Any]] = {}
    result: Relation = {}
    for key, (weight, settled) in weights.items():
        result[key] = (None, max(settled, amount[key][1]))
        if weight is not None and amount[key][0] is not None:
            groups.setdefault(tuple(keys[key][0] for keys in by), []).append(key)
    for rows in groups.values():
        rows.sort(key=lambda key: (order[key] if order else "", key))
        parts = allocate(amount[rows[0]][0], [weights[key][0] for key in rows])
        for key, part in zip(rows, parts, strict=True):
            result[key] = (part, result[key][1])
    return result
