"""A chart of what is paid as a picture, where it is not drawn by the program that shows it."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.money import pounds
from ocdsl.drawing.axes import ticks
from ocdsl.drawing.plot import Axis, Plot, Series, plot_drawn
from ocdsl.drawing.shapes import Drawing
from ocdsl.model.register import Chart

HEIGHT = 4_100


def chart_drawn(chart: Chart, width: int) -> Drawing:
    """What is paid at each value, with its flat stretches and its jumps marked."""
    across = [x for x, _ in chart.points]
    money = [pence for _, pence in chart.points]
    below = tuple((x, chart.number(x)) for x in ticks(min(across), max(across)))
    beside = tuple(
        (pence, pounds(pence).removesuffix(".00"))
        for pence in ticks(min(0, *money), max(0, *money))
    )
    return plot_drawn(
        Plot(tuple(_series(chart)), Axis(below, chart.axis), Axis(beside)), width, HEIGHT
    )


def _series(chart: Chart) -> Iterator[Series]:
    points = chart.points
    yield Series(points, "deep", 30, dotted=True)
    yield from (Series(points[a : b + 1], "warm", 75) for a, b in chart.flats)
    yield from (Series(points[n - 1 : n + 1], "alarm", 60, dashed=True) for n in chart.jumps)
