"""Reads the catalogue of Welsh sentences, `catalogue.po`: a file that translators' tools open.

Each entry has the English pattern, the Welsh one, and the flag `fuzzy` until a human reviewer has
read it. See docs/languages.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from attrs import frozen

CATALOGUE = Path(__file__).with_name("catalogue.po")
_LINE = re.compile(r'(?:(msgctxt|msgid|msgstr) )?"(.*)"')
_ESCAPES = {'\\"': '"', "\\\\": "\\", "\\n": "\n"}


@frozen
class Entry:
    """One sentence in both languages."""

    context: str
    english: str
    welsh: str
    awaits_review: bool
    place: str
    """The module that says it."""


@cache
def entries() -> tuple[Entry, ...]:
    """Every entry, in the order of the file. Raises OSError."""
    return tuple(_entries(CATALOGUE.read_text(encoding="utf-8")))


@cache
def by_pattern() -> dict[tuple[str, str], str]:
    """The Welsh by context and English pattern."""
    return {(entry.context, entry.english): entry.welsh for entry in entries()}


def _entries(text: str) -> Iterator[Entry]:
    """The entries of a catalogue; the first, which tells of the file, is passed over."""
    for block in re.split(r"\n\s*\n", text.strip()):
        said, last, fuzzy, place = {"msgctxt": "", "msgid": "", "msgstr": ""}, "", False, ""
        for line in block.splitlines():
            if line.startswith("#:"):
                place = line[2:].strip()
            elif line.startswith("#,"):
                fuzzy = "fuzzy" in line
            elif found := _LINE.fullmatch(line.strip()):
                last = found[1] or last
                said[last] += re.sub(r'\\[\\"n]', lambda m: _ESCAPES[m.group()], found[2])
        if said["msgid"]:
            yield Entry(said["msgctxt"], said["msgid"], said["msgstr"], fuzzy, place)
