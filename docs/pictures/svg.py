"""Shapes and words of a picture as SVG text, in one style."""

from __future__ import annotations

from html import escape

INK, QUIET, PAPER = "#1d2733", "#5b6875", "#ffffff"
DAY, SHUT, PALE = "#eef2f5", "#c9d1d8", "#f8d9c0"
WINDOW, ANCHOR, SHORT = "#2f6fb3", "#c4570c", "#a33a2c"
FONT = "font-family='Helvetica, Arial, sans-serif'"


class Picture:
    """A picture of so many pixels; shapes are drawn over those before them."""

    def __init__(self, width: int, height: int, title: str) -> None:
        self._shapes: list[str] = []
        self._size, self._title = (width, height), title
        self.box(0, 0, width, height, PAPER)

    def box(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        """A filled rectangle."""
        self._shapes.append(
            f"<rect x='{x:g}' y='{y:g}' width='{width:g}' height='{height:g}' fill='{fill}'/>"
        )

    def ring(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """The outline of a rectangle."""
        self._shapes.append(
            f"<rect x='{x:g}' y='{y:g}' width='{width:g}' height='{height:g}' fill='none' "
            f"stroke='{colour}' stroke-width='2'/>"
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: str = QUIET) -> None:
        """A thin line."""
        self._shapes.append(
            f"<line x1='{x1:g}' y1='{y1:g}' x2='{x2:g}' y2='{y2:g}' stroke='{colour}'/>"
        )

    def arrow(self, x: float, y: float, left: bool, colour: str) -> None:
        """The point of an arrow, its tip at a place."""
        back = 8 if left else -8
        self._shapes.append(f"<path d='M{x:g} {y:g} l{back} -5 v10 z' fill='{colour}'/>")

    def text(
        self,
        place: tuple[float, float],
        words: str,
        colour: str = INK,
        size: int = 13,
        at: str = "start",
    ) -> None:
        """Words on a line at a place; `at` is `start`, `middle` or `end`."""
        self._shapes.append(
            f"<text x='{place[0]:g}' y='{place[1]:g}' fill='{colour}' font-size='{size}' "
            f"text-anchor='{at}' {FONT}>{escape(words)}</text>"
        )

    def svg(self) -> str:
        """The whole picture."""
        width, height = self._size
        head = (
            f"<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}' "
            f"viewBox='0 0 {width} {height}' role='img'>\n<title>{escape(self._title)}</title>"
        )
        return "\n".join([head, *self._shapes, "</svg>\n"])
