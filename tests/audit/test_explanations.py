"""Every explanation of the casebook, word for word.

`python -m tests.audit.test_explanations` writes what the answers are now into the casebook; read
the difference before you commit it.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from ocdsl.audit.explain import explain_decision, explain_person, name_people
from ocdsl.audit.explanation_text import render_text
from ocdsl.base.diagnostics import Diagnostic
from tests.audit.evaluated import evaluated_rows
from tests.conformance.casebook import Case, cases, day_text

BOOK = Path(__file__).parent / "explanations.md"
ASKED = re.compile(
    r"Explain (?P<person>the person )?`(?P<name>[^`]+)` as at (?P<as_at>[^,:]+)"
    r"(?P<people>, with the people)?:"
)


@dataclass
class Asked:
    case: Case
    person: bool
    name: str
    as_at: str
    people: bool
    line: int
    answer: str


def asked() -> Iterator[Asked]:
    by_title = {case.title: case for case in cases(BOOK)}
    lines = BOOK.read_text("utf-8").splitlines()
    title = ""
    for number, line in enumerate(lines):
        title = line[3:].strip() if line.startswith("## ") else title
        if found := ASKED.match(line):
            yield Asked(
                by_title[title], bool(found["person"]), found["name"], day_text(found["as_at"]),
                bool(found["people"]), number, _block(lines, number + 1),
            )  # fmt: skip


def _block(lines: list[str], number: int) -> str:
    if lines[number + 1 : number + 2] != ["```text"]:
        return ""
    return "\n".join(lines[number + 2 : lines.index("```", number + 2)]) + "\n"


def answer(question: Asked, folder: Path) -> str:
    e = evaluated_rows(folder, question.case.log, question.as_at, question.case.contract)
    explain = explain_person if question.person else explain_decision
    found = explain(e.contract, e.graph, e.facts, e.evaluation, question.name)
    if isinstance(found, Diagnostic):
        return f"{found.message} {found.fix}\n"
    if question.people:
        found = name_people(e.contract, e.graph, e.facts, e.evaluation, found)
    return render_text(found)


@pytest.mark.parametrize("question", list(asked()), ids=lambda q: f"{q.line + 1}-{q.name}")
def test_explanation(question: Asked, tmp_path: Path) -> None:
    assert answer(question, tmp_path) == question.answer


def _rewrite() -> None:
    lines = BOOK.read_text("utf-8").splitlines()
    with tempfile.TemporaryDirectory() as folder:
        for question in reversed(list(asked())):
            at = question.line + 1
            if question.answer:
                del lines[at : lines.index("```", at + 2) + 1]
            lines[at:at] = ["", "```text", *answer(question, Path(folder)).splitlines(), "```"]
    BOOK.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    _rewrite()
