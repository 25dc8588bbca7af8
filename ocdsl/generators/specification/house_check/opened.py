"""Opens a template that nobody vouches for: its parts, within limits of size, or what is wrong."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING

from ocdsl.base.diagnostics import Diagnostic
from ocdsl.generators.specification.house_check.findings import found

if TYPE_CHECKING:
    from lxml.etree import _Element

LARGEST_FILE = 20_000_000
"""Bytes of the file; a template with a photograph on its cover has a tenth of it."""
LARGEST_UNPACKED = 60_000_000
LARGEST_PART = 4_000_000
"""Bytes of one part of XML, unpacked."""
MOST_PARTS = 500
BODY = "word/document.xml"
_XML = (".xml", ".rels")


class Refused(Exception):  # noqa: N818 - it says what becomes of the file
    """Raised for a file that is not to be looked into any further; holds the reason."""

    def __init__(self, reason: Diagnostic) -> None:
        """The reason, as it is shown."""
        self.reason = reason
        super().__init__(reason.message)


def opened(content: bytes) -> dict[str, bytes]:
    """The parts of a Word file by name. Raises Refused for one that is none, or is too large."""
    if len(content) > LARGEST_FILE:
        raise _too_large(f"The file has {len(content):,} bytes", LARGEST_FILE)
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            parts = _read(package)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise Refused(found("NotAWordFile", "The file is no Word document.")) from None
    except Exception as failure:
        if isinstance(failure, Refused):
            raise
        raise Refused(found("NotAWordFile", "The file is damaged.")) from None
    if BODY not in parts:
        raise Refused(found("NotAWordFile", f"The file holds no {BODY}."))
    return parts


def _read(package: zipfile.ZipFile) -> dict[str, bytes]:
    """The parts; what a package says of its sizes is not believed."""
    entries = package.infolist()
    if len(entries) > MOST_PARTS:
        raise _too_large(f"The file holds {len(entries):,} parts", MOST_PARTS)
    parts: dict[str, bytes] = {}
    left = LARGEST_UNPACKED
    for entry in entries:
        if entry.filename in parts:
            message = f"The file holds {entry.filename} twice."
            raise Refused(found("NotAWordFile", message))
        limit = min(left, LARGEST_PART) if entry.filename.endswith(_XML) else left
        with package.open(entry) as stream:
            part = stream.read(limit + 1)
        if len(part) > limit:
            raise _too_large(f"{entry.filename} has more than {limit:,} bytes when unpacked", limit)
        parts[entry.filename] = part
        left -= len(part)
    return parts


def _too_large(what: str, limit: int) -> Refused:
    return Refused(found("TemplateTooLarge", f"{what}; no more than {limit:,} are allowed."))


def trees(parts: Mapping[str, bytes]) -> dict[str, _Element]:
    """The roots of all parts of XML, by name. Raises Refused for one that cannot be trusted."""
    return {name: _tree(name, part) for name, part in parts.items() if name.endswith(_XML)}


def _tree(name: str, part: bytes) -> _Element:
    from lxml import etree

    if b"<!DOCTYPE" in part:
        raise _declared(name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(part, parser)
    except etree.XMLSyntaxError:
        raise Refused(found("NotAWordFile", f"The part {name} is damaged.")) from None
    if root.getroottree().docinfo.doctype:  # in an encoding in which it could not be seen before
        raise _declared(name)
    return root


def _declared(name: str) -> Refused:
    return Refused(found("DeclaredEntities", f"The part {name} declares a document type."))
