"""A length of months, with no rule for months that are too short (law 9)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import heading, only
from ocdsl.model.context import Context
from ocdsl.model.dates import unit_counted
from ocdsl.model.periods import lengths_counted
from ocdsl.syntax import tree
from ocdsl.syntax.phrase_text import text_of


def find(context: Context) -> Iterator[Found]:
    """Every length in months, quarters or years, where the contract has no `months` line."""
    header = context.header
    if header is None or only(header, tree.MonthEnds) or context.has_unread(header):
        return
    for block, clause, node in lengths_counted(context):
        if unit_counted(node.unit) == "month":
            message = (
                f"The contract does not say when `{text_of(node)}` ends "
                "if the last month is too short, as February is for 31 January."
            )
            yield Found(message, node.span, heading(block, clause))


RULE = Rule(
    code="MissingMonthEndRule",
    severity=Severity.ERROR,
    what="A length is counted in months, quarters or years, and the contract has no `months` line.",
    why="One month after 31 January is 28 February to one reader and 1 March to another: "
    "a person one day late would be paid by one and not by the other.",
    fix="Add `months  end on the last day of a month that is too short`, "
    "or `months  run on to the first day after a month that is too short`.",
    example='outcome independent "No ongoing care needed"\n'
    "  counts    once for each person in older-people\n"
    "  achieved  on the first closure\n"
    "  when      the closure is within 2 months after the first service-start\n",
    law="law 9",
    find=find,
)
