"""A picture of chains from left to right, one below the other, each link leading to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ocdsl.drawing.shapes import PAD, SMALL, Box, Drawing, Line, Stroke, Words, height_of, set_in

Link = tuple[Words, ...]
"""The words of one box; none where the chain has nothing there."""
Chain = tuple[Link, ...]

_GAP = 300
_BETWEEN = 160
_HEAD_GAP = 60


def chains_drawn(
    heads: Sequence[str], chains: Sequence[Chain], width: int, highest: int
) -> Iterator[tuple[Drawing, int]]:
    """As many pictures as it takes for none to be higher than that, each with the heads.

    With each goes the number of chains in it.
    """
    across = _across(len(heads), width)
    top = _heads(heads, across)
    first = top[0].bottom + _HEAD_GAP
    shapes: list[Box | Stroke] = [*top]
    at, count = first, 0
    for chain in chains:
        height = max(height_of(_lines(link, across[0][1]), SMALL) for link in chain)
        if at > first and at + height > highest:
            yield Drawing(width, at - _BETWEEN, tuple(shapes)), count
            shapes, at, count = [*top], first, 0
        shapes += _chain(chain, across, at, height)
        at, count = at + height + _BETWEEN, count + 1
    yield Drawing(width, at - _BETWEEN, tuple(shapes)), count


def _across(count: int, width: int) -> list[tuple[int, int]]:
    """Where each column begins, and how wide it is."""
    each = (width - _GAP * (count - 1)) // count
    return [(n * (each + _GAP), each) for n in range(count)]


def _heads(heads: Sequence[str], across: Sequence[tuple[int, int]]) -> list[Box]:
    lines = [
        set_in([Words(head, True, "deep")], width, SMALL)
        for head, (_, width) in zip(heads, across, strict=True)
    ]
    height = max(height_of(each, SMALL, PAD // 2) for each in lines)
    return [
        Box(left, 0, width, height, each, SMALL)
        for each, (left, width) in zip(lines, across, strict=True)
    ]


def _lines(link: Link, width: int) -> tuple[Line, ...]:
    return set_in(link, width - 2 * PAD, SMALL)


def _chain(
    chain: Chain, across: Sequence[tuple[int, int]], top: int, height: int
) -> Iterator[Box | Stroke]:
    boxes = [
        Box(left, top, width, height, _lines(link, width), SMALL, "left", "pale", "rule")
        for link, (left, width) in zip(chain, across, strict=True)
        if link
    ]
    yield from boxes
    middle = top + height // 2
    for one, other in pairwise(boxes):
        yield Stroke(((one.right, middle), (other.left, middle)), "deep", 25, arrow=True)
