"""The text of a template paragraph by paragraph, each with its place, as a person would find it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from ocdsl.base.source import Part, Source, Span
from ocdsl.generators.specification.house_check.findings import Spot
from ocdsl.generators.specification.house_check.opened import BODY
from ocdsl.generators.specification.package import W

if TYPE_CHECKING:
    from lxml.etree import _Element

_SHOWN = {f"{W}tab": "\t", f"{W}br": " ", f"{W}cr": " ", f"{W}noBreakHyphen": "-"}
_QUIET = {f"{W}proofErr", f"{W}rPr", f"{W}lastRenderedPageBreak", f"{W}r", f"{W}t"}
_CORE = "docProps/core.xml"


@frozen
class Line:
    """One paragraph. `pieces` are its texts with where each begins and the element it is in."""

    part: str
    number: int
    text: str
    where: str
    pieces: tuple[tuple[int, _Element], ...]
    element: _Element

    def spot(self, start: int = 0, length: int = 0) -> Spot:
        """A place in the text of this paragraph."""
        return Spot(Span(self.number, start + 1, length or max(1, len(self.text))), self.where)


@define
class Seen:
    """All that can be read in a template, as one text whose parts are those of the package."""

    path: str
    trees: Mapping[str, _Element]
    lines: list[Line] = field(factory=list)
    _texts: list[str] = field(factory=list)
    _first: dict[str, int] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        """The body comes first, then what stands at its edges, then every other part."""
        for name in sorted(self.trees, key=lambda name: (name != BODY, name)):
            self._first[name] = len(self._texts) + 1
            before = len(self._texts)
            for where, paragraph in _paragraphs(name, self.trees[name]):
                text, pieces = _text(paragraph)
                number = len(self._texts) + 1
                self.lines.append(Line(name, number, text, where, pieces, paragraph))
                self._texts.append(text)
            if len(self._texts) == before:
                self._texts.append("")

    @property
    def source(self) -> Source:
        """The text, for whoever shows a place in it."""
        parts = [
            Part(f"{self.path}/{name}", first)
            for name, first in self._first.items()
            if name != BODY
        ]
        return Source(self.path, "\n".join(self._texts), tuple(parts))

    def of(self, part: str) -> list[Line]:
        """The paragraphs of a part."""
        return [line for line in self.lines if line.part == part]

    def whole(self, part: str, where: str = "") -> Spot:
        """A part as a whole."""
        return Spot(Span(self._first.get(part, 1), 1, 0), where or name_of(part))


def name_of(part: str) -> str:
    """What a person would call a part."""
    stem = part.rpartition("/")[2].removesuffix(".xml")
    for start, name in (("document", "body"), ("header", "header"), ("footer", "footer"),
                        ("footnotes", "footnotes"), ("core", "properties")):  # fmt: skip
        if stem.startswith(start):
            return f"{name} {stem.removeprefix(start)}".strip()
    return part


def _paragraphs(name: str, root: _Element) -> Iterator[tuple[str, _Element]]:
    if name == _CORE:
        for child in root:
            yield f"properties, {str(child.tag).rpartition('}')[2]}", child
        return
    tables: dict[_Element, int] = {}
    count = 0
    for paragraph in root.iter(f"{W}p", f"{W}tbl"):
        if paragraph.tag == f"{W}tbl":
            tables[paragraph] = len(tables) + 1
            continue
        count += 1
        yield f"{name_of(name)}, {_place(paragraph, tables, count)}", paragraph


def _place(paragraph: _Element, tables: Mapping[_Element, int], count: int) -> str:
    cell = next(paragraph.iterancestors(f"{W}tc"), None)
    row = next(paragraph.iterancestors(f"{W}tr"), None)
    table = next(paragraph.iterancestors(f"{W}tbl"), None)
    if cell is None or row is None or table is None:
        return f"paragraph {count}"
    across = list(row.iter(f"{W}tc")).index(cell) + 1
    down = list(table.iter(f"{W}tr")).index(row) + 1
    return f"table {tables[table]}, row {down}, cell {across}"


def _text(paragraph: _Element) -> tuple[str, tuple[tuple[int, _Element], ...]]:
    """The words of a paragraph, but not those of a text box that hangs from it."""
    if paragraph.tag != f"{W}p":
        return _on_one_line(paragraph.text or ""), ((0, paragraph),)
    text, pieces = "", []
    for part in paragraph.iter(f"{W}t", *_SHOWN):
        if next(part.iterancestors(f"{W}p"), None) is not paragraph:
            continue
        pieces.append((len(text), part))
        text += _on_one_line(_SHOWN.get(str(part.tag), part.text or ""))
    return text, tuple(pieces)


def _on_one_line(text: str) -> str:
    return text.replace("\r", " ").replace("\n", " ")


def between(line: Line, start: int, end: int) -> tuple[int, bool]:
    """How many pieces a stretch of a paragraph is in, and whether only text stands between them."""
    inside = [
        element
        for n, (at, element) in enumerate(line.pieces)
        if at < end and start < (line.pieces[n + 1][0] if n + 1 < len(line.pieces) else at + 10**9)
    ]
    if len(inside) < 2:
        return 1, True
    every = list(line.element.iter())
    stretch = every[every.index(inside[0]) : every.index(inside[-1]) + 1]
    kept = {e for run in line.element.iter(f"{W}rPr") for e in run.iter()}
    return len(inside), all(str(e.tag) in _QUIET or e in kept for e in stretch)
