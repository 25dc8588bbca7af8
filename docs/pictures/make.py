"""Pictures of pages of the committed specification; run it when the document has changed.

Needs LibreOffice and poppler's pdftoppm: python docs/pictures/make.py
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from ocdsl.generators.specification import to_pdf

HERE = Path(__file__).parent
DOCUMENT = HERE.parents[1] / "generated" / "reablement-at-home" / "reablement-at-home.docx"
PAGES = {1: "cover", 7: "payment", 11: "examples"}
DOTS_PER_INCH = 64


def main() -> None:
    """One picture a page, beside this file."""
    with tempfile.TemporaryDirectory() as place:
        pdf = to_pdf(DOCUMENT, Path(place) / "pages.pdf")
        for page, name in PAGES.items():
            picture = HERE / f"specification-{name}"
            command = ["pdftoppm", "-png", "-singlefile", "-r", str(DOTS_PER_INCH)]
            subprocess.run(
                [*command, "-f", str(page), "-l", str(page), str(pdf), str(picture)], check=True
            )


if __name__ == "__main__":
    main()
