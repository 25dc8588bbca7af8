"""The library: named texts of measures and scales that a contract takes in, pinned by digest.

A text begins with a `library` block, and what follows is of it. Those that ship are in the folder
`library`; a contract may keep others, or older ones, in a folder of that name beside it. Whatever a
contract uses is read after its own text, so that one text holds all that decides.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from attrs import frozen

from ocdsl.base import resources
from ocdsl.base.source import Source
from ocdsl.model.contract import Block
from ocdsl.syntax import tree

USE = "use"
LIBRARY = "library"
KINDS = ("event", "spell", "outcome", "measure")
"""The blocks that a text of the library may have: none of them decides money by itself."""

_USES = re.compile(r"^ *use +([a-z][a-z0-9-]*)", re.MULTILINE)
_HEADS = re.compile(r"^ *library +([a-z][a-z0-9-]*)", re.MULTILINE)


@frozen
class Used(Block):
    """A `use` of a contract: what the text of the library is, and what came in from it."""

    sources: tuple[str, ...]
    """Where the text says that its facts come from."""
    digest: str
    """The digest that names the text, such as `sha256:9f86…`."""
    brought: tuple[str, ...]
    """The names of the blocks that came in, in their order."""


@frozen
class Section:
    """One text of the library, as it stands in the text of a contract."""

    heading: tree.Block
    blocks: tuple[tree.Block, ...]
    lines: range
    digest: str

    @property
    def name(self) -> str:
        """The name by which a contract uses it."""
        return self.heading.name.text


def shipped() -> Mapping[str, Path]:
    """The files of the library that ships, by name."""
    files = sorted(resources.folder("library").glob("*.ocdsl"))
    return {file.stem: file for file in files}


def asked_for(source: Source) -> tuple[str, ...]:
    """The names that a contract's text uses and does not hold, in their order."""
    there = _HEADS.findall(source.plain)
    return tuple(name for name in dict.fromkeys(_USES.findall(source.plain)) if name not in there)


def with_blocks(source: Source, text: str) -> Source:
    """A contract's text with more blocks of its own, before what it has of the library."""
    first = _HEADS.search(source.plain)
    end = first.start() if first else len(source.text)
    own, library = source.text[:end].rstrip(), source.text[end:]
    return Source(source.path, f"{own}\n\n{text}" + (f"\n{library}" if library else ""))


def digest_of(lines: Iterable[str]) -> str:
    """The digest of a text of the library: of its lines, whatever ends them, to its last word."""
    text = "\n".join(line.rstrip("\r") for line in lines).rstrip()
    return "sha256:" + hashlib.sha256(f"{text}\n".encode()).hexdigest()


def sections_of(source: Source, file: tree.File) -> Mapping[str, Section]:
    """The texts of the library that a text holds, by name: of two with one name the first."""
    starts = [n for n, block in enumerate(file.blocks) if block.keyword == LIBRARY]
    found: dict[str, Section] = {}
    text = source.text.split("\n") if starts else []
    for start, after in zip(starts, [*starts, len(file.blocks)][1:], strict=True):
        heading, *blocks = file.blocks[start:after]
        end = file.blocks[after].span.line if after < len(file.blocks) else len(text) + 1
        lines = range(heading.span.line, end)
        digest = digest_of(text[lines.start - 1 : lines.stop - 1])
        section = Section(heading, tuple(blocks), lines, digest)
        found.setdefault(section.name, section)
    return found
