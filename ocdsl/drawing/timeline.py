"""A picture of days from the top down, further apart the longer the time between them."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from ocdsl.drawing.shapes import (
    PAD,
    SMALL,
    Box,
    Drawing,
    Ink,
    Stroke,
    Words,
    height_of,
    line_height,
    set_in,
)

_DATES = 2_150
_LINE = 2_300
_DOT = 150
_STEP = 90
"""How much further apart two days are for each doubling of the time between them."""


@frozen
class Entry:
    """Something that happens on a day."""

    text: str
    ink: Ink


@frozen
class Moment:
    """One day: its date in words, what happens on it, and how long after the day before it."""

    day: int
    date: str
    entries: tuple[Entry, ...]
    since: str = ""


def timeline_drawn(moments: Sequence[Moment], width: int) -> Drawing:
    """The picture, as wide as that and as high as it takes."""
    shapes: list[Box | Stroke] = []
    top, centres = 0, []
    for number, moment in enumerate(moments):
        if number:
            gap = _gap(moment.day - moments[number - 1].day)
            shapes.append(_since(moment, top, gap, width))
            top += gap
        boxes = _moment(moment, top, width)
        shapes += boxes
        centres.append(top + boxes[0].height // 2)
        top = boxes[0].bottom
    line = Stroke(((_LINE, centres[0]), (_LINE, centres[-1])), "rule", 40)
    dots = (
        Box(_LINE - _DOT // 2, at - _DOT // 2, _DOT, _DOT, fill=moment.entries[0].ink, round=True)
        for at, moment in zip(centres, moments, strict=True)
    )
    return Drawing(width, top, (*shapes, line, *dots))


def _gap(days: int) -> int:
    """Room for the words beside it at least, and more for a longer time."""
    return line_height(SMALL) + _STEP * max(days, 1).bit_length()


def _moment(moment: Moment, top: int, width: int) -> list[Box]:
    """The date at the left of the line, and what happens at the right of it."""
    left = _LINE + 2 * _DOT
    said = [Words(entry.text, ink=entry.ink) for entry in moment.entries]
    lines = set_in(said, width - left - 2 * PAD)
    date = set_in([Words(moment.date, True)], _DATES - 2 * PAD)
    height = max(height_of(lines), height_of(date))
    return [
        Box(0, top, _DATES, height, date, side="right"),
        Box(left, top, width - left, height, lines, side="left", fill="pale", edge="rule"),
    ]


def _since(moment: Moment, top: int, gap: int, width: int) -> Box:
    left = _LINE + 2 * _DOT
    lines = set_in([Words(moment.since, ink="quiet")], width - left, SMALL)
    return Box(left, top, width - left, gap, lines, SMALL, side="left")
