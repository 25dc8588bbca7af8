"""Ranges of whole numbers that limits and windows leave open; None is no limit on that side."""

from __future__ import annotations

from collections.abc import Iterable

Range = tuple[int | None, int | None]


def limit_range(word: str, value: int) -> Range:
    """The whole numbers that a limit allows: `more than 5` is (6, None)."""
    match word:
        case "at least":
            return value, None
        case "more than":
            return value + 1, None
        case "up to and including":
            return None, value
        case "less than":
            return None, value - 1
        case _:
            return value, value


def overlap(ranges: Iterable[Range]) -> Range:
    """What lies in every range; the low end is above the high one when nothing does."""
    low: int | None = None
    high: int | None = None
    for from_, to in ranges:
        low = from_ if low is None or (from_ is not None and from_ > low) else low
        high = to if high is None or (to is not None and to < high) else high
    return low, high


def closed(within: Range, usual: tuple[int, int]) -> tuple[int, int]:
    """A range with both ends: where one is open, that of the usual range, moved if need be."""
    spread = usual[1] - usual[0]
    low, high = within
    if low is None:
        low = usual[0] if high is None or usual[0] <= high else high - spread
    if high is None:
        high = usual[1] if usual[1] >= low else low + spread
    return low, high
