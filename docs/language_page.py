"""The page of the language, grammar/README.md: its parts, then what follows from the grammar.

The parts are `grammar/reference/*.md`, one for each kind of block and idea, so that whoever adds a
form edits one small file. A commissioner reads one page that has everything; `make_reference.py`
writes it and a test compares it.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

from ocdsl.syntax import table

ROOT = Path(__file__).resolve().parents[1]
PARTS = ROOT / "grammar" / "reference"
ORDER = (
    *("introduction", "ten-minutes", "file"),
    *("contract", "event", "spell", "cohort", "outcome", "measure", "rates"),
    *("payment", "deduction", "cap", "floor", "split", "variation", "example", "reasons"),
    *("values", "windows", "periods", "bands"),
)
"""The parts in the order in which they are read."""

_WIDTH = 110
_FENCE = "```"


def whole_language() -> Iterator[str]:
    """Every part, the words that cannot be names, a whole contract and the grammar."""
    yield "<!-- Made by docs/make_reference.py from grammar/reference: change the parts there. -->"
    for name in ORDER:
        text = (PARTS / f"{name}.md").read_text(encoding="utf-8")
        yield from _part(text, deeper=name != ORDER[0])
        yield ""
    yield from _words()
    yield from _contract()
    yield from _grammar()


def _part(text: str, *, deeper: bool) -> Iterator[str]:
    """The lines of a part with its headings one level down and its links from where README is."""
    fenced = False
    for line in text.rstrip().splitlines():
        fenced ^= line.startswith(_FENCE)
        lower = line.startswith("#") and deeper and not fenced
        yield line if fenced else _LINK.sub(_from_here, f"#{line}" if lower else line)


_LINK = re.compile(r"\]\((?P<page>[^)#:\s]+)(?P<heading>#[^)\s]*)?\)")


def _from_here(link: re.Match[str]) -> str:
    """A link between parts is one within the page; any other loses a level."""
    page, heading = link["page"], link["heading"]
    if page.startswith("../"):
        return f"]({page.removeprefix('../')}{heading or ''})"
    return f"]({heading or _anchor(PARTS / page)})"


def _anchor(part: Path) -> str:
    title = part.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
    return "#" + re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def _words() -> Iterator[str]:
    yield from ("## Words that cannot be names", "")
    words = " ".join(f"`{word}`" for word in table.reserved(table.load()))
    yield from textwrap.wrap(words, _WIDTH, break_on_hyphens=False)
    yield ""


def _contract() -> Iterator[str]:
    yield from ("## A whole contract", "")
    yield "The one that ships as `contracts/reablement-at-home`, with its examples."
    yield from ("", f"{_FENCE}ocdsl")
    shipped = ROOT / "contracts/reablement-at-home/contract.ocdsl"
    yield from shipped.read_text(encoding="utf-8").rstrip().splitlines()
    yield from (_FENCE, "")


def _grammar() -> Iterator[str]:
    yield from ("## The grammar", "")
    yield "Every form, as the parser has it. A word in quotes is said as it stands; `[…]` may be"
    yield "left out, `*` is none or several, `+` one or several, `|` either."
    yield from ("", f"{_FENCE}text")
    rules = (ROOT / "grammar/ocdsl.lark").read_text(encoding="utf-8")
    yield from rules.split("\n\n", 1)[1].rstrip().splitlines()
    yield _FENCE
