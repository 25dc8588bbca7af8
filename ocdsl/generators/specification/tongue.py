"""The language of the text of a Word file: what spells it, and what reads it aloud, goes by it."""

from __future__ import annotations

import re

from ocdsl.generators.specification.package import packed, unpacked

_STYLES, _LISTS = "word/styles.xml", "word/numbering.xml"
_PARTS = {_STYLES, "word/settings.xml"}
_WELSH = re.compile(rb'<w:lang\b[^>]*?\bw:val="cy')
_LANGUAGE = re.compile(r'(<w:(?:lang|themeFontLang)\b[^>]*?\bw:val=)"[^"]*"')


ANNEX = "Annex %1"
"""How every template numbers its annexes; the word is that of the language."""


def in_language(content: bytes, tag: str, annex: str) -> bytes:
    """The file with the language of its styles and its settings, such as `cy-GB`.

    A run that has a language of its own keeps it. `annex` is the word before an annex's letter.
    """
    parts = unpacked(content)
    lists, said = f'w:val="{ANNEX}"', f'w:val="{ANNEX.replace("Annex", annex)}"'
    if _LISTS in parts:
        parts[_LISTS] = parts[_LISTS].replace(lists.encode(), said.encode())
    for name in parts.keys() & _PARTS:
        text = parts[name].decode("utf-8")
        parts[name] = _LANGUAGE.sub(rf'\1"{tag}"', text).encode("utf-8")
    return packed(parts)


def language_of(content: bytes) -> str:
    """The code of the language that a file's styles are in: `cy` for Welsh, else `en`."""
    return "cy" if _WELSH.search(unpacked(content).get(_STYLES, b"")) else "en"
