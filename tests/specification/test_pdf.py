"""The PDF: a clear answer where there is no LibreOffice, and contents with page numbers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ocdsl.generators.specification import PdfError, pdf, to_pdf
from tests.specification import made
from tests.specification.reading import paragraphs


def test_without_libreoffice_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf.shutil, "which", lambda name: None)
    word = tmp_path / "a.docx"
    word.write_bytes(made.document())
    with pytest.raises(PdfError, match="needs LibreOffice and none is installed here"):
        to_pdf(word, tmp_path / "a.pdf")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.docx"]


def test_when_libreoffice_makes_nothing_it_repeats_what_it_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = tmp_path / "soffice"
    office.write_text("#!/bin/sh\necho 'no disk left' >&2\n")
    office.chmod(0o755)
    monkeypatch.setattr(pdf.shutil, "which", lambda name: str(office))
    word = tmp_path / "a.docx"
    word.write_bytes(made.document())
    with pytest.raises(PdfError, match="It said: no disk left"):
        to_pdf(word, tmp_path / "a.pdf")


def test_the_copy_for_the_pdf_asks_for_the_page_of_every_heading() -> None:
    before, after = (
        paragraphs(d) for d in (made.document(), pdf.with_page_numbers(made.document()))
    )
    contents = [p for p in after if p.style.startswith("TOC")]
    assert len(contents) == sum(p.style.startswith("TOC") for p in before)
    marks = {name for p in after for name in p.bookmarks}
    for line in contents:
        (field,) = line.fields
        asked = re.fullmatch(r"PAGEREF (\w+) \\h", field[0])
        assert asked and asked[1] in marks
    rest = [[p.text for p in each if not p.style.startswith("TOC")] for each in (before, after)]
    assert rest[0] == rest[1]
