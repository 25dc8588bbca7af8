"""What changes by date, and has no value yet when the term starts (law 11)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.calendar import in_words
from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import heading, only
from ocdsl.model.context import Context
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree
from ocdsl.syntax.phrase_text import text_of


def find(context: Context) -> Iterator[Found]:
    """Every value by date whose first date is after the first day of the term."""
    term = only(context.header, tree.Term)
    for block, clause, node in context.parts(ph.Dated):
        if term is None:
            continue
        first, start = min(node.changes, key=lambda c: c.start.ordinal), term.start.ordinal
        if first.start.ordinal > start and len(node.changes) > 1:
            last = in_words(first.start.ordinal - 1)
            message = (
                f"`{text_of(first)}` leaves no value from {in_words(start)} "
                f"up to and including {last}."
            )
            fix = f"Begin with the value in force on {in_words(start)}, the first day of the term."
            yield Found(message, first.start.span, heading(block, clause), fix)


RULE = Rule(
    code="NoValueYet",
    severity=Severity.ERROR,
    what="A value that changes by date has none on the first days of the term.",
    why="What happens on those days could not be paid, for nobody could say how much.",
    fix="Begin with the value in force on the first day of the term.",
    example='payment outcome-fee "Reablement outcome"\n'
    "  pays  £1,575.00 from 1 July 2026, £1,620.00 from 1 April 2027 for each independent\n"
    "  due   30 days after the end of the month of earning\n",
    law="law 11",
    find=find,
)
