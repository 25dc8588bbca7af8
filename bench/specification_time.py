"""How long a specification of 40 pages or more takes to make, without PDF, as a whole process.

Its pages are counted by LibreOffice where it is installed. Fails when the best of some runs takes
five seconds or more, or when the document has fewer than 40 pages.
"""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from ocdsl.generators.specification import to_pdf

RUNS = 7
LIMIT_SECONDS = 5.0
LEAST_PAGES = 40
ROOT = Path(__file__).resolve().parents[1]
CONTRACT = "reablement-at-home"


def seconds(out: Path) -> float:
    """One run of the command."""
    command = [sys.executable, "-m", "ocdsl", "generate", "spec", f"contracts/{CONTRACT}"]
    start = perf_counter()
    subprocess.run([*command, "--out", str(out)], check=True, capture_output=True, cwd=ROOT)
    return perf_counter() - start


def pages(document: Path) -> int:
    """How many pages LibreOffice lays the document out on."""
    pdf = to_pdf(document, document.with_suffix(".pdf")).read_bytes()
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def main() -> None:
    """Print the best and the middle of the runs, and the pages."""
    with tempfile.TemporaryDirectory() as place:
        out = Path(place)
        times = [seconds(out) for _ in range(RUNS)]
        office = shutil.which("soffice") or shutil.which("libreoffice")
        count = pages(out / f"{CONTRACT}.docx") if office else None
    best, middle = min(times), statistics.median(times)
    laid_out = f"{count} pages" if count else "pages not counted: LibreOffice is not installed"
    print(f"{CONTRACT}.docx ({laid_out}): best {best:.2f} s, middle of {RUNS} runs {middle:.2f} s")
    sys.exit(0 if best < LIMIT_SECONDS and (count is None or count >= LEAST_PAGES) else 1)


if __name__ == "__main__":
    main()
