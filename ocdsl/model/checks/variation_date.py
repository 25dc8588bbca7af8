"""The first day of a variation, where no payment or the wrong ones would be judged by it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ocdsl.base.calendar import in_words
from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import heading, only
from ocdsl.model.context import Context
from ocdsl.model.reach import tail_end
from ocdsl.model.variations import Text
from ocdsl.syntax import tree


def find(context: Context) -> Iterator[Found]:
    """Every variation that is not in force after the one before it, and within the contract."""
    for before, text in pairwise(context.texts):
        clause, found = only(text.variation, tree.FromDay), _mistake(context, before, text)
        if text.variation and clause and found:
            message, fix = found
            yield Found(message, clause.day.span, heading(text.variation, clause), fix)


def _mistake(context: Context, before: Text, text: Text) -> tuple[str, str] | None:
    start, term = text.start, only(context.header, tree.Term)
    if start is None or term is None:
        return None
    day = in_words(start)
    if start <= term.start.ordinal:
        message = f"{day} is not after the first day of the term: nothing would be judged by the "
        return message + "text as it was signed.", "Change the blocks of the contract themselves."
    if start > tail_end(context):
        message = f"{day} is after the tail ends on {in_words(tail_end(context))}."
        return message, "Correct the date: nothing happens on it that is paid for."
    if before.variation and before.start is not None and start <= before.start:
        name = before.variation.name.text
        message = f"{day} is not after {in_words(before.start)}, when `{name}` comes into force."
        return message, "Write the variations in the order of their dates."
    return None


RULE = Rule(
    code="VariationDate",
    severity=Severity.ERROR,
    what="A variation comes into force out of order, or on a day that the contract does not have.",
    why="Which text judges a payment follows from that day, and no other could be meant.",
    fix="Correct the date.",
    example='variation fee-2026 "From the first day"\n'
    "  from     1 April 2026\n"
    "  because  The fee was agreed anew.\n"
    '\nsection fee-review "The review"\n'
    "  text  The fee is reviewed.\n",
    law="law 26",
    find=find,
)
