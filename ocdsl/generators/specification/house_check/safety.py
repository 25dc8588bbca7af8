"""What a template must not bring: programs, parts kept elsewhere, fields that fetch or ask."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ocdsl.base.diagnostics import Diagnostic
from ocdsl.generators.specification.house_check.findings import found
from ocdsl.generators.specification.house_check.seen import Seen
from ocdsl.generators.specification.package import W

if TYPE_CHECKING:
    from lxml.etree import _Element

_SETTINGS = "word/settings.xml"
_MACROS = re.compile(r"vba(Project\.bin|Data\.xml)|macroEnabled|customUI", re.IGNORECASE)
_OBJECTS = re.compile(r"(^|/)(embeddings|activeX|afchunk)", re.IGNORECASE)
_QUIET_FIELDS = {
    "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "REF", "PAGEREF", "NOTEREF", "STYLEREF", "TOC",
    "SEQ", "TITLE", "SUBJECT", "AUTHOR", "SYMBOL", "HYPERLINK", "TC", "XE", "=",
}  # fmt: skip
_SAFE_ADDRESS = re.compile(r"(https?://|mailto:)[^\\]", re.IGNORECASE)
_CHANGES = ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "tblPrChange")


def safety(seen: Seen, parts: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """Everything in the package that acts on its own, or was never meant to be published."""
    for name in parts:
        if _MACROS.search(name):
            yield found("MacroInTemplate", f"The file holds {name}.", seen.whole(name, "package"))
        elif _OBJECTS.search(name) and not name.endswith(".rels"):
            yield found("EmbeddedObject", f"The file holds {name}.", seen.whole(name, "package"))
        elif re.fullmatch(r"word/comments\w*\.xml", name) and len(seen.trees[name]):
            yield found("CommentInTemplate", "The template holds comments.", seen.whole(name))
    for override in seen.trees.get("[Content_Types].xml", ()):
        kind = override.get("ContentType", "")
        if _MACROS.search(kind):
            yield found("MacroInTemplate", f"The file says that it holds {kind}.")
    for name, root in seen.trees.items():
        if name.endswith(".rels"):
            yield from _links(seen, name, root)
    yield from _settings(seen)
    yield from _fields(seen)
    yield from _changes(seen)


def _links(seen: Seen, name: str, root: _Element) -> Iterator[Diagnostic]:
    for link in root:
        kind = (link.get("Type") or "").rpartition("/")[2]
        target, spot = link.get("Target") or "", seen.whole(name, "package")
        if link.get("TargetMode") != "External":
            if kind in ("aFChunk", "oleObject", "package", "control"):
                yield found("EmbeddedObject", f"{target} is a file in the file.", spot)
        elif kind == "hyperlink" and _SAFE_ADDRESS.match(target):
            yield found("OutsideLink", f"A link leads to {target[:120]}.", spot)
        else:
            yield found("OutsidePart", f"The {kind} is kept at {target[:120]}.", spot)


def _settings(seen: Seen) -> Iterator[Diagnostic]:
    root = seen.trees.get(_SETTINGS)
    for name, asks in (("updateFields", "whether to update the fields"),
                       ("mailMerge", "whether to run a query of a database")):  # fmt: skip
        setting = None if root is None else root.find(f"{W}{name}")
        if setting is not None and setting.get(f"{W}val") not in ("0", "false", "off"):
            message = f"The setting {name} makes Word ask {asks}."
            yield found("AsksOnOpening", message, seen.whole(_SETTINGS, "settings"))


def _fields(seen: Seen) -> Iterator[Diagnostic]:
    """Fields by their first word; their code may be in several pieces."""
    for line in seen.lines:
        if line.element.tag != f"{W}p":
            continue
        codes = [f.get(f"{W}instr") or "" for f in line.element.iter(f"{W}fldSimple")]
        depth: list[str] = []
        for part in line.element.iter(f"{W}fldChar", f"{W}instrText"):
            if part.tag == f"{W}instrText":
                if depth:
                    depth[-1] += part.text or ""
                else:
                    codes.append(part.text or "")
            elif part.get(f"{W}fldCharType") == "begin":
                depth.append("")
            elif depth:
                codes.append(depth.pop())
        for code in (*codes, *depth):
            word = (code.split() or [""])[0].upper()
            if word and word not in _QUIET_FIELDS:
                yield found("UnsafeField", f"The field {word} is not allowed.", line.spot())


def _changes(seen: Seen) -> Iterator[Diagnostic]:
    for line in seen.lines:
        if any(True for name in _CHANGES for _ in line.element.iter(f"{W}{name}")):
            message = "This paragraph holds a tracked change."
            yield found("TrackedChange", message, line.spot())
