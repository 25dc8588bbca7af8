"""A variation that changes nothing."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import heading
from ocdsl.model.context import Context


def find(context: Context) -> Iterator[Found]:
    """Every variation without a block, and every block of one that is as it was."""
    for text in context.texts:
        if text.variation is None or context.has_unread(text.variation):
            continue
        name = text.variation.name.text
        if not (text.added or text.replaced):
            message = f"`{name}` adds no block and replaces none."
            yield Found(message, text.variation.span, heading(text.variation))
        for old, new in text.replaced:
            if old == new:
                message = f"`{new.name.text}` says what it said before `{name}`."
                yield Found(message, new.span, heading(new), "Leave it out of the variation.")


RULE = Rule(
    code="NothingVaried",
    severity=Severity.ERROR,
    what="A variation, or a block of one, changes nothing.",
    why="It reads as if something had been agreed that changes a payment, and nothing has.",
    fix="Write below it the blocks that it adds or replaces, or take it out.",
    example='variation fee-2027 "From April 2027"\n'
    "  from     1 April 2027\n"
    "  because  The fee was agreed anew.\n",
    law="law 26",
    find=find,
)
