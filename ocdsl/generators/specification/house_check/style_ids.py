"""Gives the styles of a template the ids by which a specification names them.

People know a style by its name. Its id is the program's own, and changes when the file is saved by
another program, or by Word in another language.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ocdsl.generators.specification.package import W, packed
from ocdsl.generators.specification.styles import KNOWN_STYLES

if TYPE_CHECKING:
    from lxml.etree import _Element

_STYLES = "word/styles.xml"
_NAMING = tuple(
    f"{W}{name}"
    for name in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link", "numStyleLink")
)


def with_known_ids(
    content: bytes, parts: Mapping[str, bytes], trees: Mapping[str, _Element]
) -> bytes:
    """The file with each style that is known by its name under the id it is known by here."""
    from lxml import etree

    renamed = _renamed(trees[_STYLES]) if _STYLES in trees else {}
    if not renamed:
        return content
    changed = dict(parts)
    for name, root in trees.items():
        if name.startswith("word/") and _rename(root, renamed):
            changed[name] = etree.tostring(root, encoding="UTF-8", standalone=True)
    return packed(changed)


def _renamed(styles: _Element) -> dict[str, str]:
    """The new id of each style whose id is not the one that its name has here."""
    wanted = {name.lower(): id for id, name in KNOWN_STYLES.items()}
    taken = {style.get(f"{W}styleId") for style in styles.iter(f"{W}style")}
    renamed = {}
    for style in styles.iter(f"{W}style"):
        own, named = style.get(f"{W}styleId") or "", style.find(f"{W}name")
        name = "" if named is None else (named.get(f"{W}val") or "").lower()
        if name in wanted and wanted[name] not in taken:
            renamed[own] = wanted[name]
    return renamed


def _rename(root: _Element, renamed: Mapping[str, str]) -> bool:
    changed = False
    for element in root.iter(*_NAMING):
        new = renamed.get(element.get(f"{W}val") or "")
        if new:
            element.set(f"{W}val", new)
            changed = True
    for style in root.iter(f"{W}style"):
        new = renamed.get(style.get(f"{W}styleId") or "")
        if new:
            style.set(f"{W}styleId", new)
            changed = True
    return changed
