"""A `use` that does not say which text of the library is meant."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import heading, only
from ocdsl.model.context import Context
from ocdsl.syntax import tree


def find(context: Context) -> Iterator[Found]:
    """Every `use` without a digest."""
    for name, block in context.named["use"].items():
        section = context.libraries.get(name)
        if section and only(block, tree.Digest) is None and not context.has_unread(block):
            message = f"`use {name}` does not say which text of the library is meant."
            fix = f"Add the line `digest {section.digest}`."
            yield Found(message, block.span, heading(block), fix)


RULE = Rule(
    code="UnpinnedLibrary",
    severity=Severity.ADVICE,
    what="A `use` does not name the text that is meant by its digest.",
    why="The text of the library may be another one when a later version of ocdsl reads the "
    "contract, and then other results would be paid for.",
    fix="Add the `digest` that is given here.",
    example='use wemwbs "Mental wellbeing"\n  recorded by  provider\n',
    law="law 19",
    find=find,
)
