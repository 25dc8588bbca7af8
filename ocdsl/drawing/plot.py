"""A picture of how something moves: lines through points, over axes below and at the side."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from attrs import frozen

from ocdsl.drawing.axes import Scale
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
from ocdsl.drawing.widths import width as width_of

_TOP = 120
_DOT = 90
_TICK = 70


@frozen
class Series:
    """Points that are joined by a line."""

    points: tuple[tuple[int, int], ...]
    ink: Ink
    width: int = 40
    dashed: bool = False
    dotted: bool = False
    """Whether each point is marked."""


@frozen
class Axis:
    """What is marked along one side: values with what stands beside each."""

    ticks: tuple[tuple[int, str], ...]
    title: str = ""


@frozen
class Note:
    """Words above a point."""

    at: tuple[int, int]
    text: str
    ink: Ink = "ink"


@frozen
class Plot:
    """Series over their axes; what is drawn first lies below."""

    series: tuple[Series, ...]
    below: Axis
    beside: Axis
    notes: tuple[Note, ...] = ()


def plot_drawn(plot: Plot, width: int, height: int) -> Drawing:
    """The picture, exactly as large as that."""
    labels = [width_of(text, SMALL) for _, text in plot.beside.ticks]
    left = max(labels, default=0) + 2 * PAD
    title = set_in([Words(plot.below.title)], width - left, SMALL) if plot.below.title else ()
    foot = height_of(title, SMALL, 0) + line_height(SMALL) + _TICK + PAD
    across, up = _scales(plot, (left, width - 3 * PAD), (height - foot, _TOP))
    shapes: list[Box | Stroke] = [
        *_side(plot.beside, up, left, width),
        *_foot(plot.below, across, up.start),
    ]
    if title:
        top = height - height_of(title, SMALL, 0)
        shapes.append(Box(left, top, width - left, height - top, title, SMALL))
    for series in plot.series:
        shapes += _line(series, across, up)
    shapes += [_note(note, across, up, width) for note in plot.notes]
    return Drawing(width, height, tuple(shapes))


def _scales(plot: Plot, across: tuple[int, int], up: tuple[int, int]) -> tuple[Scale, Scale]:
    points = [point for series in plot.series for point in series.points]
    below = [x for x, _ in points] + [x for x, _ in plot.below.ticks]
    beside = [y for _, y in points] + [y for y, _ in plot.beside.ticks]
    return Scale.of(below, across), Scale.of(beside, up, zero=True)


def _side(axis: Axis, up: Scale, left: int, width: int) -> Iterator[Box | Stroke]:
    high = line_height(SMALL)
    for value, text in axis.ticks:
        y = up.at(value)
        yield Stroke(((left, y), (width, y)), "rule", 10)
        label = set_in([Words(text)], left, SMALL)
        yield Box(0, y - high // 2, left, high, label, SMALL, side="right")


def _foot(axis: Axis, across: Scale, bottom: int) -> Iterator[Box | Stroke]:
    """Marks, and the labels of as many as have room."""
    yield Stroke(((across.start, bottom), (across.end, bottom)), "quiet", 15)
    free = 0
    for value, text in axis.ticks:
        x, wide = across.at(value), width_of(text, SMALL) + 2 * PAD
        yield Stroke(((x, bottom), (x, bottom + _TICK)), "quiet", 15)
        if x - wide // 2 >= free:
            label = set_in([Words(text)], wide, SMALL)
            yield Box(x - wide // 2, bottom + _TICK, wide, line_height(SMALL), label, SMALL)
            free = x + wide // 2


def _line(series: Series, across: Scale, up: Scale) -> Iterator[Box | Stroke]:
    places = [(across.at(x), up.at(y)) for x, y in series.points]
    different = [places[0], *(b for a, b in pairwise(places) if a != b)]
    if len(different) > 1:
        yield Stroke(tuple(different), series.ink, series.width, series.dashed)
    for x, y in different if series.dotted else ():
        yield Box(x - _DOT // 2, y - _DOT // 2, _DOT, _DOT, fill=series.ink, round=True)


def _note(note: Note, across: Scale, up: Scale, width: int) -> Box:
    """The words above their point, moved in from the edges of the picture."""
    wide = min(width_of(note.text, SMALL, bold=True) + 2 * PAD, width // 2)
    lines = set_in([Words(note.text, True, note.ink)], wide - 2 * PAD, SMALL)
    high = height_of(lines, SMALL, PAD // 3)
    left = min(max(across.at(note.at[0]) - wide // 2, across.start), width - wide)
    top = max(up.at(note.at[1]) - high - _DOT, 0)
    return Box(left, top, wide, high, lines, SMALL, fill="paper")
