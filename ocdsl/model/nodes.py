"""The parts of a tree, each with all the parts within it."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import fields as attributes
from attrs import has


def nodes(node: object) -> Iterator[object]:
    """A part of the tree and all parts within it, from the outside in."""
    yield node
    if isinstance(node, tuple):
        for item in node:
            yield from nodes(item)
    kind = type(node)
    if has(kind):
        for attribute in attributes(kind):
            yield from nodes(getattr(node, attribute.name))
