"""What a picture is made of. Every measure is in twentieths of a point, from the left and the top.

Colours are named for what they mean; whoever draws them says which they are, for paper or for a
dark screen. Text is broken into lines already, by widths that no usual typeface passes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from attrs import evolve, frozen

from ocdsl.drawing.widths import wrapped

Ink = Literal["ink", "deep", "quiet", "rule", "pale", "paper", "warm", "alarm", "good"]
"""`ink` is for text, `deep` for what is important, `quiet` for what is less so, `rule` for thin
lines, `pale` for a ground, `paper` for the page, `warm`, `alarm` and `good` for marks."""

Side = Literal["left", "middle", "right"]

SIZE = 180
"""Of text: nine points."""
SMALL = 160
_HALF_POINT = 10
PAD = 90
"""Between the edge of a box and its words."""


@frozen
class Words:
    """A paragraph within a box."""

    text: str
    bold: bool = False
    ink: Ink = "ink"


@frozen
class Line:
    """One line of text; one that `goes_on` belongs to the paragraph of the line above."""

    text: str
    bold: bool = False
    ink: Ink = "ink"
    goes_on: bool = False


@frozen
class Box:
    """A rectangle with lines of text in its middle; empty inks draw nothing."""

    left: int
    top: int
    width: int
    height: int
    lines: tuple[Line, ...] = ()
    size: int = SIZE
    side: Side = "middle"
    fill: Ink | Literal[""] = ""
    edge: Ink | Literal[""] = ""
    round: bool = False
    """Whether its ends are round; a square one is then a dot."""
    pad: int = PAD
    """Between its sides and its words."""

    @property
    def right(self) -> int:
        """Where it ends."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """Where it ends below."""
        return self.top + self.height


@frozen
class Stroke:
    """A line through its points; an arrow has its head at the last of them."""

    points: tuple[tuple[int, int], ...]
    ink: Ink = "quiet"
    width: int = 20
    dashed: bool = False
    arrow: bool = False


@frozen
class Drawing:
    """A picture: what is drawn first lies below what is drawn later."""

    width: int
    height: int
    shapes: tuple[Box | Stroke, ...]

    @property
    def boxes(self) -> Iterator[Box]:
        """The boxes in it, in the order in which they are drawn."""
        return (shape for shape in self.shapes if isinstance(shape, Box))

    def narrowed(self, width: int) -> Drawing:
        """The same picture, no wider than that: its words become smaller with it."""
        if width >= self.width:
            return self
        shapes = tuple(_shrunk(shape, width, self.width) for shape in self.shapes)
        return Drawing(width, self.height * width // self.width, shapes)

    @property
    def text(self) -> tuple[str, ...]:
        """Every paragraph in it, in the order in which it is drawn."""
        said: list[str] = []
        for box in self.boxes:
            for line in box.lines:
                if line.goes_on:
                    said[-1] += f" {line.text}"
                else:
                    said.append(line.text)
        return tuple(said)


def _shrunk(shape: Box | Stroke, now: int, before: int) -> Box | Stroke:
    """A shape at the place that it has in a picture that was so wide and is now narrower."""
    if isinstance(shape, Stroke):
        points = tuple((x * now // before, y * now // before) for x, y in shape.points)
        return evolve(shape, points=points)
    left, top, right, bottom, pad = (
        each * now // before
        for each in (shape.left, shape.top, shape.right, shape.bottom, shape.pad)
    )
    size = shape.size * now // before // _HALF_POINT * _HALF_POINT
    return evolve(
        shape, left=left, top=top, width=right - left, height=bottom - top, size=size, pad=pad
    )


def line_height(size: int) -> int:
    """From one line of text to the next."""
    return size * 6 // 5


def set_in(words: Iterable[Words], room: int, size: int = SIZE) -> tuple[Line, ...]:
    """The paragraphs as lines that are no wider than `room`."""
    return tuple(
        Line(text, each.bold, each.ink, goes_on=number > 0)
        for each in words
        for number, text in enumerate(wrapped(each.text, room, size, each.bold))
    )


def height_of(lines: Iterable[Line], size: int = SIZE, pad: int = PAD) -> int:
    """How high a box is that holds these lines."""
    return len(tuple(lines)) * line_height(size) + 2 * pad
