"""Builds `specs/specification.docx`, the template that the specification is filled into.

Run `python -m ocdsl.generators.specification.template` after a change here; a test says so when
the file is out of date. Its tags are those of docxtpl: `p` for a paragraph, `r` for a run.
"""

from __future__ import annotations

from pathlib import Path

from ocdsl.base.resources import folder
from ocdsl.generators.specification.numbering import ANNEXES, CLAUSES, LINES, numbering_xml
from ocdsl.generators.specification.package import packed
from ocdsl.generators.specification.page import MARGIN, PAGE_HEIGHT, PAGE_WIDTH, TEXT_WIDTH
from ocdsl.generators.specification.runs import bookmarked, field
from ocdsl.generators.specification.styles import numbering_of, styles_xml

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

# Each kind of paragraph in the flow: its style, what numbers it, whether it stays with the next.
_KINDS = {
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


def template_bytes() -> bytes:
    """The template as a Word file: always the same bytes."""
    return packed({name: (_HEAD + xml).encode("utf-8") for name, xml in _parts().items()})


def _parts() -> dict[str, str]:
    return {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(
            ("officeDocument", "word/document.xml"),
            ("extended-properties", "docProps/app.xml"),
        ).replace(
            "</Relationships>",
            f'<Relationship Id="core" Type="{_PACKAGE}/relationships/metadata/core-properties" '
            'Target="docProps/core.xml"/></Relationships>',
        ),
        "docProps/app.xml": f'<Properties xmlns="{_OFFICE_PROPERTIES}"><Application>ocdsl'
        "</Application></Properties>",
        "docProps/core.xml": _CORE,
        "word/_rels/document.xml.rels": _relations(
            ("styles", "styles.xml"), ("numbering", "numbering.xml"),
            ("settings", "settings.xml"), ("header", "header1.xml"), ("footer", "footer1.xml"),
        ),
        "word/document.xml": f"<w:document {_W} {_R}><w:body>{_body()}</w:body></w:document>",
        "word/styles.xml": styles_xml(_W),
        "word/numbering.xml": numbering_xml(_W),
        "word/settings.xml": f"<w:settings {_W}>{_SETTINGS}</w:settings>",
        "word/header1.xml": f"<w:hdr {_W}>{_HEADER}</w:hdr>",
        "word/footer1.xml": f"<w:ftr {_W}>{_FOOTER}</w:ftr>",
    }  # fmt: skip


# ---- the document


def _body() -> str:
    return _cover() + _contents() + _clauses() + _annexes() + _page()


def _p(style: str, inside: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{inside}</w:p>'


def _t(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def _tag(tag: str) -> str:
    """A paragraph that only holds a tag, and goes when the template is filled."""
    return f"<w:p>{_t('{%p ' + tag + ' %}')}</w:p>"


def _cover() -> str:
    return (
        _p("CoverOwner", _t("{{ commissioner }}"))
        + _p("Title", _t("{{ title }}"))
        + _p("Subtitle", _t("Service specification and payment rules"))
        + _facts()
    )


def _facts() -> str:
    """What the cover says of the contract: a row for each fact."""
    left = TEXT_WIDTH // 5
    widths = (left, TEXT_WIDTH - left)
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_p(style, _t(text))}</w:tc>'
        for width, style, text in zip(
            widths, ("TableHead", "TableText"), ("{{ fact.name }}", "{{ fact.value }}"), strict=True
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
        + _p(f"TOC{level}", _t("{{r entry.xml }}"))
        for level in (1, 2, 3)
    )
    return (
        _p("ContentsHeading", _t("Contents"))
        + _tag("for entry in contents") + lines + _tag("endif") + _tag("endfor")
    )  # fmt: skip


def _clauses() -> str:
    """A sample paragraph for each kind, of which each block of the flow takes one."""
    first = _p("Normal", '<w:r><w:br w:type="page"/></w:r>')
    kinds = ""
    for number, (kind, (style, numbered, kept)) in enumerate(_KINDS.items()):
        properties = "<w:keepNext/>" if kept else ""
        properties += numbering_of(*numbered) if numbered else ""
        shown = _t("{{r block.xml }}")
        kinds += _tag(f"{'elif' if number else 'if'} block.kind == '{kind}'")
        kinds += _p(style, shown, properties)
    table = _tag("elif block.kind == 'table'") + f"<w:p>{_t('{{p block.xml }}')}</w:p>"
    return first + _tag("for block in blocks") + kinds + table + _tag("endif") + _tag("endfor")


def _annexes() -> str:
    text, places = "The contract text", "Where each clause comes from"
    number = numbering_of(ANNEXES, 0)
    return (
        _p("AnnexHeading", bookmarked([(9001, "annex_text")], _t(text)), number)
        + _p("BodyText", _t(
            "This specification was made from the text below, which is the contract: its lines "
            "are numbered here, and its digest is {{ digest }}. Any change to the text changes "
            "the digest."))
        + _tag("for line in lines")
        + _p("ContractLine", _t("{{r line }}"), numbering_of(LINES, 0))
        + _tag("endfor")
        + _p("AnnexHeading", bookmarked([(9002, "annex_places")], _t(places)), number)
        + _p("BodyText", _t(
            "Each clause of the contract text, with the line it begins on and the clause of this "
            "specification that puts it into words."))
        + f"<w:p>{_t('{{p places }}')}</w:p>"
    )  # fmt: skip


def _page() -> str:
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="header"/>'
        '<w:footerReference w:type="default" r:id="footer"/>'
        f'<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/><w:pgMar w:top="1474" w:right="{MARGIN}" '
        f'w:bottom="1361" w:left="{MARGIN}" w:header="680" w:footer="567" w:gutter="0"/>'
        "<w:titlePg/></w:sectPr>"
    )


_TAB = "<w:r><w:tab/></w:r>"
_HEADER = _p("Header", _t("{{ title }}") + _TAB + _t("Service specification"))
_FOOTER = _p("Footer", _t("Contract text {{ version }}") + _TAB + _t("Page ") + field("PAGE", "1")
             + _t(" of ") + field("NUMPAGES", "1"))  # fmt: skip

# ---- the other parts

_OFFICE_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_CORE = (
    f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"/>'
)
_SETTINGS = (
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting '
    'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    '</w:compat><w:themeFontLang w:val="en-GB"/><w:decimalSymbol w:val="."/>'
    '<w:listSeparator w:val=","/>'
)


def _types() -> str:
    kinds = {"document": "document.main", "styles": "styles", "numbering": "numbering",
             "settings": "settings", "header1": "header", "footer1": "footer"}  # fmt: skip
    parts = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_OFFICE}.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{parts}'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="{kind}" Type="{_RELATION}/{kind}" Target="{target}"/>'
        for kind, target in targets
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def write_template(path: Path) -> None:
    """Write the template. Raises OSError."""
    path.write_bytes(template_bytes())


if __name__ == "__main__":
    write_template(folder("specs") / "specification.docx")
