"""A block whose name is a word of the language where it would be used (law 4)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import heading
from ocdsl.model.context import Context

_WORDS = ("started", "whole", "of")
"""What may stand after `for each` in place of a name."""


def find(context: Context) -> Iterator[Found]:
    """Every outcome, event and spell that could not be paid for by its name."""
    for keyword in ("outcome", "event", "spell"):
        for name, block in context.named[keyword].items():
            if name in _WORDS:
                message = f"`{name}` is a word of the language: `for each {name}` would not be it."
                fix = f"Choose another name, such as `{name}-{keyword}`."
                yield Found(message, block.name.span, heading(block), fix)


RULE = Rule(
    code="ReservedName",
    severity=Severity.ERROR,
    what="A block has a name that is a word of the language where the block is paid for.",
    why="The line that pays for it could be read in two ways.",
    fix="Choose another name.",
    example='outcome started "Begun"\n'
    "  counts    once for each person in older-people\n"
    "  achieved  on the first service-start\n"
    "  note      No payment depends on it.\n",
    law="law 4",
    find=find,
)
