"""A picture in Word as Word's own shapes: each can be moved and its words changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Literal

from attrs import frozen
from markupsafe import Markup

from ocdsl.drawing.shapes import Box, Drawing, Ink, Line, Stroke, line_height
from ocdsl.generators.specification.runs import safe

_EMU = 635  # in a twentieth of a point
_FONT = "Arial"
MARGIN = 20
"""Around the shapes, for the width of their lines."""
_FIRST = 10_000
"""Shapes of the first picture are numbered from here, past the numbers of the pictures."""
_OFFICE = "http://schemas.microsoft.com/office/word/2010"
_NAMES = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    f'xmlns:wpg="{_OFFICE}/wordprocessingGroup" xmlns:wps="{_OFFICE}/wordprocessingShape"'
)
_SIDES = {"left": "left", "middle": "center", "right": "right"}


def drawing_xml(drawing: Drawing, number: int, alternative: str, inks: Mapping[Ink, str]) -> Markup:
    """The run that shows picture `number` of the document: a group of shapes in the text."""
    width, height = drawing.width + 2 * MARGIN, drawing.height + 2 * MARGIN
    size = f'cx="{width * _EMU}" cy="{height * _EMU}"'
    drawn = _Drawn(inks)
    shapes = "".join(
        drawn.stroke(shape, _FIRST * number + n) if isinstance(shape, Stroke)
        else drawn.box(shape, _FIRST * number + n)
        for n, shape in enumerate(drawing.shapes, 1)
    )  # fmt: skip
    inside = (
        '<wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name="Figure {number}" descr="{safe(alternative)}"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{_OFFICE}/wordprocessingGroup">'
        f'<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/>'
        f'<a:chOff x="{-MARGIN * _EMU}" y="{-MARGIN * _EMU}"/><a:chExt {size}/></a:xfrm>'
        f"</wpg:grpSpPr>{shapes}</wpg:wgp></a:graphicData></a:graphic></wp:inline>"
    )
    return Markup(
        f'<w:r {_NAMES}><mc:AlternateContent><mc:Choice Requires="wpg"><w:drawing>{inside}'
        "</w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )


@frozen
class _Drawn:
    """Shapes in the colours of the template."""

    inks: Mapping[Ink, str]

    def box(self, box: Box, number: int) -> str:
        """A rectangle, an ellipse or words."""
        kind = "rect" if not box.round else "ellipse" if box.width == box.height else "roundRect"
        edge = f'<a:ln w="{15 * _EMU}">{self._fill(box.edge)}</a:ln>'
        properties = (
            _placed((box.left, box.top), (box.width, box.height))
            + f'<a:prstGeom prst="{kind}"><a:avLst/></a:prstGeom>{self._fill(box.fill)}{edge}'
        )
        if not box.lines:
            return _shape(number, properties)
        said = "".join(self._paragraphs(box))
        text = f"<wps:txbx><w:txbxContent>{said}</w:txbxContent></wps:txbx>"
        # The lines are broken already: they are set in only by as much as was left beside them.
        side = box.pad * _EMU * 9 // 10
        body = (
            f'<wps:bodyPr wrap="square" lIns="{side}" tIns="0" rIns="{side}" bIns="0" anchor="ctr">'
            "<a:noAutofit/></wps:bodyPr>"
        )
        return _shape(number, properties, text, body)

    def stroke(self, stroke: Stroke, number: int) -> str:
        """A line or an arrow."""
        dashes = '<a:prstDash val="sysDash"/>' if stroke.dashed else ""
        head = '<a:tailEnd type="triangle" w="med" len="med"/>' if stroke.arrow else ""
        line = f'<a:ln w="{stroke.width * _EMU}">{self._fill(stroke.ink)}{dashes}{head}</a:ln>'
        across = [x for x, _ in stroke.points]
        down = [y for _, y in stroke.points]
        place, size = (min(across), min(down)), (max(across) - min(across), max(down) - min(down))
        if len(stroke.points) == 2:
            turned = ' flipH="1"' if across[1] < across[0] else ""
            turned += ' flipV="1"' if down[1] < down[0] else ""
            form = '<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
            return _shape(number, _placed(place, size, turned) + form + line)
        return _shape(number, _placed(place, size) + _path(stroke, place, size) + line)

    def _fill(self, ink: Ink | Literal[""]) -> str:
        if not ink:
            return "<a:noFill/>"
        return f'<a:solidFill><a:srgbClr val="{self.inks[ink][1:]}"/></a:solidFill>'

    def _paragraphs(self, box: Box) -> Iterator[str]:
        """A paragraph for each that was set; its lines are broken where they were measured."""
        count = 0

        def paragraph(line: Line) -> int:
            nonlocal count
            count += not line.goes_on
            return count

        for _, lines in groupby(box.lines, paragraph):
            each = tuple(lines)
            yield (
                f'<w:p><w:pPr><w:spacing w:before="0" w:after="0" '
                f'w:line="{line_height(box.size)}" w:lineRule="exact"/>'
                f'<w:ind w:left="0" w:right="0"/><w:jc w:val="{_SIDES[box.side]}"/>'
                f"</w:pPr>{self._run(each, box.size)}</w:p>"
            )

    def _run(self, lines: tuple[Line, ...], size: int) -> str:
        first = lines[0]
        bold = "<w:b/>" if first.bold else ""
        text = "<w:br/>".join(
            f'<w:t xml:space="preserve">{safe(line.text)}</w:t>' for line in lines
        )
        return (
            f'<w:r><w:rPr><w:rFonts w:ascii="{_FONT}" w:hAnsi="{_FONT}" w:cs="{_FONT}"/>{bold}'
            f'<w:color w:val="{self.inks[first.ink][1:]}"/><w:sz w:val="{size // 10}"/>'
            f'<w:szCs w:val="{size // 10}"/></w:rPr>{text}</w:r>'
        )


def _placed(place: tuple[int, int], size: tuple[int, int], turned: str = "") -> str:
    x, y, width, height = (each * _EMU for each in (*place, *size))
    return f'<a:xfrm{turned}><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def _shape(number: int, properties: str, text: str = "", body: str = "<wps:bodyPr/>") -> str:
    own = '<wps:cNvSpPr txBox="1"/>' if text else "<wps:cNvSpPr/>"
    return (
        f'<wps:wsp><wps:cNvPr id="{number}" name="Shape {number}"/>{own}'
        f"<wps:spPr>{properties}</wps:spPr>{text}{body}</wps:wsp>"
    )


def _path(stroke: Stroke, place: tuple[int, int], size: tuple[int, int]) -> str:
    steps = "".join(
        f'<a:{"lnTo" if n else "moveTo"}><a:pt x="{(x - place[0]) * _EMU}" '
        f'y="{(y - place[1]) * _EMU}"/></a:{"lnTo" if n else "moveTo"}>'
        for n, (x, y) in enumerate(stroke.points)
    )
    width, height = size[0] * _EMU, size[1] * _EMU
    return (
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        '<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{width}" h="{height}" fill="none">{steps}</a:path></a:pathLst></a:custGeom>'
        "<a:noFill/>"
    )
