"""Reads a specification back as a person sees it: its paragraphs, and the contract it came from.

What Word keeps of its own accord (styles, fields, tracked changes) is passed over: a change that is
suggested counts as made, for that is what the document says when somebody accepts it.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import takewhile
from typing import TYPE_CHECKING

from attrs import frozen

from ocdsl.generators.specification.package import W
from ocdsl.generators.specification.tongue import language_of

if TYPE_CHECKING:
    from lxml.etree import _Element

LARGEST_FILE = 100_000_000
"""Bytes of the document's main part, unpacked; the longest specification here has a thirtieth."""
_BODY = "word/document.xml"
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_MADE_WITH = re.compile(r"ocdsl (\d+\.\d+\S*)")
_CONTRACT_LINE, _ANNEX = "ContractLine", "AnnexHeading"
_SHOWN = {f"{W}tab": " ", f"{W}br": " ", f"{W}noBreakHyphen": "-"}


class NotASpecification(Exception):  # noqa: N818 - it says what the file is
    """Raised for a file that is no specification made here; the message says how it is known."""


@frozen
class Said:
    """One paragraph, or one row of a table, its cells divided by ` | `."""

    style: str
    text: str


@frozen
class SpecificationRead:
    """What a specification says, and of which contract's text it says so."""

    digest: str
    """The digest of the contract's text that it was made from."""
    made_with: str
    """The version of ocdsl that made it; empty when the document no longer says."""
    clauses: tuple[Said, ...]
    """Everything that stands before the annexes, but for the contents."""
    contract_lines: tuple[str, ...]
    """The contract's text as the annex shows it, without comments."""
    language: str
    """The code of the language that its styles are in: `en` or `cy`."""


def read_specification(content: bytes) -> SpecificationRead:
    """What a Word file says. Raises NotASpecification for one that was not made here."""
    said = tuple(_said(_root(content)))
    everything = "\n".join(part.text for part in said)
    digest, made = _DIGEST.search(everything), _MADE_WITH.search(everything)
    if digest is None:
        raise NotASpecification("It names no digest of a contract, so it was not made by ocdsl.")
    before = takewhile(lambda part: part.style != _ANNEX, said)
    return SpecificationRead(
        digest.group(),
        made[1] if made else "",
        tuple(part for part in before if _is_clause(part)),
        tuple(part.text for part in said if part.style == _CONTRACT_LINE),
        language_of(content),
    )


def _is_clause(part: Said) -> bool:
    of_the_making = _DIGEST.search(part.text) or _MADE_WITH.search(part.text)
    return bool(part.text) and not of_the_making and not part.style.startswith("TOC")


def _root(content: bytes) -> _Element:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            if package.getinfo(_BODY).file_size > LARGEST_FILE:
                raise NotASpecification("It is too large to be a specification.")
            return etree.fromstring(package.read(_BODY), parser)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError):
        raise NotASpecification("It is not a Word file ending in .docx.") from None
    except etree.XMLSyntaxError:
        raise NotASpecification("It is a Word file that is damaged.") from None


def _said(root: _Element) -> Iterator[Said]:
    body = root.find(f"{W}body")
    for part in () if body is None else body:
        if part.tag == f"{W}p":
            yield Said(_style(part), _text(part))
        elif part.tag == f"{W}tbl":
            yield from (_row(row) for row in part.iter(f"{W}tr"))


def _row(row: _Element) -> Said:
    cells = [
        " ".join(_text(paragraph) for paragraph in cell.iter(f"{W}p"))
        for cell in row.iter(f"{W}tc")
    ]
    return Said("row", " | ".join(cells))


def _style(paragraph: _Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else str(style.get(f"{W}val"))


def _text(paragraph: _Element) -> str:
    """The words, with every run of blanks as one; what a tracked change takes out is not there."""
    pieces = [
        _SHOWN.get(str(part.tag), part.text or "")
        for part in paragraph.iter(f"{W}t", *_SHOWN)
        if next(part.iterancestors(f"{W}moveFrom"), None) is None
    ]
    return " ".join("".join(pieces).replace("\xa0", " ").split())


_LEVELS = {"Heading1": 0, "Heading2": 1, "Clause": 1, "Subclause": 2, "ClauseItem": 3}


def numbers_of(clauses: Iterable[Said]) -> Iterator[str]:
    """Where each clause stands, as `6.2`, `6.2(a)`, `the table of 6.2`, or `below 6.2`.

    Only for a document as it was made here: Word may give the styles other names.
    """
    counts, number = [0, 0, 0, 0], ""
    for clause in clauses:
        level = _LEVELS.get(clause.style)
        if level is None:
            where = "the table of" if clause.style == "row" else "below"
            yield f"{where} {number}" if number else "the cover"
            continue
        counts[level] += 1
        counts[level + 1 :] = [0] * (3 - level)
        if level < 3:
            number = ".".join(map(str, counts[: level + 1]))
        yield number if level < 3 else f"{number}({chr(96 + counts[3])})"
