"""Word's own numbering: clauses in four levels, annexes, and the lines of the contract text."""

from __future__ import annotations

from attrs import frozen

from ocdsl.generators.specification.house import DEEP, MONO, PLAIN, QUIET, House
from ocdsl.generators.specification.page import INDENT, ITEM_INDENT
from ocdsl.generators.specification.tongue import ANNEX

CLAUSES, ANNEXES, LINES = 1, 2, 3


@frozen
class Level:
    """One level of a list: how its number looks and where its text begins."""

    text: str
    form: str
    style: str
    left: int
    hanging: int
    look: str = ""
    suffix: str = "tab"
    side: str = "left"


_PLAIN = '<w:rPr><w:b w:val="0"/></w:rPr>'
_BOLD = f'<w:rPr><w:b/><w:color w:val="{DEEP}"/></w:rPr>'
_LINE = (
    f'<w:rPr><w:rFonts w:ascii="{MONO}" w:hAnsi="{MONO}" w:cs="{MONO}"/>'
    f'<w:color w:val="{QUIET}"/></w:rPr>'
)

LISTS: dict[int, tuple[Level, ...]] = {
    CLAUSES: (
        Level("%1", "decimal", "Heading1", INDENT, INDENT, _BOLD),
        Level("%1.%2", "decimal", "Heading2", INDENT, INDENT),
        Level("%1.%2.%3", "decimal", "Subclause", INDENT, INDENT, _PLAIN),
        Level("(%4)", "lowerLetter", "ClauseItem", ITEM_INDENT, ITEM_INDENT - INDENT, _PLAIN),
        Level("(%5)", "lowerRoman", "", ITEM_INDENT + 510, 510, _PLAIN),
    ),
    ANNEXES: (Level(ANNEX, "upperLetter", "AnnexHeading", 0, 0, _BOLD, suffix="tab"),),
    LINES: (Level("%1", "decimal", "ContractLine", 510, 170, _LINE, side="right"),),
}


def numbering_xml(namespace: str, house: House = PLAIN) -> str:
    """The part `word/numbering.xml`."""
    lists = "".join(_list(number, levels) for number, levels in LISTS.items())
    uses = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in LISTS)
    return house.filled(f"<w:numbering {namespace}>{lists}{uses}</w:numbering>")


def _list(number: int, levels: tuple[Level, ...]) -> str:
    inside = "".join(_level(n, level) for n, level in enumerate(levels))
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="4F43444{number}"/>'
        f'<w:multiLevelType w:val="multilevel"/><w:tmpl w:val="4F43445{number}"/>{inside}'
        "</w:abstractNum>"
    )


def _level(number: int, level: Level) -> str:
    style = f'<w:pStyle w:val="{level.style}"/>' if level.style else ""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{level.form}"/>{style}'
        f'<w:suff w:val="{level.suffix}"/><w:lvlText w:val="{level.text}"/>'
        f'<w:lvlJc w:val="{level.side}"/><w:pPr>{_stop(level)}<w:ind w:left="{level.left}" '
        f'w:hanging="{level.hanging}"/></w:pPr>{level.look}</w:lvl>'
    )


def _stop(level: Level) -> str:
    """An annex's title stands after its label, wherever that ends."""
    at = level.left or 1247
    return f'<w:tabs><w:tab w:val="num" w:pos="{at}"/></w:tabs>'
