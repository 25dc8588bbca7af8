"""Charts of the risk register in Word: drawn by Word itself, with words for who cannot see them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from ocdsl.base.money import decimal_text
from ocdsl.drawing.axes import step
from ocdsl.drawing.colours import mixed
from ocdsl.drawing.shapes import Ink
from ocdsl.generators.specification.package import packed, unpacked
from ocdsl.generators.specification.runs import safe
from ocdsl.model.register import Chart
from ocdsl.rules.wording.clauses import say
from ocdsl.rules.wording.language import Language

_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_C = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_WP = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart"
_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_EMU = 635  # in a twentieth of a point
_HEIGHT = 4_100


def chart_run(chart: Chart, number: int, alternative: str, width: int) -> Markup:
    """The run that shows a chart, which is picture `number` of the document."""
    return Markup(
        "<w:r><w:drawing>"
        f'<wp:inline {_WP} distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width * _EMU}" cy="{_HEIGHT * _EMU}"/>'
        f'<wp:docPr id="{number}" name="Figure {number}" descr="{safe(alternative)}"/>'
        f"<wp:cNvGraphicFramePr/><a:graphic {_A}>"
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        f'<c:chart {_C} {_R} r:id="{_name(number)}"/></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )


def with_charts(
    content: bytes,
    charts: Sequence[tuple[int, Chart]],
    language: Language,
    inks: Mapping[Ink, str],
) -> bytes:
    """The Word file with the parts that its pictures of charts point to."""
    parts = unpacked(content)
    for number, chart in charts:
        parts[f"word/charts/{_name(number)}.xml"] = chart_xml(chart, language, inks).encode("utf-8")
    numbers = [number for number, _ in charts]
    types = "".join(
        f'<Override PartName="/word/charts/{_name(n)}.xml" ContentType="{_TYPE}"/>' for n in numbers
    )
    links = "".join(
        f'<Relationship Id="{_name(n)}" Type="{_KIND}" Target="charts/{_name(n)}.xml"/>'
        for n in numbers
    )
    _add(parts, "[Content_Types].xml", "</Types>", types)
    _add(parts, "word/_rels/document.xml.rels", "</Relationships>", links)
    return packed(parts)


def _add(parts: dict[str, bytes], name: str, end: str, more: str) -> None:
    text = parts[name].decode("utf-8")
    at = text.rindex(end)
    parts[name] = (text[:at] + more + text[at:]).encode("utf-8")


def _name(number: int) -> str:
    return f"chart{number}"


# ---- one chart


_Line = tuple[Ink, int, str]
"""The ink, the width and the dashes of a line."""

_PAID: _Line = ("deep", 19_050, "solid")
_FLAT: _Line = ("warm", 47_625, "solid")
_JUMP: _Line = ("alarm", 38_100, "sysDash")


def chart_xml(chart: Chart, language: Language, inks: Mapping[Ink, str]) -> str:
    """A chart of points joined by lines, the flat stretches and the jumps drawn over them."""
    paid, flat, jump = (
        language.text(say(name, "chart")) for name in ("Paid", "Nothing changes", "Jump")
    )
    axes = "".join(_axes(chart, mixed(inks["rule"], inks["paper"], 50)))
    stretches = [(paid, _PAID, (0, len(chart.points) - 1))]
    stretches += [(flat, _FLAT, ends) for ends in chart.flats]
    stretches += [(jump, _JUMP, (index - 1, index)) for index in chart.jumps]
    lines = (_series(chart, number, each, inks) for number, each in enumerate(stretches))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace {_C} {_A} {_R}><c:roundedCorners val="0"/><c:chart>'
        '<c:autoTitleDeleted val="1"/><c:plotArea><c:layout/><c:scatterChart>'
        f'<c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>{"".join(lines)}'
        '<c:axId val="1"/><c:axId val="2"/></c:scatterChart>'
        + axes.replace('lang="en-GB"', f'lang="{language.tag}"')
        + '</c:plotArea><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        "</c:chartSpace>"
    )


def _series(
    chart: Chart, number: int, stretch: tuple[str, _Line, tuple[int, int]], inks: Mapping[Ink, str]
) -> str:
    """The points from one to another, joined. Every series has all values: the others are gaps."""
    name, drawn, ends = stretch
    ink, width, dashes = drawn
    fill = f'<a:solidFill><a:srgbClr val="{inks[ink][1:]}"/></a:solidFill>'
    dot = (
        f'<c:symbol val="circle"/><c:size val="4"/><c:spPr>{fill}</c:spPr>'
        if drawn == _PAID
        else '<c:symbol val="none"/>'
    )
    across = _numbers({n: decimal_text(x, chart.places) for n, (x, _) in enumerate(chart.points)})
    paid = {n: decimal_text(pence, 2) for n, (_, pence) in enumerate(chart.points)}
    up = _numbers({n: text if ends[0] <= n <= ends[1] else "" for n, text in paid.items()})
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>'
        f"<c:tx><c:v>{safe(name)}</c:v></c:tx>"
        f'<c:spPr><a:ln w="{width}">{fill}<a:prstDash val="{dashes}"/></a:ln></c:spPr>'
        f"<c:marker>{dot}</c:marker><c:xVal>{across}</c:xVal><c:yVal>{up}</c:yVal>"
        '<c:smooth val="0"/></c:ser>'
    )


def _numbers(values: Mapping[int, str]) -> str:
    points = "".join(
        f'<c:pt idx="{n}"><c:v>{value}</c:v></c:pt>' for n, value in values.items() if value
    )
    count = f'<c:ptCount val="{len(values)}"/>'
    return f"<c:numLit><c:formatCode>General</c:formatCode>{count}{points}</c:numLit>"


def _axes(chart: Chart, rules: str) -> Iterator[str]:
    """The value below, from the least to the most, and the money at the side, from nothing."""
    across = sorted(x for x, _ in chart.points)
    money = sorted([0, *(pence for _, pence in chart.points)])
    by = step(across[0], across[-1])
    first, last = across[0] // by * by, -(-across[-1] // by) * by
    yield _axis((1, 2, "b"), (first, last, by, chart.places), chart.axis, "General", rules)
    by = step(money[0], money[-1])
    first, last = money[0] // by * by, -(-money[-1] // by) * by
    yield _axis((2, 1, "l"), (first, last, by, 2), "", "&quot;£&quot;#,##0", rules)


def _axis(
    ids: tuple[int, int, str],
    ends: tuple[int, int, int, int],
    title: str,
    form: str,
    rules: str,
) -> str:
    own, other, side = ids
    first, last, by, places = ends
    low, high, unit = (decimal_text(value, places) for value in (first, last, by))
    colour = f'<a:solidFill><a:srgbClr val="{rules[1:]}"/></a:solidFill>'
    grid = f'<a:ln w="6350">{colour}</a:ln>'
    lines = f"<c:majorGridlines><c:spPr>{grid}</c:spPr></c:majorGridlines>" if own == 2 else ""
    said = (
        '<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="900" b="0"/></a:pPr>'
        f'<a:r><a:rPr lang="en-GB" sz="900" b="0"/><a:t>{safe(title)}</a:t></a:r></a:p></c:rich>'
        '</c:tx><c:overlay val="0"/></c:title>'
        if title
        else ""
    )
    return (
        f'<c:valAx><c:axId val="{own}"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{high}"/><c:min val="{low}"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{side}"/>{lines}{said}<c:numFmt formatCode="{form}" sourceLinked="0"/>'
        '<c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        '<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="900"/></a:pPr><a:endParaRPr lang="en-GB"/>'
        f'</a:p></c:txPr><c:crossAx val="{other}"/><c:crosses val="min"/>'
        f'<c:crossBetween val="midCat"/><c:majorUnit val="{unit}"/></c:valAx>'
    )
