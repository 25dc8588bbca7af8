"""A window with one limit in months and the other in days: no rule says which is longer (law 9)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import heading
from ocdsl.model.context import Context
from ocdsl.model.dates import unit_counted
from ocdsl.syntax import phrases as ph
from ocdsl.syntax.phrase_text import text_of


def find(context: Context) -> Iterator[Found]:
    """Every window whose limits are counted in different units."""
    for block, clause, node in context.parts(ph.Distance):
        values = (limit.value for limit in node.limits)
        lengths = [value for value in values if isinstance(value, ph.Duration)]
        for first, second in pairwise(lengths):
            units = {unit_counted(first.unit), unit_counted(second.unit)}
            if len(units) > 1:
                message = (
                    f"`{text_of(first)}` and `{text_of(second)}` cannot be compared: "
                    f"{_IN_DAYS[unit_counted(first.unit)]}, "
                    f"{_IN_DAYS[unit_counted(second.unit)]}."
                )
                yield Found(message, node.span, heading(block, clause))


_IN_DAYS = {
    "day": "a day is always a day",
    "month": "a month is 28 to 31 days",
    "working day": "a working day may have closed days beside it",
}

RULE = Rule(
    code="MonthsAreNotDays",
    severity=Severity.ERROR,
    what="The limits of a window are in months and in days, or in days and in working days.",
    why="Whether the window has any day at all would depend on the day it is counted from.",
    fix="Write both limits in one unit: days and weeks, or months, quarters and years, "
    "or working days.",
    example='outcome independent "No ongoing care needed"\n'
    "  counts    once for each person in older-people\n"
    "  achieved  on the first closure\n"
    "  when      the closure is at least 3 months, up to and including 100 days "
    "after the first service-start\n",
    law="law 9",
    find=find,
)
