"""A `use` of which the contract uses nothing."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.checks.unused_definition import is_standard
from ocdsl.model.clauses import heading, texts
from ocdsl.model.context import Context
from ocdsl.model.walk import uses


def find(context: Context) -> Iterator[Found]:
    """Every `use` that brings nothing which a rule of the contract names or reports."""
    named = {
        use.name.text
        for use in uses(context)
        if use.spot.block.keyword not in ("use", "example")
        and not context.is_of_library(use.spot.block.span.line)
    }
    for name, block in context.named["use"].items():
        section = context.libraries.get(name)
        if section is None or texts(block, "note"):
            continue
        brought = [b for b in context.file.blocks if b.span.line in section.lines]
        if not any(b.name.text in named or is_standard(context, b) for b in brought):
            yield Found(f"No rule uses anything of `{name}`.", block.name.span, heading(block))


RULE = Rule(
    code="UnusedLibrary",
    severity=Severity.ADVICE,
    what="A contract takes something from the library and uses nothing of it.",
    why="Somebody has to record it, at a cost, and no payment depends on it.",
    fix="Take the `use` out, or say in a `note` what it is for.",
    example='use wemwbs "Mental wellbeing"\n  recorded by  provider\n',
    law="what readers stumbled on",
    find=find,
    needs_contract=True,
)
