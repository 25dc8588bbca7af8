"""Builds the templates in `specs/` that a specification is filled into, one for each house.

Run `python -m ocdsl.generators.specification.template` after a change here; a test says so when
the file is out of date. Its tags are those of docxtpl: `p` for a paragraph, `r` for a run.
"""

from __future__ import annotations

from pathlib import Path

from ocdsl.base.resources import folder
from ocdsl.generators.specification.document import document_bytes, paragraph
from ocdsl.generators.specification.house import HOUSES, PLAIN, House
from ocdsl.generators.specification.numbering import ANNEXES, CLAUSES, LINES
from ocdsl.generators.specification.page import TEXT_WIDTH
from ocdsl.generators.specification.runs import bookmarked, field
from ocdsl.generators.specification.styles import numbering_of

KINDS = {
    "section": ("Heading1", (CLAUSES, 0), False),
    "group": ("Heading2", (CLAUSES, 1), False),
    "clause": ("Clause", (CLAUSES, 1), False),
    "clause-kept": ("Clause", (CLAUSES, 1), True),
    "subclause": ("Subclause", (CLAUSES, 2), False),
    "subclause-kept": ("Subclause", (CLAUSES, 2), True),
    "item": ("ClauseItem", (CLAUSES, 3), False),
    "item-kept": ("ClauseItem", (CLAUSES, 3), True),
    "note": ("Note", None, False),
    "after-table": ("AfterTable", None, False),
}
"""Each kind of paragraph in the flow: its style, what numbers it, whether it keeps to the next."""


def template_bytes(house: House = PLAIN) -> bytes:
    """The template of a house as a Word file: always the same bytes."""
    return document_bytes(_body(), _HEADER, _FOOTER, house)


# ---- the document


def _body() -> str:
    return _cover() + _contents() + _clauses() + _annexes()


def _t(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def _tag(tag: str) -> str:
    """A paragraph that only holds a tag, and goes when the template is filled."""
    return f"<w:p>{_t('{%p ' + tag + ' %}')}</w:p>"


def _cover() -> str:
    return (
        paragraph("CoverOwner", _t("{{ commissioner }}"))
        + paragraph("Title", _t("{{ title }}"))
        + paragraph("Subtitle", _t("{{ words.kind }}"))
        + _facts()
    )


def _facts() -> str:
    """What the cover says of the contract: a row for each fact."""
    left = TEXT_WIDTH // 5
    widths = (left, TEXT_WIDTH - left)
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{paragraph(style, _t(text))}</w:tc>"
        for width, style, text in zip(
            widths, ("CoverName", "TableText"), ("{{ fact.name }}", "{{ fact.value }}"), strict=True
        )
    )
    span = f'<w:tc><w:tcPr><w:tcW w:w="{left}" w:type="dxa"/></w:tcPr><w:p>'
    tags = ["{%tr for fact in facts %}", "{%tr endfor %}"]
    first, last = (f"<w:tr>{span}{_t(tag)}</w:p></w:tc></w:tr>" for tag in tags)
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="CoverTable"/><w:tblW w:w="{TEXT_WIDTH}" '
        'w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0000" w:firstRow="0" '
        'w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{first}<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"
        f"{last}</w:tbl>"
    )


def _contents() -> str:
    lines = "".join(
        _tag(f"{'if' if level == 1 else 'elif'} entry.level == {level}")
        + paragraph(f"TOC{level}", _t("{{r entry.xml }}"))
        for level in (1, 2, 3)
    )
    return (
        paragraph("ContentsHeading", _t("{{ words.contents }}"))
        + _tag("for entry in contents") + lines + _tag("endif") + _tag("endfor")
    )  # fmt: skip


def _clauses() -> str:
    """A sample paragraph for each kind, of which each block of the flow takes one."""
    first = paragraph("Normal", '<w:r><w:br w:type="page"/></w:r>')
    kinds = ""
    for number, (kind, (style, numbered, kept)) in enumerate(KINDS.items()):
        properties = "<w:keepNext/>" if kept else ""
        properties += numbering_of(*numbered) if numbered else ""
        shown = _t("{{r block.xml }}")
        kinds += _tag(f"{'elif' if number else 'if'} block.kind == '{kind}'")
        kinds += paragraph(style, shown, properties)
    table = _tag("elif block.kind == 'table'") + f"<w:p>{_t('{{p block.xml }}')}</w:p>"
    return first + _tag("for block in blocks") + kinds + table + _tag("endif") + _tag("endfor")


def _annexes() -> str:
    text, places = "{{ words.annex_text }}", "{{ words.annex_places }}"
    questions = "{{ words.annex_questions }}"
    number = numbering_of(ANNEXES, 0)
    return (
        paragraph("AnnexHeading", bookmarked([(9001, "annex_text")], _t(text)), number)
        + paragraph("BodyText", _t("{{ words.annex_text_says }}"))
        + _tag("for line in lines")
        + paragraph("ContractLine", _t("{{r line }}"), numbering_of(LINES, 0))
        + _tag("endfor")
        + paragraph("AnnexHeading", bookmarked([(9002, "annex_places")], _t(places)), number)
        + paragraph("BodyText", _t("{{ words.annex_places_say }}"))
        + f"<w:p>{_t('{{p places }}')}</w:p>"
        + paragraph("AnnexHeading", bookmarked([(9003, "annex_questions")], _t(questions)), number)
        + paragraph("BodyText", _t("{{r questions_say }}"))
        + f"<w:p>{_t('{{p questions }}')}</w:p>"
    )  # fmt: skip


_TAB = "<w:r><w:tab/></w:r>"
_HEADER = paragraph(
    "Header",
    _t("{{ title }}")
    + _TAB
    + _t("{{ words.version }} {{ version }} · {{ words.text }} {{ short_digest }}"),
)
_PAGES = (
    _t("{{ words.page }} ") + field("PAGE", "1") + _t(" {{ words.of }} ") + field("NUMPAGES", "1")
)
_FOOTER = paragraph("Footer", _t("{{ words.short_kind }}") + _TAB + _PAGES)


def write_templates(specs: Path) -> None:
    """Write the template of every house into a folder. Raises OSError."""
    for house in HOUSES:
        path = specs.joinpath(house.file)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(template_bytes(house))


if __name__ == "__main__":
    write_templates(folder("specs"))
