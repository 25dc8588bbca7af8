"""The Word file: numbered by Word, right before anything is updated, nothing lost, equal bytes."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from lxml import etree

from ocdsl.generators.specification.house import HOUSES, House
from ocdsl.generators.specification.package import W, unpacked
from ocdsl.generators.specification.runs import safe
from ocdsl.generators.specification.template import template_bytes
from tests.specification import made
from tests.specification.reading import all_text, paragraphs

HOSTILE = (
    "R&D if x < 5",
    "‘a’ > b & c",
    "{{ 7 * 7 }} {% raw %}",
    "{_{ x }_} {_% y %_}",
    "</w:t></w:r> ]]> &amp;",
    "= sum(A1) 🏡 Ŵyn",
    "<!-- no -->",
    "⅔ – a\u0301 \U0001f469\U0001f3fe",
)


def hostile_text() -> str:
    """The shipped contract with awkward words in every title and every free text."""
    words = iter(HOSTILE * 40)
    lines = []
    for line in made.text().splitlines():
        free = re.match(r"(  (?:text|note|because|evidence|Cymraeg) +)\S", line)
        awkward = f"{free[1]}{next(words)}" if free else line
        number = len(lines)
        lines.append(re.sub(r'"[^"]*"', lambda _, n=number: f'"{next(words)} {n}"', awkward))
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("house", HOUSES, ids=lambda house: house.file)
def test_every_value_is_in_the_document_as_it_was_written(house: House) -> None:
    source = hostile_text()
    document = made.document(source, template_bytes(house))
    seen = all_text(document, without=("ContractLine",))
    values = re.findall(r'"([^"]*)"', source)
    values += re.findall(r"^  (?:text|note|because|evidence|Cymraeg) +(.*)$", source, re.MULTILINE)
    assert len(values) >= 25
    lost = [value for value in values if value.rstrip(". ") not in seen]
    assert lost == []
    title = made.contract(source).title
    header = etree.fromstring(unpacked(document)["word/header1.xml"])
    assert "".join(header.itertext()).startswith(title)
    core = etree.fromstring(unpacked(document)["docProps/core.xml"])
    assert title in [part.text for part in core]
    annex = [p.text for p in paragraphs(document) if p.style == "ContractLine"]
    assert annex == source.splitlines()


def test_bookmarks_of_awkward_titles_are_named_as_word_allows_and_once() -> None:
    names = [name for p in paragraphs(made.document(hostile_text())) for name in p.bookmarks]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,39}", name) for name in names)


def test_a_variation_makes_the_second_version() -> None:
    variation = """
variation fee-2027 "Fees from April 2027"
  from     1 April 2027
  because  Pay rose.

payment start-fee "Start fee"
"""
    block = re.search(r'^payment start-fee "[^"]*"\n((?:  .*\n)+)', made.text(), re.MULTILINE)
    assert block
    docx = made.document(made.text() + variation + block[1].replace("£300.00", "£310.00"))
    header = etree.fromstring(unpacked(docx)["word/header1.xml"])
    assert "Version 2 · Contract text" in "".join(header.itertext())
    assert "2, in force from 1 April 2027" in [p.text for p in paragraphs(docx)]


def test_what_xml_cannot_hold_is_shown_and_never_dropped() -> None:
    assert safe("a\x0bb\x00c") == "a\ufffdb\ufffdc"


def test_the_same_contract_gives_the_same_bytes() -> None:
    program = (
        "import sys, hashlib\n"
        "from tests.specification import made\n"
        "sys.stdout.write(hashlib.sha256(made.document()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program], cwd=made.ROOT, check=True, capture_output=True,
            text=True, env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }  # fmt: skip
    assert len(digests) == 1


def test_the_notes_of_every_block_are_printed() -> None:
    blocks = made.text().rstrip("\n").split("\n\n")
    source = "\n\n".join(f"{b}\n  note  Remark {n}." for n, b in enumerate(blocks)) + "\n"
    printed = {p.text for p in paragraphs(made.document(source)) if p.style == "Note"}
    assert [n for n in range(len(blocks)) if not any(f"Remark {n}." in p for p in printed)] == []
    assert "First visit: Remark 3." in printed


def test_page_language_and_properties() -> None:
    parts = {name: part.decode() for name, part in unpacked(made.document()).items()}
    assert 'w:w="11906" w:h="16838"' in parts["word/document.xml"]
    assert 'w:lang w:val="en-GB"' in parts["word/styles.xml"]
    assert 'w:lang w:val="cy-GB"' in parts["word/document.xml"]
    core = etree.fromstring(parts["docProps/core.xml"].encode())
    values = {etree.QName(e).localname: e.text for e in core}
    assert values["title"] == "Reablement at Home"
    assert values["identifier"] == made.contract().source.digest
    assert not {"created", "modified", "lastModifiedBy"} & values.keys()


def test_comments_are_never_printed() -> None:
    source = made.text().replace("  currency ", "  # not for the reader\n  currency ", 1)
    assert source != made.text()
    document = made.document(source)
    assert b"not for the reader" not in document
    lines = [p for p in paragraphs(document) if p.style == "ContractLine"]
    assert len(lines) == len(source.splitlines())


def test_the_annex_holds_the_contract_line_by_line() -> None:
    lines = [p.text for p in paragraphs(made.document()) if p.style == "ContractLine"]
    assert lines == made.text().splitlines()


def test_a_tag_that_names_nothing_stops_the_making(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from ocdsl.generators.specification import CannotFillError, render

    before = render.context

    def without_title(*given: object) -> dict[str, object]:
        return {k: v for k, v in before(*given).items() if k != "title"}  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(render, "context", without_title)
    with pytest.raises(CannotFillError, match="title"):
        made.document.__wrapped__()


@pytest.mark.parametrize("house", HOUSES, ids=lambda house: house.file)
def test_no_last_row_and_no_heading_of_the_contents_stands_alone_on_a_page(house: House) -> None:
    parts = unpacked(made.document(template=template_bytes(house)))
    document, styles = (
        etree.fromstring(parts[f"word/{name}.xml"]) for name in ("document", "styles")
    )
    for table in list(document.iter(f"{W}tbl"))[1:]:
        rows = list(table.iter(f"{W}tr"))
        before_the_last = list(rows[-2].iter(f"{W}p"))
        heading = rows[-2].find(f".//{W}tblHeader") is not None
        assert heading or all(p.find(f"{W}pPr/{W}keepNext") is not None for p in before_the_last)
    kept = {s.get(f"{W}styleId") for s in styles if s.find(f"{W}pPr/{W}keepNext") is not None}
    assert {"TOC1", "TableHead"} <= kept


def test_an_example_says_in_a_sentence_why_nothing_is_paid_and_signs_what_is_taken_back() -> None:
    source = (made.ROOT / "contracts" / "immunisation-targets" / "contract.ocdsl").read_text(
        "utf-8"
    )
    assert "Not due: the amount cannot be worked out" in all_text(made.document(source))
    shipped = all_text(made.document(), without=("ContractLine",))
    assert "−£1,338.75" in shipped and "-£" not in shipped
    assert "decided by Share of people who become independent for the quarter of" in shipped
