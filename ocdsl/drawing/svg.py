"""A picture as SVG: its words can be read out and picked, its colours follow the page."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Literal

from ocdsl.drawing.colours import COLOURS
from ocdsl.drawing.shapes import Box, Drawing, Ink, Line, Stroke, line_height

FONT = "Arial, 'Liberation Sans', Helvetica, sans-serif"
_PER_POINT = 20
_MARGIN = 20
_NO_XML = dict.fromkeys(range(32), "�")


def to_svg(drawing: Drawing, name: str, title: str, description: str) -> str:
    """The picture as an element of a page, by a name that is nowhere else in it.

    Each colour has a class of its name, so that the page can have it otherwise.
    """
    width, height = drawing.width, drawing.height
    marks = "".join(_arrow_head(name, ink) for ink in _pointing(drawing))
    inside = "".join(part for shape in drawing.shapes for part in _shape(shape, name))
    box = f"{-_MARGIN} {-_MARGIN} {width + 2 * _MARGIN} {height + 2 * _MARGIN}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="{box}" '
        f'width="{width // _PER_POINT}pt" aria-labelledby="{name}-title {name}-desc" '
        f'font-family="{FONT}"><title id="{name}-title">{_safe(title)}</title>'
        f'<desc id="{name}-desc">{_safe(description)}</desc>'
        f"{f'<defs>{marks}</defs>' if marks else ''}{inside}</svg>"
    )


def _safe(text: str) -> str:
    return escape(text.translate(_NO_XML))


def _pointing(drawing: Drawing) -> list[Ink]:
    arrows = (s for s in drawing.shapes if isinstance(s, Stroke) and s.arrow)
    return list(dict.fromkeys(arrow.ink for arrow in arrows))


def _arrow_head(name: str, ink: Ink) -> str:
    return (
        f'<marker id="{name}-{ink}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="120" '
        f'markerHeight="120" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L10 5L0 10z" '
        f"{_inked(fill=ink)}/></marker>"
    )


def _inked(**inks: Ink | Literal[""]) -> str:
    """Colours for paper, and classes for the page: `fill` and `fill-deep`."""

    paints = (f'{what}="{COLOURS[ink] if ink else "none"}"' for what, ink in inks.items())
    classes = " ".join(f"{what}-{ink}" for what, ink in inks.items() if ink)
    return f'{" ".join(paints)} class="{classes}"'


def _shape(shape: Box | Stroke, name: str) -> Iterator[str]:
    if isinstance(shape, Stroke):
        yield _stroke(shape, name)
        return
    if shape.fill or shape.edge:
        corner = min(shape.width, shape.height) // 2 if shape.round else 40
        yield (
            f'<rect x="{shape.left}" y="{shape.top}" width="{shape.width}" '
            f'height="{shape.height}" rx="{corner}" stroke-width="15" '
            f"{_inked(fill=shape.fill, stroke=shape.edge)}/>"
        )
    step = line_height(shape.size)
    first = shape.top + (shape.height - step * len(shape.lines)) // 2
    for number, line in enumerate(shape.lines):
        yield _text(shape, line, first + number * step + step * 4 // 5)


def _stroke(stroke: Stroke, name: str) -> str:
    path = "L".join(f"{x} {y}" for x, y in stroke.points)
    dashes = f' stroke-dasharray="{stroke.width * 4} {stroke.width * 2}"' if stroke.dashed else ""
    head = f' marker-end="url(#{name}-{stroke.ink})"' if stroke.arrow else ""
    inks = _inked(fill="", stroke=stroke.ink)
    return f'<path d="M{path}" stroke-width="{stroke.width}"{dashes}{head} {inks}/>'


def _text(box: Box, line: Line, y: int) -> str:
    x, anchor = {
        "left": (box.left + box.pad, "start"),
        "middle": (box.left + box.width // 2, "middle"),
        "right": (box.right - box.pad, "end"),
    }[box.side]
    bold = ' font-weight="bold"' if line.bold else ""
    return (
        f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-size="{box.size}"{bold} '
        f"{_inked(fill=line.ink)}>{_safe(line.text)}</text>"
    )
