"""Where in the document there is more to read."""

from __future__ import annotations

from ocdsl.model.contract import Block
from ocdsl.rules.wording.clauses import Ref, Titled, Words, say


def see(block: Block, keyword: str = "") -> Words:
    """` (clause 4.1)`: where to read more."""
    to = block.clauses[keyword].identity if keyword else block.clause.identity
    return say(" (clause\u00a0{ref})", ref=Ref(to))


def titled(block: Block) -> Words:
    """A block's title, for a heading."""
    return (Titled(block.title, block.welsh),)
