"""Pictures of four pages of the specification, for these pages: run `make screenshots`.

Needs LibreOffice, poppler's pdftoppm and pdftotext, and the fonts Carlito and Caladea (or Calibri
and Cambria). A page is found by what stands on it, so that it stays the same one when others grow.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from attrs import frozen

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
CONTRACT = ROOT / "contracts" / "reablement-at-home"
DOTS_PER_INCH = "72"


@frozen
class Shot:
    """A page: its picture's name, a heading on it, and how the document is made."""

    name: str
    shows: str
    options: tuple[str, ...] = ()


HOUSES = "specs/houses"
SHOTS = (
    Shot("specification-cover", "", ("--template", f"{HOUSES}/quayside.docx")),
    Shot("specification-payment", "Reablement outcome 10.4.1"),
    Shot("specification-picture", "Figure 1. From what is recorded"),
    Shot("specification-welsh", "10.4.1", ("--lang", "cy", "--template", f"{HOUSES}/minster.docx")),
)


def main() -> None:
    """One picture for each page."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        for shot in SHOTS:
            pdf = made(shot, Path(place) / shot.name)
            page = str(page_of(pdf, shot.shows))
            command = [
                "pdftoppm",
                "-png",
                "-singlefile",
                "-r",
                DOTS_PER_INCH,
                "-f",
                page,
                "-l",
                page,
            ]
            subprocess.run([*command, str(pdf), str(IMAGES / shot.name)], check=True)


def made(shot: Shot, folder: Path) -> Path:
    """The PDF of the specification, made by the command that anybody uses."""
    command = [sys.executable, "-m", "ocdsl", "generate", "spec", str(CONTRACT), "--pdf"]
    subprocess.run(
        [*command, "--out", str(folder), *shot.options], check=True, cwd=ROOT, capture_output=True
    )
    return next(folder.glob("*.pdf"))


def page_of(pdf: Path, shows: str) -> int:
    """The first page on which some words stand, but not among the contents; nothing: the cover."""
    said = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True
    ).stdout
    pages = [" ".join(page.split()) for page in said.split("\f")]
    found = [n for n, page in enumerate(pages, 1) if shows in page and "....." not in page]
    return found[0]


if __name__ == "__main__":
    main()
