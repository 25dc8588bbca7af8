"""A chart of the risk register as SVG: what is paid, with jumps and flat stretches marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise

from ocdsl.base.money import pounds
from ocdsl.model.axes import Scale, ticks
from ocdsl.model.register import Chart

WIDTH, HEIGHT = 720, 340
_LEFT, _RIGHT, _TOP, _BOTTOM = 110, 20, 20, 60

Places = Sequence[tuple[int, int]]


def to_svg(chart: Chart) -> str:
    """The chart as a picture of its own, with its words as the alternative text."""
    across = Scale.of([x for x, _ in chart.points], (_LEFT, WIDTH - _RIGHT))
    up = Scale.of([pence for _, pence in chart.points], (HEIGHT - _BOTTOM, _TOP), zero=True)
    places = [(across.at(x), up.at(pence)) for x, pence in chart.points]
    inside = [
        f"<title>{escape(chart.alternative)}</title>",
        *_axes(chart, across, up),
        _line([places], "#14405f", 2),
        _line([places[a : b + 1] for a, b in chart.flats], "#b35900", 5),
        _line([places[n - 1 : n + 1] for n in chart.jumps], "#b00020", 4, "6 3"),
        *(_dot(x, y) for x, y in places),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" font-family="system-ui, sans-serif" font-size="13">'
        + "".join(inside)
        + "</svg>"
    )


def _axes(chart: Chart, across: Scale, up: Scale) -> Iterator[str]:
    for pence in ticks(up.low, up.high):
        y = up.at(pence)
        yield f'<path d="M{_LEFT} {y}H{WIDTH - _RIGHT}" stroke="#d5dbe1"/>'
        yield _text(_LEFT - 8, y + 4, pounds(pence).removesuffix(".00"), "end")
    for value in ticks(across.low, across.high):
        x = across.at(value)
        yield f'<path d="M{x} {HEIGHT - _BOTTOM}v5" stroke="#1a1a1a"/>'
        yield _text(x, HEIGHT - _BOTTOM + 20, chart.number(value), "middle")
    yield f'<path d="M{_LEFT} {HEIGHT - _BOTTOM}H{WIDTH - _RIGHT}" stroke="#1a1a1a"/>'
    yield _text((_LEFT + WIDTH - _RIGHT) // 2, HEIGHT - 12, chart.axis, "middle")


def _text(x: int, y: int, words: str, anchor: str) -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}">{escape(words)}</text>'


def _line(stretches: Sequence[Places], colour: str, width: int, dashes: str = "") -> str:
    path = "".join(
        f"M{a[0]} {a[1]}L{b[0]} {b[1]}" for stretch in stretches for a, b in pairwise(stretch)
    )
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}"{dashed}/>'


def _dot(x: int, y: int) -> str:
    return f'<circle cx="{x}" cy="{y}" r="2.5" fill="#14405f"/>'
