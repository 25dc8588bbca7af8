"""The sentences of the specification, case by case: `sentences.md` beside this file."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from attrs import frozen

from ocdsl.rules.lowering.from_model import lower
from ocdsl.rules.wording.clauses import Paragraph, plain
from ocdsl.rules.wording.languages import specification
from tests.specification import made

CASEBOOK = Path(__file__).with_name("sentences.md")


@frozen
class Case:
    """Lines of the shipped contract, what takes their place, and the sentences there must be."""

    title: str
    before: str
    after: str
    sentences: tuple[str, ...]


def cases() -> list[Case]:
    """Every case of the casebook."""
    return [_case(part) for part in CASEBOOK.read_text(encoding="utf-8").split("\n## ")[1:]]


def _case(part: str) -> Case:
    title, _, rest = part.partition("\n")
    before, after = re.findall(r"```ocdsl\n(.*?)```", rest, re.DOTALL)
    quoted = [line[1:].strip() for line in rest.splitlines() if line.startswith(">")]
    sentences = " ".join(line or "\n" for line in quoted).split("\n")
    return Case(title, before, after, tuple(s.strip() for s in sentences))


@cache
def said(source: str) -> set[str]:
    """Every sentence, item and cell of a contract's specification."""
    contract = made.contract(source)
    sections = specification(contract, lower(contract))
    return {text for s in sections for p in s.paragraphs() for text in _texts(p)}


def _texts(paragraph: Paragraph) -> list[str]:
    cells = [cell for row in (paragraph.table.rows if paragraph.table else ()) for cell in row]
    words = (paragraph.text, *paragraph.items, *cells)
    return [re.sub(r"\[[^]]*\]", "[…]", plain(w)).replace("\u00a0", " ") for w in words]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.title)
def test_the_specification_says(case: Case) -> None:
    shipped = made.text()
    before, after = case.before.rstrip("\n"), case.after.rstrip("\n")
    assert before in shipped
    changed = shipped.replace(before, after, 1) if before else shipped
    now = said(changed)
    assert [s for s in case.sentences if s not in now] == []
    if before:
        assert [s for s in case.sentences if s in said(shipped)] == []
