"""The casebook of mistakes: each case in these Markdown files gives exactly the lines it shows.

A case is a heading, prose, a contract or a piece of one in a fence marked `ocdsl`, and what is said
about it in a fence marked `text`, a line for each mistake. Files named `syntax…` are read by the
parser alone; files named `model…` are checked whole, but for good practice; in files named
`practice…` the blocks take the place of those of the shipped contract, and the prose may name
blocks to leave out: Without `section money`. Files named `together…` have several contracts in one
fence, which are checked together, and show what is said of several; each line begins with the name
of its contract. After a change of wording that was meant, `ACCEPT_CASES=1 pytest tests/diagnostics`
writes what is said now; read the difference.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from ocdsl.base.diagnostics import Diagnostic
from ocdsl.base.render import to_line
from ocdsl.base.source import Source
from ocdsl.contract_file import with_library
from ocdsl.model.checks import TOGETHER
from ocdsl.model.from_syntax import check, check_together
from ocdsl.syntax.mistakes import MISTAKES
from ocdsl.syntax.parser import parse
from ocdsl.syntax.said_otherwise import OTHERWISE
from tests.diagnostics.shipped import shipped_with

_HERE = Path(__file__).parent
_CASE = re.compile(
    r"^## (?P<title>[^\n]+)\n(?P<prose>(?:(?!^## |^```).*\n)*)"
    r"```ocdsl\n(?P<contract>(?:(?!^```).*\n)*)```\n(?:\s*\n)*"
    r"```text\n(?P<said>(?:(?!^```).*\n)*)```\n",
    re.MULTILINE,
)


ABOUT_SEVERAL = {rule.code for rule in TOGETHER}


def _cases() -> list[tuple[str, str]]:
    return [
        (path.name, match["title"])
        for path in sorted(_HERE.glob("*.md"))
        for match in _CASE.finditer(path.read_text(encoding="utf-8"))
    ]


def _found(name: str, source: Source) -> Iterable[Diagnostic]:
    if name.startswith("syntax"):
        return parse(source).diagnostics
    found = check(with_library(source)).diagnostics
    return [d for d in found if not d.source] if name.startswith("model") else found


def _contract(name: str, match: re.Match[str]) -> str:
    """The contract of a case: its own, or the shipped one with the case's blocks."""
    if not name.startswith("practice"):
        return match["contract"]
    without = re.search(r"Without ((?:`[^`]+`(?:, )?)+)", match["prose"])
    left_out = re.findall(r"`([^`]+)`", without[1]) if without else []
    return shipped_with(match["contract"], left_out)


def _said_together(text: str) -> str:
    """What is said of contracts because they are checked together."""
    texts = re.split(r"(?m)^(?=contract )", text)[1:]
    sources = [Source(each.split(" ", 2)[1], each) for each in texts]
    found = zip(sources, check_together(sources), strict=True)
    return "".join(
        f"{source.path}  {to_line(d)}\n"
        for source, checked in found
        for d in checked.diagnostics
        if d.code in ABOUT_SEVERAL
    )


def _said(name: str, contract: str) -> str:
    if name.startswith("together"):
        return _said_together(contract)
    # Characters that no editor shows are written as U+00AD in a case, so that a reader sees them.
    text = re.sub(r"\(U\+([0-9A-F]{4})\)", lambda m: chr(int(m[1], 16)), contract)
    return "".join(to_line(d) + "\n" for d in _found(name, Source(name, text)))


@pytest.mark.parametrize(("name", "title"), _cases())
def test_case(name: str, title: str) -> None:
    text = (_HERE / name).read_text(encoding="utf-8")
    match = next(m for m in _CASE.finditer(text) if m["title"] == title)
    said = _said(name, _contract(name, match))
    if os.environ.get("ACCEPT_CASES") and said != match["said"]:
        text = text[: match.start("said")] + said + text[match.end("said") :]
        (_HERE / name).write_text(text, encoding="utf-8")
        return
    assert said == match["said"]


def test_every_case_is_read() -> None:
    """A case that lacks a fence or has its headings wrong would silently not run."""
    for path in _HERE.glob("*.md"):
        text = path.read_text(encoding="utf-8")
        titles = re.findall(r"^## (.+)$", text, re.MULTILINE)
        assert titles == [m["title"] for m in _CASE.finditer(text)], path.name
        assert len(titles) == len(set(titles)), path.name


def test_every_mistake_in_wording_has_a_case() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in _HERE.glob("syntax*.md"))
    missing = [code for code in MISTAKES if not re.search(rf"  error  {code}  ", text)]
    # Too long to print in a casebook: tests/unit/test_syntax.py has them.
    assert missing == ["FileTooLong", "TooManyMistakes", "NoLineEnds", "LineTooLong"]


def test_everything_that_is_said_otherwise_has_a_case() -> None:
    text = (_HERE / "syntax-said-otherwise.md").read_text(encoding="utf-8")
    lines = [line for match in _CASE.finditer(text) for line in match["contract"].split("\n")]
    assert not [e.shape.pattern for e in OTHERWISE if not any(map(e.shape.search, lines))]


def test_every_rule_for_several_contracts_has_a_case() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in _HERE.glob("together*.md"))
    assert not [code for code in ABOUT_SEVERAL if f"  {code}  " not in text]
