"""The parts of a tree, each with all the parts within it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from attrs import evolve, fields, has

from ocdsl.base.source import Span


def nodes(node: object) -> Iterator[object]:
    """A part of the tree and all parts within it, from the outside in; not places or plain text."""
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, tuple):
            waiting.extend(reversed(part))
        elif names := _parts(type(part)):
            yield part
            waiting.extend([getattr(part, name) for name in names])


_NAMES: dict[type, tuple[str, ...]] = {Span: ()}


def _parts(kind: type) -> tuple[str, ...]:
    """Names of the parts of a class of the tree, the last first; none for what is no part."""
    if kind not in _NAMES:
        known = has(kind)
        _NAMES[kind] = tuple(part.name for part in reversed(fields(kind))) if known else ()
    return _NAMES[kind]


Part = TypeVar("Part")


def rewritten(node: Part, change: Callable[[object], object]) -> Part:
    """A part of the tree with `change` made to it and to all parts within it, from the inside."""
    if isinstance(node, tuple):
        parts = tuple(rewritten(part, change) for part in node)
        same = all(new is old for new, old in zip(parts, node, strict=True))
        return node if same else parts  # type: ignore[return-value]  # a tuple of the same parts
    names = _parts(type(node))
    new = {name: rewritten(getattr(node, name), change) for name in names}
    changed = {name: part for name, part in new.items() if part is not getattr(node, name)}
    whole = evolve(node, **changed) if changed else node  # type: ignore[misc]  # an attrs class
    return change(whole) if names else whole  # type: ignore[return-value]  # of the same class
