"""A limit in points that reads two ways, such as `up to and including 5 points above` (law 8)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context
from ocdsl.model.seen import Asked, Spot
from ocdsl.model.walk import walk
from ocdsl.syntax import phrases as ph
from ocdsl.syntax.phrase_text import text_of

_CLEAR = ("at least", "more than")


def find(context: Context) -> Iterator[Found]:
    """Every limit in points that does not say how far away the value is at the least."""
    for seen in walk(context):
        if isinstance(seen, Asked):
            for test in seen.tests.items:
                if isinstance(test, ph.LimitTest):
                    yield from _of_test(seen.spot, test)


def _of_test(spot: Spot, test: ph.LimitTest) -> Iterator[Found]:
    for limit in test.limits:
        if isinstance(limit.value, ph.PointsAbove) and limit.word not in _CLEAR:
            message = f"`{text_of(limit)}` could let a value on the other side count too."
            fix = _as_measure(spot, test, limit.word, limit.value)
            yield Found(message, limit.span, spot.heading, fix)


def _as_measure(spot: Spot, test: ph.LimitTest, word: str, points: ph.PointsAbove) -> str:
    """The same limit of the difference: below nothing the value is on the other side.

    Empty where the points are those of the field: a measure cannot name them.
    """
    if points.named:
        return ""
    here, there = text_of(test.value), text_of(points.value)
    value = f"{here} - {there}" if points.side == "above" else f"{there} - {here}"
    event = test.value.at.event.text if test.value.at else spot.hand
    limit = f"{word} {text_of(points.points)}"
    return (
        f"Make a measure for each `{event}` that `is  {value}`, and test that it is `{limit}`, "
        "with `at least 0` too where a value on the other side is not to count."
    )


RULE = Rule(
    code="PointsLimit",
    severity=Severity.ERROR,
    what="A limit in points says how far away a value may be at the most.",
    why="One reader would pay for a fall where another asks for a small rise.",
    fix="Test the difference, with `at least 0` where a value on the other side is not to count.",
    example='outcome still-independent "Still independent after a year"\n'
    "  counts    once for each person in older-people\n"
    "  achieved  on the first assessment\n"
    "  when      independence is less than 5 points above independence at the first assessment\n"
    "  note      No payment depends on it.\n",
    law="law 8",
    find=find,
)
