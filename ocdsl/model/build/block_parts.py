"""What every block of the model has, taken from its tree."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict, TypeVar

from ocdsl.model.clauses import identities, only, texts
from ocdsl.model.contract import Clause
from ocdsl.syntax import tree

_Kind = TypeVar("_Kind", bound=tree.Clause)


class Common(TypedDict):
    """The attributes of `contract.Block`, by name."""

    name: str
    title: str
    welsh: str
    notes: tuple[str, ...]
    clause: Clause
    clauses: Mapping[str, Clause]


def common(block: tree.Block) -> Common:
    """The name, titles, notes and clause identities of a block."""
    return Common(
        name=block.name.text,
        title=block.title.text,
        welsh="".join(texts(block, "Cymraeg")[:1]),
        notes=texts(block, "note"),
        clause=Clause(block.name.text, "", block.span),
        clauses=identities(block),
    )


def must(block: tree.Block, kind: type[_Kind]) -> _Kind:
    """The block's clause of a kind that the checks know to be there."""
    found = only(block, kind)
    if found is None:
        raise LookupError(f"{block.name.text} has no {kind.__name__}")
    return found
