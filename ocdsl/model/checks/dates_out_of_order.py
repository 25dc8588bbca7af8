"""What changes by date, with dates that are not in order or stand twice (law 11)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ocdsl.base.calendar import in_words
from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import heading
from ocdsl.model.context import Context
from ocdsl.syntax import phrases as ph


def find(context: Context) -> Iterator[Found]:
    """Every change that does not come after the one before it."""
    for block, clause, node in context.parts(ph.Dated):
        for before, after in pairwise(node.changes):
            first, then = before.start.ordinal, after.start.ordinal
            if then <= first:
                words = f"comes after {in_words(first)}, and is earlier"
                words = "stands twice" if then == first else words
                message = f"{in_words(then)} {words}."
                yield Found(message, after.start.span, heading(block, clause))


RULE = Rule(
    code="DatesOutOfOrder",
    severity=Severity.ERROR,
    what="A value changes on dates that are not in order, or twice on one date.",
    why="On some day two amounts would be in force, and a payment has only one.",
    fix="Write each date once, the earliest first.",
    example='payment outcome-fee "Reablement outcome"\n'
    "  pays  £1,575.00 from 1 April 2027, £1,500.00 from 1 April 2026 for each independent\n"
    "  due   30 days after the end of the month of earning\n",
    law="law 11",
    find=find,
)
