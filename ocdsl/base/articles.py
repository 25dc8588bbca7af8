"""The English article that a noun takes by how it sounds: `a use`, `an hour`."""

from __future__ import annotations

_CLOSED = ("eu", "one", "uni", "use", "usu", "uti")
"""Vowels that are said with a consonant at their start."""
_OPEN = ("a", "e", "i", "o", "u", "heir", "honest", "honour", "hour")


def article(noun: str) -> str:
    """`an` before an open sound, `a` before any other."""
    start = noun.lower()
    return "an" if start.startswith(_OPEN) and not start.startswith(_CLOSED) else "a"


def with_article(noun: str) -> str:
    """A noun with `a` or `an`: `an event`."""
    return f"{article(noun)} {noun}"
