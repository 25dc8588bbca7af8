"""A division by nothing, of two numbers that no decimal number is, or one added up (law 21)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import heading
from ocdsl.model.constants import constant_of, is_short
from ocdsl.model.context import Context
from ocdsl.model.values_read import measured
from ocdsl.syntax import phrases as ph
from ocdsl.syntax.phrase_text import text_of

NOTHING = "divides by nothing"


def find(context: Context) -> Iterator[Found]:
    """Every quotient of numbers that goes on for ever, every division by nothing, every total."""
    for block, clause, node in context.parts(ph.Arithmetic):
        wrong = _wrong(node) if node.sign == "÷" else ""
        if wrong:
            fix = "Divide by a number that is not 0." if wrong == NOTHING else ""
            yield Found(f"`{text_of(node)}` {wrong}.", node.span, heading(block, clause), fix)
    for block, clause, total in context.parts(ph.Total):
        name, event = total.what.field.text, total.what.at.event.text if total.what.at else ""
        measure = context.worked_out(event).get(name)
        found = measured(context, measure) if measure else None
        if found and found.is_fraction:
            message = f"`{name}` is a quotient, and what has no last decimal place is not added up."
            fix = f"Round it: `rounding  half up to 2 decimal places` in `{name}`."
            place = total.span if total.span.length else clause.span
            yield Found(message, place, heading(block, clause), fix)


def _wrong(quotient: ph.Arithmetic) -> str:
    try:
        found = constant_of(quotient)
    except ZeroDivisionError:
        return NOTHING
    if found is None or is_short(found):
        return ""
    return "has more than four decimal places"


RULE = Rule(
    code="LongQuotient",
    severity=Severity.ERROR,
    what="Two numbers are divided, and what comes of it cannot be written exactly.",
    why="The price would rest on a number that no reader can see, and a penny could go either way.",
    fix="Write what it comes to, rounded as both sides agree; or multiply by what is in the log "
    "first, and divide last: that is exact.",
    example='payment outcome-fee "Reablement outcome"\n'
    "  pays  £1,000.00 ÷ 3 for each independent\n"
    "  due   30 days after the end of the month of earning\n",
    law="law 21",
    find=find,
)
