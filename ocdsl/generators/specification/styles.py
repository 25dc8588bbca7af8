"""The styles of the specification's template: one table of them, and their XML.

Sizes are in half points, spaces and indents in twentieths of a point. Colours and typefaces are
names here, which a house fills in.
"""

from __future__ import annotations

from attrs import evolve, frozen

from ocdsl.generators.specification.house import (
    DEEP,
    FONT,
    HEADINGS,
    INK,
    MONO,
    ON_SHADE,
    PLAIN,
    QUIET,
    RULE,
    SHADE,
    House,
)
from ocdsl.generators.specification.page import INDENT, TEXT_WIDTH

TAKEN_OUT, PUT_IN = "9C1C1C", "14662F"


@frozen
class Style:
    """A paragraph style. `paragraph` and `text` are further XML of their properties."""

    id: str
    name: str
    before: int = 0
    after: int = 0
    size: int = 22
    bold: bool = False
    colour: str = INK
    paragraph: str = ""
    text: str = ""
    outline: int | None = None
    numbered: tuple[int, int] | None = None
    """The list and its level that number the paragraphs."""
    based_on: str = "Normal"
    line: int = 269
    keep_next: bool = False
    side: str = ""
    """Where lines stand, when not at the left: `center`."""


def _indent(left: int, hanging: int = 0) -> str:
    return f'<w:ind w:left="{left}" w:hanging="{hanging}"/>'


def _tabs(*stops: tuple[str, int, str]) -> str:
    return "<w:tabs>" + "".join(
        f'<w:tab w:val="{kind}" w:pos="{at}" w:leader="{leader}"/>' for kind, at, leader in stops
    ) + "</w:tabs>"  # fmt: skip


def _border(side: str, size: int, space: int, colour: str = RULE) -> str:
    line = f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'
    return f"<w:pBdr>{line}</w:pBdr>"


_RIGHT = ("right", TEXT_WIDTH, "none")
_DOTS = ("right", TEXT_WIDTH, "dot")
_HEADINGS = f'<w:rFonts w:ascii="{HEADINGS}" w:hAnsi="{HEADINGS}" w:cs="{HEADINGS}"/>'
_MONO = f'<w:rFonts w:ascii="{MONO}" w:hAnsi="{MONO}" w:cs="{MONO}"/><w:noProof/>'

STYLES: tuple[Style, ...] = (
    Style("Heading1", "heading 1", 440, 120, 32, True, DEEP, outline=0, numbered=(1, 0),
          keep_next=True),
    Style("Heading2", "heading 2", 260, 80, 25, True, DEEP, outline=1, numbered=(1, 1),
          keep_next=True),
    Style("Clause", "Clause", 60, 80, numbered=(1, 1)),
    Style("Subclause", "Subclause", 60, 80, numbered=(1, 2)),
    Style("ClauseItem", "Clause Item", 0, 60, numbered=(1, 3)),
    Style("Note", "Note", 80, 120, colour=QUIET, paragraph=_indent(INDENT + 120),
          text="<w:i/>"),
    Style("Figure", "Figure", 60, 40, keep_next=True, paragraph=_indent(INDENT)),
    Style("Caption", "caption", 40, 160, 19, True, DEEP, paragraph=_indent(INDENT)),
    Style("AfterTable", "After Table", size=8, line=160),
    Style("TableText", "Table Text", 50, 50, 20, line=250),
    Style("TableSmall", "Table Small", based_on="TableText", before=14, after=14, size=18,
          line=240),
    Style("TableHead", "Table Head", 50, 50, 20, True, ON_SHADE, line=250, keep_next=True),
    Style("Title", "Title", 2600, 120, 68, True, DEEP, line=240),
    Style("Subtitle", "Subtitle", 0, 900, 30, False, QUIET,
          paragraph=_border("bottom", 12, 14, DEEP)),
    Style("CoverOwner", "Cover Owner", 0, 0, 28, True, QUIET),
    Style("CoverName", "Cover Name", 50, 50, 20, True, DEEP, line=250),
    Style("ContentsHeading", "Contents Heading", 0, 200, 32, True, DEEP,
          paragraph="<w:pageBreakBefore/>"),
    Style("TOC1", "toc 1", 140, 20, 22, True, DEEP, keep_next=True,
          paragraph=_tabs(("left", 567, "none"), _DOTS) + _indent(567, 567)),
    Style("TOC2", "toc 2", 0, 10, 21,
          paragraph=_tabs(("left", 1247, "none"), _DOTS) + _indent(1247, 680)),
    Style("TOC3", "toc 3", 140, 20, 22, True, DEEP,
          paragraph=_tabs(("left", 1247, "none"), _DOTS) + _indent(1247, 1247)),
    Style("AnnexHeading", "Annex Heading", 0, 160, 32, True, DEEP, outline=0, numbered=(2, 0),
          paragraph="<w:pageBreakBefore/>", keep_next=True),
    Style("BodyText", "Body Text", 0, 140),
    Style("ContractLine", "Contract Line", 0, 0, 15, numbered=(3, 0), text=_MONO, line=228),
    Style("Header", "header", 0, 0, 17, colour=QUIET, line=240,
          paragraph=_border("bottom", 4, 6) + _tabs(_RIGHT)),
    Style("Footer", "footer", 0, 0, 17, colour=QUIET, line=240,
          paragraph=_border("top", 4, 6) + _tabs(_RIGHT)),
)  # fmt: skip


_OF_THE_PAGE = {
    "Title", "Subtitle", "CoverOwner", "CoverName", "ContentsHeading", "BodyText", "Header",
    "Footer",
}  # fmt: skip
"""Styles in which a template sets its own words, and may set them in others."""

KNOWN_STYLES = {
    **{style.id: style.name for style in STYLES},
    "DefinedTerm": "Defined Term",
    "ClauseTable": "Clause Table",
}
"""The names of the styles, by the ids that they have in documents made here."""

NEEDED_STYLES = {id: name for id, name in KNOWN_STYLES.items() if id not in _OF_THE_PAGE}
"""The styles, by their ids, that a specification cannot do without, whatever its template."""


def styles_xml(namespace: str, house: House = PLAIN) -> str:
    """The part `word/styles.xml`."""
    return house.filled(
        f"<w:styles {namespace}>{_DEFAULTS}{_NORMAL}"
        + "".join(_style(_of(house, style)) for style in STYLES)
        + _TERM + _GAP + _MARKS + _clause_table(house) + _COVER_TABLE
        + "</w:styles>"
    )  # fmt: skip


def _of(house: House, style: Style) -> Style:
    """A style as a house has it."""
    changed = evolve(style, **house.changes.get(style.id, {}))
    return evolve(changed, size=changed.size + house.larger)


def _style(style: Style) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="{style.based_on}"/><w:qFormat/>'
        f"<w:pPr>{_paragraph(style)}</w:pPr><w:rPr>{_text(style)}</w:rPr></w:style>"
    )


def _paragraph(style: Style) -> str:
    """The properties in the order that Word asks for."""
    keep = "<w:keepNext/>" if style.keep_next else ""
    extra, indent = style.paragraph, ""
    if "<w:ind " in extra:
        at = extra.index("<w:ind ")
        extra, indent = extra[:at], extra[at:]
    first = "<w:pageBreakBefore/>" if "pageBreakBefore" in extra else ""
    number = ""
    if style.numbered:
        number = numbering_of(*style.numbered)
    side = f'<w:jc w:val="{style.side}"/>' if style.side else ""
    outline = "" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>'
    return (
        keep + first + number + extra.replace("<w:pageBreakBefore/>", "")
        + f'<w:spacing w:before="{style.before}" w:after="{style.after}" w:line="{style.line}" '
        f'w:lineRule="auto"/>' + indent + side + outline
    )  # fmt: skip


def numbering_of(number: int, level: int) -> str:
    """The property that makes Word number a paragraph."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def _text(style: Style) -> str:
    fonts = _HEADINGS if style.colour == DEEP else ""
    text = style.text
    if "<w:rFonts" in text:
        fonts, text = _MONO.replace("<w:noProof/>", ""), "<w:noProof/>"
    bold = "<w:b/>" if style.bold else ""
    return (
        f'{fonts}{bold}{text}<w:color w:val="{style.colour}"/>'
        f'<w:sz w:val="{style.size}"/><w:szCs w:val="{style.size}"/>'
    )


_DEFAULTS = (
    f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" '
    f'w:eastAsia="{FONT}" w:cs="{FONT}"/><w:color w:val="{INK}"/><w:sz w:val="22"/>'
    '<w:szCs w:val="22"/><w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr>'
    '</w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="269" '
    'w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
)
_NORMAL = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    "<w:qFormat/><w:pPr><w:widowControl/></w:pPr></w:style>"
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="108" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)
_TERM = (
    '<w:style w:type="character" w:styleId="DefinedTerm"><w:name w:val="Defined Term"/><w:qFormat/>'
    "<w:rPr><w:b/></w:rPr></w:style>"
)
_GAP = (
    '<w:style w:type="character" w:styleId="ToBeCompleted"><w:name w:val="To Be Completed"/>'
    f'<w:qFormat/><w:rPr><w:b/><w:color w:val="{TAKEN_OUT}"/>'
    '<w:shd w:val="clear" w:color="auto" w:fill="FFF3C4"/></w:rPr></w:style>'
)
"""What somebody has still to write: told by its brackets as well."""
_MARKS = (
    '<w:style w:type="character" w:styleId="TakenOut"><w:name w:val="Taken Out"/>'
    f'<w:rPr><w:strike/><w:color w:val="{TAKEN_OUT}"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="PutIn"><w:name w:val="Put In"/>'
    f'<w:rPr><w:b/><w:color w:val="{PUT_IN}"/><w:u w:val="single"/></w:rPr></w:style>'
)
"""Words that one wording has and the other has not: told by more than their colour."""


def _line(side: str, size: int = 4) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{RULE}"/>'


def _clause_table(house: House) -> str:
    inside = _line("insideH") if house.rows_ruled else ""
    return (
        '<w:style w:type="table" w:styleId="ClauseTable"><w:name w:val="Clause Table"/>'
        '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
        + _line("top", 8) + _line("bottom", 8) + inside
        + '</w:tblBorders></w:tblPr><w:tblStylePr w:type="firstRow"><w:tcPr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/></w:tcPr></w:tblStylePr></w:style>'
    )  # fmt: skip


_COVER_TABLE = (
    '<w:style w:type="table" w:styleId="CoverTable"><w:name w:val="Cover Table"/>'
    '<w:basedOn w:val="TableNormal"/><w:tblPr/></w:style>'
)
