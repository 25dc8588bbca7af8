"""What a contract uses of the library."""

from __future__ import annotations

from ocdsl.model.build.block_parts import common
from ocdsl.model.clauses import texts
from ocdsl.model.context import Context
from ocdsl.model.library import Used
from ocdsl.syntax import tree


def build_use(context: Context, block: tree.Block) -> Used:
    """A `use` block, with the names of what came in."""
    section = context.libraries[block.name.text]
    return Used(
        **common(block),
        sources=texts(section.heading, "source"),
        digest=section.digest,
        brought=tuple(b.name.text for b in context.file.blocks if b.span.line in section.lines),
    )
