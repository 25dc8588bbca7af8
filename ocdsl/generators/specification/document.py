"""A Word file in the house style: the styles, lists and page that every document here has."""

from __future__ import annotations

from ocdsl.generators.specification.house import PLAIN, House
from ocdsl.generators.specification.numbering import numbering_xml
from ocdsl.generators.specification.package import packed
from ocdsl.generators.specification.page import MARGIN, PAGE_HEIGHT, PAGE_WIDTH
from ocdsl.generators.specification.styles import styles_xml

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def document_bytes(body: str, header: str, footer: str, house: House = PLAIN) -> bytes:
    """A Word file in a house style from the XML of its body, header and footer."""
    parts = _parts(body, header, footer, house)
    return packed({name: (_HEAD + xml).encode("utf-8") for name, xml in parts.items()})


def _parts(body: str, header: str, footer: str, house: House) -> dict[str, str]:
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
        "word/document.xml": f"<w:document {_W} {_R}><w:body>{body}{_page()}</w:body></w:document>",
        "word/styles.xml": styles_xml(_W, house),
        "word/numbering.xml": numbering_xml(_W, house),
        "word/settings.xml": f"<w:settings {_W}>{_SETTINGS}</w:settings>",
        "word/header1.xml": f"<w:hdr {_W}>{header}</w:hdr>",
        "word/footer1.xml": f"<w:ftr {_W}>{footer}</w:ftr>",
    }  # fmt: skip


def paragraph(style: str, inside: str, properties: str = "") -> str:
    """A paragraph of runs in a style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{inside}</w:p>'


def _page() -> str:
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="header"/>'
        '<w:footerReference w:type="default" r:id="footer"/>'
        f'<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/><w:pgMar w:top="1474" w:right="{MARGIN}" '
        f'w:bottom="1361" w:left="{MARGIN}" w:header="680" w:footer="567" w:gutter="0"/>'
        "<w:titlePg/></w:sectPr>"
    )


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
