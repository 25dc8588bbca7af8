"""A window or a lag counted in months, quarters or years (law 9)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import heading
from ocdsl.model.context import Context
from ocdsl.model.kinds import DAYS
from ocdsl.syntax import phrases as ph
from ocdsl.syntax.phrase_text import text_of

_WEEKS = {"month": "4 weeks and 2 or 3 days", "quarter": "13 weeks", "year": "52 weeks"}


def find(context: Context) -> Iterator[Found]:
    """Every duration that is not of days or weeks."""
    for block, clause, node in context.nodes:
        if isinstance(node, ph.Duration) and node.unit not in DAYS:
            message = (
                f"`{text_of(node)}` is not a fixed number of days: "
                "this version counts windows in days and weeks."
            )
            fix = f"Write it in weeks or days (a {node.unit} is about {_WEEKS[node.unit]})."
            yield Found(message, node.span, heading(block, clause), fix)


RULE = Rule(
    code="MonthsAreNotDays",
    severity=Severity.ERROR,
    what="A window, a lag or a tail is counted in months, quarters or years.",
    why="Two months after 31 December has no agreed last day without a month-end rule, "
    "and a person one day late would be paid by one reader and not by another.",
    fix="Write the duration in weeks or days.",
    example='outcome independent "No ongoing care needed"\n'
    "  counts    once for each person in older-people\n"
    "  achieved  on the first closure\n"
    "  when      the closure is within 2 months after the first service-start\n",
    law="law 9",
    find=find,
)
