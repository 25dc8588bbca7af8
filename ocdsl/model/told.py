"""A sentence that remembers what it was made of, so that each language can say it its own way.

It is its own English: whoever prints it, or keeps it as text, needs to know nothing of the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from string import Formatter
from typing import Any, SupportsIndex

from ocdsl.base.articles import with_article

_ARTICLE = "a"
"""`{event:a}` is a part with its article: `an admission`."""

PERSON = "{person}"
"""Stands in a sentence until it is settled what the person is called in it."""


class Told(str):
    """Text made of a pattern and named parts; a part may be such text itself."""

    __slots__ = ("parts", "pattern")
    pattern: str
    parts: Mapping[str, str]

    def __new__(cls, pattern: str, parts: Mapping[str, str]) -> Told:
        """The pattern with each part in its place. Raises KeyError for a part that is missing."""
        made = super().__new__(cls, "".join(_pieces(pattern, parts)))
        made.pattern, made.parts = pattern, dict(parts)
        return made

    def replace(self, old: str, new: str, count: SupportsIndex = -1, /) -> Told:
        """With words replaced in its parts; the pattern stays as it is."""
        return Told(self.pattern, {n: p.replace(old, new, count) for n, p in self.parts.items()})

    def __reduce__(self) -> tuple[Any, ...]:
        return Told, (self.pattern, self.parts)

    def as_data(self) -> dict[str, Any]:
        """What it is made of, as plain data."""
        parts = {n: p.as_data() if isinstance(p, Told) else p for n, p in self.parts.items()}
        return {"pattern": self.pattern, "parts": parts}


def _pieces(pattern: str, parts: Mapping[str, str]) -> Iterator[str]:
    for literal, name, change, _ in Formatter().parse(pattern):
        yield literal
        if name is not None:
            yield with_article(parts[name]) if change == _ARTICLE else parts[name]


def told(pattern: str, **parts: object) -> Told:
    """The pattern with each part in its place, as text that remembers both."""
    return Told(pattern, {n: p if isinstance(p, str) else str(p) for n, p in parts.items()})


def listed(items: Sequence[str]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    *most, last = items
    if not most:
        return last
    before = most[0]
    for item in most[1:]:
        before = told("{before}, {item}", before=before, item=item)
    return told("{before} and {last}", before=before, last=last)


def from_data(data: Any) -> str:
    """What `as_data` gave; plain text is itself. Raises ValueError where it is neither."""
    if isinstance(data, str):
        return data
    try:
        return Told(data["pattern"], {n: from_data(part) for n, part in data["parts"].items()})
    except (KeyError, TypeError, AttributeError, IndexError) as mistake:
        raise ValueError(f"{mistake} is missing in a sentence") from mistake
