"""The parts of a tree, each with all the parts within it."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import fields, has

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
