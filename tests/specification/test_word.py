"""Word as Word people use it: what every specification of a shipped contract has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from ocdsl.generators.specification.package import unpacked
from tests.specification import made
from tests.specification.reading import W, body, paragraphs

CONTRACTS = sorted(path.parent for path in (made.ROOT / "contracts").glob("*/contract.ocdsl"))
NUMBERED = {"Heading1": 0, "Heading2": 1, "Clause": 1, "Subclause": 2, "ClauseItem": 3}
TEXT_WIDTH = 9298
TWENTY_MM = 1134
QUIET_FIELDS = {"TOC", "REF", "PAGE", "NUMPAGES", "SEQ"}
every_contract = pytest.mark.parametrize("folder", CONTRACTS, ids=lambda path: path.name)


def word(folder: Path) -> bytes:
    return made.document((folder / "contract.ocdsl").read_text(encoding="utf-8"))


def numbers_by_bookmark(docx: bytes) -> dict[str, str]:
    """Counts the numbered paragraphs as Word does, from the file alone."""
    counts, annexes, figures, numbers = [0] * 5, 0, 0, {}
    for p in paragraphs(docx):
        if p.list == 1:
            counts[p.level] += 1
            counts[p.level + 1 :] = [0] * (4 - p.level)
            numbers |= dict.fromkeys(p.bookmarks, ".".join(map(str, counts[: p.level + 1])))
        elif p.list == 2:
            annexes += 1
            numbers |= dict.fromkeys(p.bookmarks, f"Annex {'ABC'[annexes - 1]}")
        elif p.style == "Caption":
            figures += 1
            numbers |= dict.fromkeys(p.bookmarks, f"Figure {figures}")
    return numbers


# ---- numbers, headings and references


@every_contract
def test_numbers_are_words_own(folder: Path) -> None:
    for p in paragraphs(word(folder)):
        if p.style in NUMBERED:
            assert (p.list, p.level) == (1, NUMBERED[p.style]), p.text
        if p.style in {*NUMBERED, "AnnexHeading", "ContractLine"}:
            assert p.list, p.text
        if p.style in {*NUMBERED, "AnnexHeading"}:
            assert not re.match(r"\(?\d+[.)]|\(?[a-z]\)|\d+\.\d", p.typed), p.typed


@every_contract
def test_every_level_of_the_list_is_words_own_and_restarts(folder: Path) -> None:
    lists = etree.fromstring(unpacked(word(folder))["word/numbering.xml"])
    clauses = next(a for a in lists if a.get(f"{W}abstractNumId") == "1")
    kind = clauses.find(f"{W}multiLevelType")
    assert kind is not None and kind.get(f"{W}val") == "multilevel"
    texts = [t.get(f"{W}val") for t in clauses.iter(f"{W}lvlText")]
    assert texts == ["%1", "%1.%2", "%1.%2.%3", "(%4)", "(%5)"]


@every_contract
def test_headings_have_heading_styles_and_no_level_is_left_out(folder: Path) -> None:
    parts = unpacked(word(folder))
    styles = {
        style.get(f"{W}styleId"): style
        for style in etree.fromstring(parts["word/styles.xml"]).iter(f"{W}style")
    }
    levels = {"Heading1": "0", "Heading2": "1", "AnnexHeading": "0"}
    for name, level in levels.items():
        outline = styles[name].find(f"{W}pPr/{W}outlineLvl")
        assert outline is not None and outline.get(f"{W}val") == level
    used = [p.style for p in paragraphs(word(folder))]
    assert set(used) - {""} <= styles.keys()
    assert next(s for s in used if s in levels) == "Heading1"


@every_contract
def test_every_reference_shows_the_number_that_word_gives(folder: Path) -> None:
    docx = word(folder)
    numbers = numbers_by_bookmark(docx)
    shown = [field for p in paragraphs(docx) for field in p.fields]
    references = [(f[0].split()[1], f[1]) for f in shown if f[0].startswith("REF ")]
    assert len(references) > 15
    assert [(b, n) for b, n in references if numbers[b] != n] == []


@every_contract
def test_the_contents_show_every_heading_with_its_number(folder: Path) -> None:
    seen = paragraphs(word(folder))
    numbers = numbers_by_bookmark(word(folder))
    headings = []
    for p in seen:
        if p.style in ("Heading1", "Heading2", "AnnexHeading"):
            headings.append(f"{numbers[p.bookmarks[0]]}\t{p.text}")
    assert [p.text for p in seen if p.style.startswith("TOC")] == headings
    assert len(headings) > 10


@every_contract
def test_bookmarks_are_named_as_word_allows_and_once(folder: Path) -> None:
    docx = word(folder)
    names = [name for p in paragraphs(docx) for name in p.bookmarks]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,39}", name) for name in names)
    starts, ends = (
        [m.get(f"{W}id") for m in body(docx).iter(f"{W}bookmark{end}")] for end in ("Start", "End")
    )
    assert sorted(starts) == sorted(ends)
    assert len(starts) == len(set(starts))


# ---- tables, pictures and the page


@every_contract
def test_tables_repeat_their_heading_and_never_split_a_row(folder: Path) -> None:
    tables = list(body(word(folder)).iter(f"{W}tbl"))
    assert len(tables) > 3
    for number, table in enumerate(tables):
        rows = table.findall(f"{W}tr")
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        # The first is the cover's, a few lines without a heading.
        assert number == 0 or rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        widths = [int(c.get(f"{W}w")) for c in table.iter(f"{W}gridCol")]
        assert sum(widths) <= TEXT_WIDTH


@every_contract
def test_every_picture_and_every_table_says_what_it_shows(folder: Path) -> None:
    root = body(word(folder))
    for picture in (e for e in root.iter() if etree.QName(e).localname == "docPr"):
        assert len(picture.get("descr", "").split()) > 3
    for table in list(root.iter(f"{W}tbl"))[1:]:
        caption = table.find(f"{W}tblPr/{W}tblCaption")
        assert caption is not None and caption.get(f"{W}val")


@every_contract
def test_the_page_is_a4_with_margins_that_print(folder: Path) -> None:
    for section in body(word(folder)).iter(f"{W}sectPr"):
        size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        assert size is not None and margins is not None
        assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("11906", "16838")
        for side in ("top", "right", "bottom", "left"):
            assert int(margins.get(f"{W}{side}")) >= TWENTY_MM


@every_contract
def test_the_page_header_has_the_name_the_version_and_the_digest(folder: Path) -> None:
    contract = made.contract((folder / "contract.ocdsl").read_text(encoding="utf-8"))
    root = etree.fromstring(unpacked(word(folder))["word/header1.xml"])
    text = "".join(root.itertext())
    short = contract.source.digest.removeprefix("sha256:")[:12]
    assert text == f"{contract.title}Version 1 · Contract text {short}"


@every_contract
def test_the_language_of_the_text_is_set(folder: Path) -> None:
    parts = unpacked(word(folder))
    styles = etree.fromstring(parts["word/styles.xml"])
    language = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert language is not None and language.get(f"{W}val") == "en-GB"
    others = {e.get(f"{W}val") for e in body(word(folder)).iter(f"{W}lang")}
    assert others <= {"cy-GB"}


# ---- nothing is asked of whoever opens it


@every_contract
def test_nothing_in_the_file_asks_a_question_when_it_is_opened(folder: Path) -> None:
    parts = unpacked(word(folder))
    everything = b"".join(parts.values())
    for sign in (b"updateFields", b"w:dirty", b"attachedTemplate", b'TargetMode="External"'):
        assert sign not in everything
    assert not [name for name in parts if re.search(r"\.bin$|embeddings|activeX", name)]
    asked = {f[0].split()[0] for p in paragraphs(word(folder)) for f in p.fields}
    assert asked <= QUIET_FIELDS
