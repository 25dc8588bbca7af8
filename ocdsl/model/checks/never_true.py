"""Limits that no value can meet."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.bands import (
    WHOLE,
    Interval,
    in_steps,
    interval,
    is_empty,
    overlap,
    scaled_limits,
)
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading
from ocdsl.model.comparisons import field_read
from ocdsl.model.context import Context
from ocdsl.model.contract import FIELD_PLACES
from ocdsl.model.kinds import digits_of, field_class, scalar_class
from ocdsl.model.seen import Asked, Spot
from ocdsl.model.walk import walk
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree


def find(context: Context) -> Iterator[Found]:
    """Every test and every field whose limits leave no value at all."""
    for block in context.named["event"].values():
        for field in every(block, tree.FieldClause):
            if is_empty(field_interval(field)):
                message = f"No value of `{field.name.text}` is within its own limits."
                yield Found(message, field.span, heading(block, field))
    for seen in walk(context):
        if isinstance(seen, Asked):
            for test in seen.tests.items:
                yield from _test(context, seen.spot, test)


def field_interval(field: tree.FieldClause) -> Interval:
    """The values a field may have, as the event declares it."""
    limits = scaled_limits(field.limits, FIELD_PLACES.get(field.kind, 0))
    return in_steps(interval(limits)) if limits else WHOLE


def _test(context: Context, spot: Spot, test: ph.Test) -> Iterator[Found]:
    if isinstance(test, ph.LimitTest):
        yield from _limits(spot, test)
    elif isinstance(test, ph.EventTest) and isinstance(test.window, ph.Distance):
        values = [(x.word, x.value) for x in test.window.limits]
        if _never(context, [(w, v) for w, v in values if isinstance(v, ph.Duration)]):
            yield Found("No day is in this window.", test.window.span, spot.heading)


def _never(context: Context, limits: list[tuple[str, ph.Duration]]) -> bool:
    """Whether no day is in a window. Between two months, or two working days, there are days."""
    lags = [(word, context.dates.lag(length)) for word, length in limits]
    units = {lag.unit for _, lag in lags}
    asked = interval([(word, lag.number) for word, lag in lags])
    return len(units) == 1 and is_empty(in_steps(asked) if units == {"day"} else asked)


def _limits(spot: Spot, test: ph.LimitTest) -> Iterator[Found]:
    field = field_read(spot, test.value)
    if field is None or not all(_fits(x.value, field.kind) for x in test.limits):
        return
    asked = in_steps(interval(scaled_limits(test.limits, FIELD_PLACES.get(field.kind, 0))))
    if is_empty(asked):
        message = f"No value of `{field.name.text}` can meet both limits."
        yield Found(message, test.span, spot.heading)
    elif is_empty(overlap(asked, field_interval(field))):
        message = f"No value of `{field.name.text}` that the event allows can meet this limit."
        yield Found(message, test.span, spot.heading)


def _fits(value: ph.Value, kind: str) -> bool:
    """Whether a plain value is of the kind, and no finer: other values have rules of their own."""
    if not isinstance(value, ph.Money | ph.Percent | ph.Number | ph.Day):
        return isinstance(value, ph.FieldAt | ph.PointsAbove)
    fine = digits_of(value)[1] if not isinstance(value, ph.Money) else 0
    return scalar_class(value) == field_class(kind) and fine <= FIELD_PLACES.get(kind, 0)


RULE = Rule(
    code="NeverTrue",
    severity=Severity.ERROR,
    what="A test has limits that no value can meet.",
    why="Nobody could ever pass it, so what it guards would never be paid.",
    fix="Change one of the limits.",
    example='cohort older-people "Older people referred for reablement"\n'
    "  counts      once for each person\n"
    "  joins on    the first referral where age is at least 165\n"
    "  belongs to  provider at the first service-start\n",
    law="laws 8 and 14",
    find=find,
)
