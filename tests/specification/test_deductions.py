"""A deduction is deducted: none of its clauses says that it is paid."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from ocdsl.model.contract import Contract
from ocdsl.rules.lowering.from_model import lower
from ocdsl.rules.wording.clauses import Group, plain
from ocdsl.rules.wording.english import sections
from ocdsl.rules.wording.languages import ENGLISH
from tests.specification.every import KINDS

PAID = re.compile(r"\b(?:pays?|paid)\b")


def of_deductions(contract: Contract) -> Iterator[str]:
    """What the specification says of each deduction, pictures aside."""
    takes = {p.name for p in contract.payments.values() if p.takes}
    made = map(ENGLISH.section, sections(contract, lower(contract)))
    parts = (part for section in made for part in section.body)
    for group in parts:
        if isinstance(group, Group) and group.anchor in takes:
            for paragraph in group.paragraphs:
                yield from (plain(words) for words in (paragraph.text, *paragraph.items))


@pytest.mark.parametrize("kind", KINDS)
def test_no_clause_of_a_deduction_says_that_it_is_paid(kind: str) -> None:
    said = [text for contract in KINDS[kind]() for text in of_deductions(contract)]
    assert said
    assert sorted({text for text in said if PAID.search(text)}) == []
