"""What changes by date, with a value that is in force on no day of the contract (law 11)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.calendar import in_words
from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import heading, only
from ocdsl.model.context import Context
from ocdsl.model.reach import tail_end
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree
from ocdsl.syntax.phrase_text import text_of


def find(context: Context) -> Iterator[Found]:
    """Every value that gives way before the term starts, or begins after the tail ends."""
    term = only(context.header, tree.Term)
    for block, clause, node in context.parts(ph.Dated):
        if term is None:
            continue
        starts = [change.start.ordinal for change in node.changes]
        for change, until in zip(node.changes, (*starts[1:], None), strict=True):
            message = ""
            if until is not None and change.start.ordinal < until <= term.start.ordinal:
                message = f"gives way before the term starts on {in_words(term.start.ordinal)}"
            elif change.start.ordinal > tail_end(context):
                message = f"begins after the tail ends on {in_words(tail_end(context))}"
            if message:
                yield Found(f"`{text_of(change)}` {message}.", change.span, heading(block, clause))


RULE = Rule(
    code="NeverInForce",
    severity=Severity.ERROR,
    what="A value by date is in force on no day of the contract.",
    why="It reads as a promise about money, and no payment could ever be made at it.",
    fix="Take it out, or correct its date.",
    example='payment outcome-fee "Reablement outcome"\n'
    "  pays  £1,575.00 from 1 April 2026, £1,620.00 from 1 April 2037 for each independent\n"
    "  due   30 days after the end of the month of earning\n",
    law="law 11",
    find=find,
)
