"""A file among the variations that does not begin with one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import heading
from ocdsl.model.context import Context
from ocdsl.model.variations import VARIATION


def find(context: Context) -> Iterator[Found]:
    """Every file after the contract's own whose first block is no variation."""
    files = [context.file, *(text.file for text in context.texts)]
    blocks = sorted((b for file in files for b in file.blocks), key=lambda b: b.span.line)
    for part in context.source.parts:
        first = next((b for b in blocks if b.span.line >= part.first_line), None)
        of_library = context.is_of_library(part.first_line)
        if first is not None and first.keyword != VARIATION and not of_library:
            message = f"`{PurePath(part.path).name}` does not begin with a variation."
            yield Found(message, first.span, heading(first))


RULE = Rule(
    code="VariationHeading",
    severity=Severity.ERROR,
    what="A file among the variations does not begin with a `variation`.",
    why="Its blocks have no date, so nobody could say which payments they are for.",
    fix='Begin it with a line such as `variation fees-2027 "Fees from April 2027"`.',
    example="",
    law="law 26",
    find=find,
)
