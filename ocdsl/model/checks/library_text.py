"""A text of the library that is none: without a source, with blocks that pay, or not used."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.nearest import listed
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import heading, texts
from ocdsl.model.context import Context
from ocdsl.model.library import KINDS, USE


def find(context: Context) -> Iterator[Found]:
    """Every `library` block that no `use` asks for or without a source, and what may not follow."""
    files = [context.file, *(text.file for text in context.texts)]
    used = {b.name.text for file in files for b in file.blocks if b.keyword == USE}
    for name, section in context.libraries.items():
        trail, span = heading(section.heading), section.heading.name.span
        if name not in used:
            message = f"No `use` asks for `{name}`, so that nothing after this line counts."
            fix = "A `library` block heads a file of its own, in the folder `library`."
            yield Found(message, span, trail, fix)
        elif not texts(section.heading, "source"):
            message = f"`{name}` does not say where its facts come from."
            yield Found(message, span, trail, "Add a line `source` with the publication.")
        for block in section.blocks if name in used else ():
            if block.keyword not in KINDS:
                message = f"The library cannot hold a block of the kind `{block.keyword}`."
                fix = f"Write it in the contract; the library holds {listed(KINDS)}."
                yield Found(message, block.span, heading(block), fix)


RULE = Rule(
    code="LibraryText",
    severity=Severity.ERROR,
    what="A text of the library names no source, holds what is for a contract to say, or stands "
    "where nothing uses it.",
    why="What two contracts share has to be known, and what is paid has to stand in each of them.",
    fix="Name the source, and keep to events, spells, outcomes and measures.",
    example='library home-scale "A scale of our own"\n  source  Our own.\n',
    law="law 3",
    find=find,
)
