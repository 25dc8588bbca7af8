"""What is written to change by date, and has one date alone (law 11)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import heading
from ocdsl.model.context import Context
from ocdsl.syntax import phrases as ph
from ocdsl.syntax.phrase_text import alone, text_of


def find(context: Context) -> Iterator[Found]:
    """Every value by date that has one date."""
    for block, clause, node in context.parts(ph.Dated):
        if len(node.changes) == 1:
            message = f"`{alone(node)}` has one date, so nothing changes."
            fix = f"Write `{text_of(node.changes[0].value)}`, or what it changes to and when."
            yield Found(message, node.span, heading(block, clause), fix)


RULE = Rule(
    code="NothingChanges",
    severity=Severity.ERROR,
    what="A value by date has one date alone.",
    why="Before that day nothing could be paid, and after it nothing changes.",
    fix="Leave the date out, or write what the value changes to and when.",
    example='payment outcome-fee "Reablement outcome"\n'
    "  pays  £1,575.00 from 1 April 2026 for each independent\n"
    "  due   30 days after the end of the month of earning\n",
    law="law 11",
    find=find,
)
