"""What the words of a node were made of, so that each language can say them in its own way."""

from __future__ import annotations

from typing import Any

from attrs import frozen

PHRASE = "{phrase}"
"""The pattern of words that are a phrase of the contract and nothing else."""


@frozen
class Unit:
    """A unit of time as a part of words, or the whole `contract`."""

    name: str


@frozen
class Meant:
    """The words of a node: a pattern in English, and what stands in its places.

    A part is a phrase of the contract, a length of time, or a unit.
    """

    pattern: str
    parts: tuple[tuple[str, Any], ...]
