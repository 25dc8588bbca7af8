"""A limit in points that reads two ways, such as `up to and including 5 points above` (law 8)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context
from ocdsl.model.seen import Asked
from ocdsl.model.walk import walk
from ocdsl.syntax import phrases as ph
from ocdsl.syntax.phrase_text import text_of

_CLEAR = ("at least", "more than")


def find(context: Context) -> Iterator[Found]:
    """Every limit in points that does not say how far away the value is at the least."""
    for seen in walk(context):
        for test in seen.tests.items if isinstance(seen, Asked) else ():
            for limit in test.limits if isinstance(test, ph.LimitTest) else ():
                if isinstance(limit.value, ph.PointsAbove) and limit.word not in _CLEAR:
                    message = f"`{text_of(limit)}` could let a value on the other side count too."
                    yield Found(message, limit.span, seen.spot.heading)


RULE = Rule(
    code="PointsLimit",
    severity=Severity.ERROR,
    what="A limit in points says how far away a value may be at the most.",
    why="One reader would pay for a fall where another asks for a small rise.",
    fix="Write `at least` or `more than` before the points.",
    example='outcome still-independent "Still independent after a year"\n'
    "  counts    once for each person in older-people\n"
    "  achieved  on the first assessment\n"
    "  when      independence is less than 5 points above independence at the first assessment\n"
    "  note      No payment depends on it.\n",
    law="law 8",
    find=find,
)
