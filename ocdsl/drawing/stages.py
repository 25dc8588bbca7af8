"""A picture of stages from the top of the page down, each meant to lead to the next."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from attrs import evolve, frozen

from ocdsl.drawing.shapes import (
    PAD,
    SMALL,
    Box,
    Drawing,
    Stroke,
    Words,
    height_of,
    set_in,
)

_LABEL = 1_670
"""Room for the longest name of a stage in any language."""
_GAP = 110
_ARROW = 300
_MOST_SIDE_BY_SIDE = 3


@frozen
class Stage:
    """One stage: its name, what it consists of, and what must hold for it to lead to the next."""

    name: str
    cards: tuple[tuple[Words, ...], ...]
    """Each is a box of its own, side by side."""
    provided: tuple[str, ...] = ()
    """Stands beside the arrow to the next stage."""


def stages_drawn(stages: Sequence[Stage], width: int) -> Drawing:
    """The picture, as wide as that and as high as it takes."""
    shapes: list[Box | Stroke] = []
    top = 0
    for number, stage in enumerate(stages):
        boxes = _stage(stage, top, width)
        shapes += boxes
        top = max(box.bottom for box in boxes)
        if number < len(stages) - 1:
            arrow, *beside = _lead(stage, top, width)
            shapes += [arrow, *beside]
            top = arrow.points[-1][1]
    return Drawing(width, top, tuple(shapes))


def _stage(stage: Stage, top: int, width: int) -> list[Box]:
    """The name at the left, and the cards beside it in rows."""
    boxes = list(chain.from_iterable(_rows(stage.cards, top, width)))
    name = set_in([Words(stage.name, True, "paper")], _LABEL - 2 * PAD)
    needed = height_of(name)
    last = max((box.bottom for box in boxes), default=top + needed)
    if last - top < needed:
        boxes = [evolve(box, height=needed) for box in boxes]
        last = top + needed
    return [Box(0, top, _LABEL, last - top, name, fill="deep", edge="deep"), *boxes]


def _rows(cards: Sequence[tuple[Words, ...]], top: int, width: int) -> list[list[Box]]:
    rows: list[list[Box]] = []
    across = min(len(cards), _MOST_SIDE_BY_SIDE) if len(cards) != 4 else 2
    for start in range(0, len(cards), max(across, 1)):
        row = cards[start : start + across]
        each = (width - _LABEL - _GAP * len(row)) // len(row)
        lines = [set_in(card, each - 2 * PAD) for card in row]
        height = max(map(height_of, lines))
        rows.append(
            [
                Box(_LABEL + _GAP + n * (each + _GAP), top, each, height, text,
                    side="left", fill="pale", edge="rule")
                for n, text in enumerate(lines)
            ]
        )  # fmt: skip
        top += height + _GAP
    return rows


def _lead(stage: Stage, top: int, width: int) -> tuple[Stroke, *tuple[Box, ...]]:
    """The arrow down, and beside it what is assumed on the way."""
    at, room = _LABEL // 2, width - _LABEL - _GAP
    lines = set_in([Words(text, ink="quiet") for text in stage.provided], room - 2 * PAD, SMALL)
    height = max(_ARROW, height_of(lines, SMALL) if lines else 0)
    arrow = Stroke(((at, top), (at, top + height)), "deep", 30, arrow=True)
    if not lines:
        return (arrow,)
    return arrow, Box(_LABEL + _GAP, top, room, height, lines, SMALL, side="left")
