"""What LibreOffice makes of the documents: opened whole, tagged PDFs, contents with right pages."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from ocdsl.generators.specification import to_pdf
from ocdsl.generators.specification.house import HOUSES
from ocdsl.generators.specification.template import template_bytes
from tests.specification import made
from tests.specification.reading import W, body, paragraphs
from tests.specification.test_word import CONTRACTS, word

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
TEXT = shutil.which("pdftotext")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
needs_text = pytest.mark.skipif(TEXT is None, reason="pdftotext (poppler) is not installed")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The document of every shipped contract, and the first one in every house."""
    place = tmp_path_factory.mktemp("office")
    for contract in CONTRACTS:
        (place / f"{contract.name}.docx").write_bytes(word(contract))
    for house in HOUSES[1:]:
        document = made.document(made.text(), template_bytes(house))
        (place / f"{Path(house.file).stem}.docx").write_bytes(document)
    yield place


def saved_again(folder: Path) -> Path:
    """Each document opened and saved as Word by LibreOffice."""
    assert OFFICE is not None
    again = folder / "again"
    profile = (folder / "profile").as_uri()
    command = [OFFICE, "--headless", f"-env:UserInstallation={profile}", "--convert-to", "docx"]
    files = sorted(map(str, folder.glob("*.docx")))
    subprocess.run(
        [*command, "--outdir", str(again), *files], check=True, capture_output=True, timeout=300
    )
    return again


@pytest.mark.slow
def test_every_document_is_opened_whole(folder: Path) -> None:
    """A program that has to repair a file leaves out what it could not read."""
    again = saved_again(folder)
    for document in sorted(folder.glob("*.docx")):
        before, after = document.read_bytes(), (again / document.name).read_bytes()
        for kind in ("tbl", "drawing", "hyperlink"):
            counts = [len(list(body(docx).iter(f"{W}{kind}"))) for docx in (before, after)]
            assert counts[0] == counts[1], (document.name, kind)
        assert words(before) - words(after) == set(), document.name


def words(docx: bytes) -> set[str]:
    """The paragraphs as texts; what stands in a picture is in its own."""
    return {" ".join(p.text.split()) for p in paragraphs(docx) if p.style not in ("Figure", "")}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["reablement-at-home", "quayside", "minster"])
def test_the_pdf_is_tagged_and_says_its_language(folder: Path, name: str) -> None:
    content = pdf_of(folder, name).read_bytes()
    for sign in (rb"/Marked true", rb"/StructTreeRoot", rb"/Lang\(en-GB\)", rb"/Outlines"):
        assert re.search(sign, content), sign


@needs_text
@pytest.mark.slow
def test_the_contents_of_the_pdf_have_the_right_pages(folder: Path) -> None:
    pages = pages_of(pdf_of(folder, "reablement-at-home"))
    line = re.compile(r"^ *([A-Z\d][\w. ]*?) +(\S.*?) *\.{3,} *(\d+)$", re.MULTILINE)
    lines = [match for page in pages[1:4] for match in line.finditer(page)]
    assert len(lines) > 40
    for match in lines:
        number, title, page = match.groups()
        there = " ".join(pages[int(page) - 1].split())
        assert f"{number} {' '.join(title.split())}" in there, match.group()


@needs_text
@pytest.mark.slow
def test_every_page_but_the_cover_says_which_contract_and_text_it_is_of(folder: Path) -> None:
    contract = made.contract()
    short = contract.source.digest.removeprefix("sha256:")[:12]
    cover, *others = pages_of(pdf_of(folder, "reablement-at-home"))
    assert contract.source.digest in cover.replace("\n", "").replace(" ", "")
    for number, page in enumerate(others, 2):
        top = page.strip().splitlines()[0]
        assert re.fullmatch(rf"{contract.title} +Version 1 · Contract text {short}", top)
        assert re.search(rf"Page {number} of {len(others) + 1}$", page.strip())


def pdf_of(folder: Path, name: str) -> Path:
    """The PDF of a document, made once."""
    pdf = folder / f"{name}.pdf"
    return pdf if pdf.exists() else to_pdf(pdf.with_suffix(".docx"), pdf)


def pages_of(pdf: Path) -> list[str]:
    """The text of each page, as it is laid out."""
    assert TEXT is not None
    command = [TEXT, "-layout", str(pdf), "-"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return said.rstrip("\f").split("\f")
