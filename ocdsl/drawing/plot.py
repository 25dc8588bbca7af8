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
_TICK = 100
_SAMPLE = 500


@frozen
class Series:
    """Points that are joined by a line."""

    points: tuple[tuple[int, int], ...]
    ink: Ink
    width: int = 40
    dashed: bool = False
    dotted: bool = False
    """Whether each point is marked."""
    name: str = ""
    """Stands above the picture, beside a piece of the line."""


@frozen
class Axis:
    """What is marked along one side: values with what stands beside each."""

    ticks: tuple[tuple[int, str], ...]
    title: str = ""


@frozen
class Mark:
    """A place on the axis below, with a line up from it and words at the head of that."""

    at: int
    text: str


@frozen
class Plot:
    """Series over their axes; what is drawn first lies below."""

    series: tuple[Series, ...]
    below: Axis
    beside: Axis
    marks: tuple[Mark, ...] = ()


def plot_drawn(plot: Plot, width: int, height: int) -> Drawing:
    """The picture, exactly as large as that."""
    labels = [width_of(text, SMALL) for _, text in plot.beside.ticks]
    left = max(labels, default=0) + 2 * PAD
    title = set_in([Words(plot.below.title)], width - left, SMALL) if plot.below.title else ()
    foot = height_of(title, SMALL, 0) + line_height(SMALL) + _TICK + PAD
    top = _TOP + (line_height(SMALL) + PAD) * (any(s.name for s in plot.series) + bool(plot.marks))
    across, up = _scales(plot, (left, width - 3 * PAD), (height - foot, top))
    shapes: list[Box | Stroke] = [
        *_names(plot, left),
        *_side(plot.beside, up, left, width),
        *_foot(plot.below, across, up.start),
    ]
    if title:
        at = height - height_of(title, SMALL, 0)
        shapes.append(Box(left, at, width - left, height - at, title, SMALL))
    for series in plot.series:
        shapes += _line(series, across, up)
    for mark in plot.marks:
        shapes += _mark(mark, across, up, width)
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


def _names(plot: Plot, left: int) -> Iterator[Box | Stroke]:
    """A piece of each line that has a name, and the name, side by side above the picture."""
    high = line_height(SMALL)
    for series in plot.series:
        if series.name:
            middle = high // 2
            ends = ((left, middle), (left + _SAMPLE, middle))
            yield Stroke(ends, series.ink, series.width, series.dashed)
            wide = width_of(series.name, SMALL) + 2 * PAD
            name = set_in([Words(series.name)], wide, SMALL)
            yield Box(left + _SAMPLE, 0, wide, high, name, SMALL, side="left")
            left += _SAMPLE + wide + 2 * PAD


def _mark(mark: Mark, across: Scale, up: Scale, width: int) -> Iterator[Box | Stroke]:
    """The line up, and the words at its head, moved in from the edges of the picture."""
    x, wide, high = (
        across.at(mark.at),
        width_of(mark.text, SMALL, True) + 2 * PAD,
        line_height(SMALL),
    )
    yield Stroke(((x, up.start), (x, up.end)), "deep", 15, dashed=True)
    left = min(max(x - wide // 2, across.start), width - wide)
    lines = set_in([Words(mark.text, True, "deep")], wide, SMALL)
    yield Box(left, up.end - high - PAD // 2, wide, high, lines, SMALL)
