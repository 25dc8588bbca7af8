"""A `less` clause that takes off nothing, or all there is."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading
from ocdsl.model.context import Context
from ocdsl.syntax import tree


def find(context: Context) -> Iterator[Found]:
    """Every `less` clause that takes off nothing, or all there is."""
    for block in context.payments.values():
        for clause in every(block, tree.Less):
            taken, of = clause.taken.digits, clause.of.digits
            if not 0 < taken < of:
                message = f"{taken} in every {of} is not a part."
                yield Found(message, clause.span, heading(block, clause))


RULE = Rule(
    code="NothingLeft",
    severity=Severity.ERROR,
    what="What is taken off for results that would have come anyway is nothing, or everything.",
    why="The provider would be paid nothing for any result, or in full for all.",
    fix="Write fewer than there are, and at least 1, such as `less 1 in every 6`.",
    example='payment outcome-fee "Reablement outcome"\n'
    "  pays  £1,575.00 for each independent\n"
    "  less  6 in every 6, which would have happened anyway\n"
    "  due   30 days after the end of the month of earning\n",
    law="law 23",
    find=find,
)
