"""The order in which Word asks for properties (ECMA-376, part 1, 17.2 to 17.9).

Word repairs, or refuses, a file whose elements stand in another order; other programs do not care.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from lxml import etree

from ocdsl.generators.specification.house import HOUSES, House
from ocdsl.generators.specification.package import unpacked
from ocdsl.generators.specification.template import template_bytes
from tests.specification import made
from tests.specification.reading import W

ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr "
    "suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct "
    "topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind "
    "contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
    "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect "
    "bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW "
    "jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
    "tblDescription",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection "
    "tcFitText vAlign hideMark",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc "
    "pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi "
    "rtlGutter docGrid",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden "
    "unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr "
    "tcPr tblStylePr",
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "pBdr": "top left bottom right between bar",
    "tblBorders": "top left start bottom right end insideH insideV",
    "settings": "writeProtection view zoom removePersonalInformation mirrorMargins "
    "defaultTabStop characterSpacingControl compat themeFontLang decimalSymbol listSeparator",
}


def disorder(docx: bytes) -> Iterator[tuple[str, list[str]]]:
    """Each element whose children Word does not know, or would have in another order."""
    for name, part in unpacked(docx).items():
        if not name.startswith("word/") or not name.endswith(".xml"):
            continue
        for kind, order in ORDERS.items():
            known = order.split()
            for element in etree.fromstring(part).iter(f"{W}{kind}"):
                children = [etree.QName(child).localname for child in element]
                places = [known.index(c) if c in known else -1 for c in children]
                if -1 in places or places != sorted(places):
                    yield f"{name}: {kind}", children


@pytest.mark.parametrize("house", HOUSES, ids=lambda house: house.file)
def test_what_is_made_stands_in_the_order_that_word_asks_for(house: House) -> None:
    template = template_bytes(house)
    assert list(disorder(template)) == []
    assert list(disorder(made.document(made.text(), template)))[:3] == []


def test_every_cell_ends_with_a_paragraph() -> None:
    for cell in etree.fromstring(unpacked(made.document())["word/document.xml"]).iter(f"{W}tc"):
        assert cell[-1].tag == f"{W}p"


def test_the_ids_of_pictures_are_given_once() -> None:
    root = etree.fromstring(unpacked(made.document())["word/document.xml"])
    ids = [e.get("id") for e in root.iter() if etree.QName(e).localname == "docPr"]
    assert len(ids) > 1 and len(ids) == len(set(ids))
