"""Word files as packages: written so that the same parts give the same bytes on every machine."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""Before the name of every element of Word's own."""

_NO_TIME = (1980, 1, 1, 0, 0, 0)


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A package of these parts, by name; not compressed, for compressors differ by machine."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as package:
        for name in sorted(parts):
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            package.writestr(entry, parts[name])
    return made.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    """The parts of a package, by name."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def rewritten(content: bytes) -> bytes:
    """The same package in its one form."""
    return packed(unpacked(content))
