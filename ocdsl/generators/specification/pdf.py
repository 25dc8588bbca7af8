"""A PDF of a Word file, by LibreOffice where it is installed; never needed for anything else."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from ocdsl.base.writing import whole_file
from ocdsl.generators.specification.package import packed, unpacked
from ocdsl.generators.specification.runs import field, tab

_BODY = "word/document.xml"
_LONGEST_SECONDS = 300
_FILTER = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},'\
    '"ExportBookmarks":{"type":"boolean","value":"true"}}'  # fmt: skip


class PdfError(Exception):
    """Raised when there is no LibreOffice, or it could not make the PDF; the message says which."""


def to_pdf(docx: str | Path, out: str | Path) -> Path:
    """Write a Word file made here as PDF, its contents with page numbers; gives the PDF's path.

    Raises PdfError, or OSError when a file cannot be read or written.
    """
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise PdfError(
            "The Word file is there, but a PDF needs LibreOffice and none is installed here. "
            "Install LibreOffice Writer, or open the Word file and save it as PDF."
        )
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "specification.docx"
        copy.write_bytes(with_page_numbers(Path(docx).read_bytes()))
        made = _converted(office, copy)
        with whole_file(Path(out)) as started:
            started.write_bytes(made.read_bytes())
    return Path(out)


def _converted(office: str, copy: Path) -> Path:
    """The PDF beside the copy. A profile of its own keeps it apart from an open LibreOffice."""
    profile = (copy.parent / "profile").as_uri()
    command = [office, "--headless", f"-env:UserInstallation={profile}", "--convert-to", _FILTER]
    try:
        ended = subprocess.run(
            [*command, "--outdir", str(copy.parent), str(copy)],
            capture_output=True, text=True, timeout=_LONGEST_SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as late:
        raise PdfError("LibreOffice took more than five minutes and was stopped.") from late
    made = copy.with_suffix(".pdf")
    if not made.is_file():
        said = (ended.stderr or ended.stdout).strip().splitlines()
        raise PdfError(f"LibreOffice made no PDF. It said: {said[-1] if said else 'nothing'}.")
    return made


def with_page_numbers(content: bytes) -> bytes:
    """A copy whose contents have page numbers, which the program that lays it out fills in.

    The contents are then plain lines with references, no longer one field.
    """
    parts = unpacked(content)
    body = parts[_BODY].decode("utf-8")
    parts[_BODY] = re.sub(
        r"<w:p>(?:(?!</w:p>).)*?</w:p>", _numbered, body, flags=re.DOTALL
    ).encode()
    return packed(parts)


def _numbered(found: re.Match[str]) -> str:
    paragraph = found.group()
    if '<w:pStyle w:val="TOC' not in paragraph:
        return paragraph
    plain = re.sub(r"<w:r>(?:(?!</w:r>).)*<w:(?:fldChar|instrText)(?:(?!</w:r>).)*</w:r>", "",
                   paragraph, flags=re.DOTALL)  # fmt: skip
    anchor = re.search(r'w:anchor="([^"]+)"', plain)
    page = tab() + field(f"PAGEREF {anchor[1]} \\h", "1") if anchor else ""
    return plain.replace("</w:p>", page + "</w:p>")
