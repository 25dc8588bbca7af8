"""The page of the language, grammar/README.md, and beside it a whole contract and the grammar.

The parts are `grammar/reference/*.md`, one for each kind of block and idea, so that whoever adds a
form edits one small file. A commissioner reads one page that has everything; `make_reference.py`
writes it and a test compares it.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

from page_tables import TABLES

from ocdsl.syntax import table

ROOT = Path(__file__).resolve().parents[1]
PARTS = ROOT / "grammar" / "reference"
ORDER = (
    *("introduction", "ten-minutes", "log", "file", "short-contract"),
    *("contract", "event", "spell", "cohort", "outcome", "measure", "rates"),
    *("payment", "deduction", "cap", "floor", "split", "variation", "use"),
    *("example", "reasons", "assume"),
    *("values", "who-is-paid", "places", "windows", "periods", "bands"),
    *("money-order", "money-back"),
    *(
        "recipes-time",
        "recipes-again",
        "recipes-people",
        "recipes-scores",
        "recipes-money",
        "recipes-back",
    ),
    *("recipes-parties", "cannot"),
)
"""The parts in the order in which they are read."""

_WIDTH = 110
_FENCE = "```"
_MADE = "<!-- Made by docs/make_reference.py from {}: change that, not this page. -->"


def whole_language() -> Iterator[str]:
    """Every part, then the words that cannot be names."""
    yield _MADE.format("grammar/reference")
    for name in ORDER:
        text = (PARTS / f"{name}.md").read_text(encoding="utf-8")
        yield from _part(text, deeper=name != ORDER[0])
        yield ""
        if name == ORDER[0]:
            yield from (*_contents(), "")
    yield from _words()


def _contents() -> Iterator[str]:
    """A line for each part, with the headings that it has inside."""
    for name in ORDER[1:]:
        first, *inside = _headings(PARTS / f"{name}.md")
        links = " · ".join(f"[{each}]({_anchor_of(each)})" for each in inside)
        yield f"- [{first}]({_anchor_of(first)})" + (f": {links}" if links else "")


def _headings(part: Path) -> Iterator[str]:
    """The title of a part and the headings one level below it."""
    fenced = False
    for line in part.read_text(encoding="utf-8").splitlines():
        fenced ^= line.startswith(_FENCE)
        if not fenced and re.match(r"##? ", line):
            yield line.lstrip("# ")


def _part(text: str, *, deeper: bool) -> Iterator[str]:
    """The lines of a part with its headings one level down and its links from where README is."""
    fenced = False
    for line in text.rstrip().splitlines():
        fenced ^= line.startswith(_FENCE)
        lower = line.startswith("#") and deeper and not fenced
        if made := _TABLE.fullmatch(line):
            yield from TABLES[made[1]]()
            continue
        yield line if fenced else _LINK.sub(_from_here, f"#{line}" if lower else line)


_TABLE = re.compile(r"<!-- table: ([a-z-]+) -->")
_LINK = re.compile(r"\]\((?P<page>[^)#:\s]+)(?P<heading>#[^)\s]*)?\)")


def _from_here(link: re.Match[str]) -> str:
    """A link between parts is one within the page; any other loses a level."""
    page, heading = link["page"], link["heading"]
    if page.startswith("../"):
        return f"]({page.removeprefix('../')}{heading or ''})"
    return f"]({heading or _anchor_of(next(_headings(PARTS / page)))})"


def _anchor_of(heading: str) -> str:
    return "#" + re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _words() -> Iterator[str]:
    yield from ("## Words that cannot be names", "")
    words = " ".join(f"`{word}`" for word in table.reserved(table.load()))
    yield from textwrap.wrap(words, _WIDTH, break_on_hyphens=False)


def whole_contract() -> Iterator[str]:
    """The contract that ships, on a page of its own."""
    place = "contracts/reablement-at-home/contract.ocdsl"
    yield from (_MADE.format(place), "# A whole contract", "")
    yield "The one that ships as `contracts/reablement-at-home`, with its examples. What each"
    yield from ("line means: [the language](README.md).", "", f"{_FENCE}ocdsl")
    yield from (ROOT / place).read_text(encoding="utf-8").rstrip().splitlines()
    yield _FENCE


def grammar() -> Iterator[str]:
    """The rules of the parser, on a page of their own."""
    yield from (_MADE.format("grammar/ocdsl.lark"), "# The grammar", "")
    yield "Every form of [the language](README.md), as the parser has it. A word in quotes is said"
    yield "as it stands; `[…]` may be left out, `*` is none or several, `+` one or several, `|`"
    yield "either."
    yield from ("", f"{_FENCE}text")
    rules = (ROOT / "grammar/ocdsl.lark").read_text(encoding="utf-8")
    yield from rules.split("\n\n", 1)[1].rstrip().splitlines()
    yield _FENCE
