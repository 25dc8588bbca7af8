"""Reads the examples of the language reference: parts of contracts that stand below a short one.

A block of code with an example is a text of its own; one without goes with the next under its
heading. A block whose keyword and name are those of a block of the short contract takes its place;
the others stand below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
PARTS = ROOT / "grammar" / "reference"
SHORT = "short-contract"
WHOLE = ("ten-minutes", SHORT, "log")
"""Parts whose blocks of code have a test of their own."""
_CODE = re.compile(r"^```ocdsl\n(.*?)^```", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r"^(?=[a-z-]+ [a-z0-9-]+(?: |$))", re.MULTILINE)


class Part(NamedTuple):
    """The blocks of code under one heading of the reference."""

    page: str
    heading: str
    text: str

    @property
    def name(self) -> str:
        """The page and the heading, as a test is called."""
        return f"{self.page}: {self.heading}"


def parts() -> Iterator[Part]:
    """Every example of the reference, in the order of the pages' names."""
    for page in sorted(PARTS.glob("*.md")):
        if page.stem in WHOLE:
            continue
        for section in _sections(page.read_text(encoding="utf-8")):
            heading = section.splitlines()[0].lstrip("# ")
            for code in _texts(section):
                yield Part(page.stem, heading, code)


def _texts(section: str) -> Iterator[str]:
    """The texts under one heading: a block of code without an example goes with the next."""
    text = ""
    for code in _CODE.findall(section):
        text = f"{text}\n{code}" if text else code
        if re.search(r"^example ", code, re.MULTILINE):
            yield text
            text = ""
    if text:
        yield text


def _sections(text: str) -> Iterator[str]:
    """The text under each heading, with the heading; `#` in code begins a comment."""
    found: list[str] = []
    fenced = False
    for line in text.splitlines():
        if line.startswith("#") and not fenced and found:
            yield "\n".join(found) + "\n"
            found = []
        fenced ^= line.startswith("```")
        found.append(line)
    yield "\n".join(found) + "\n"


def short_contract() -> str:
    """The contract that the examples stand below, without its own example."""
    return _short()[0]


def its_own_example() -> str:
    """The example of the short contract."""
    return _short()[1]


def whole_texts() -> Iterator[str]:
    """The texts that have a test of their own: the short contract, the ten minutes, the log."""
    for name in WHOLE:
        yield from _CODE.findall((PARTS / f"{name}.md").read_text(encoding="utf-8"))


def _short() -> list[str]:
    return _CODE.findall((PARTS / f"{SHORT}.md").read_text(encoding="utf-8"))


def on_the_short_contract(text: str) -> str:
    """A whole contract: the short one, with the blocks of `text` in their places or below it."""
    signed, variation, later = text.partition("\nvariation ")
    own = {_heading(block): block for block in _blocks(signed)}
    kept = [own.pop(_heading(block), block) for block in _blocks(short_contract())]
    left = [block for block in _blocks(signed) if _heading(block) in own]
    below = "\n\n".join(block.rstrip() for block in (*kept, *left))
    return f"{below}\n{variation}{later}"


def _blocks(text: str) -> list[str]:
    return [block for block in _BLOCK.split(text) if block.strip()]


def _heading(block: str) -> str:
    keyword, name = block.split()[:2]
    return keyword if keyword == "contract" else f"{keyword} {name}"
