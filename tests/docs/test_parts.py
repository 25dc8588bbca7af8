"""Every example of the language reference is in the one layout and comes to what it says."""

from __future__ import annotations

from typing import get_args

import pytest

from ocdsl import api
from ocdsl.base.diagnostics import Severity
from ocdsl.base.source import Source
from ocdsl.contract_file import with_library
from ocdsl.syntax import tree
from ocdsl.syntax.parser import parse
from tests.docs.parts import SHORT, Part, its_own_example, on_the_short_contract, parts, whole_texts

SHOWN = [*parts(), Part(SHORT, "its own example", its_own_example())]


@pytest.mark.parametrize("part", SHOWN, ids=lambda part: part.name)
def test_an_example_is_in_the_one_layout(part: Part) -> None:
    assert api.format_text(Source(part.name, part.text)) == part.text


@pytest.mark.parametrize("part", SHOWN, ids=lambda part: part.name)
def test_an_example_comes_to_what_it_says(part: Part) -> None:
    whole = with_library(Source(part.name, on_the_short_contract(part.text)))
    checked = api.check(whole)
    wrong = [d for d in checked.diagnostics if d.severity is Severity.ERROR]
    assert checked.contract is not None, [(d.code, d.message) for d in wrong]
    results = api.run_examples(checked.contract)
    assert results, f"{part.name} has no example"
    for result in results:
        lines = [(d.id, d.amount, d.status) for d in result.evaluation.decisions()]
        assert result.passed, (result.example.name, lines, result.evaluation.account.refusals)


def test_every_kind_of_clause_and_block_has_an_example() -> None:
    texts = [part.text for part in SHOWN] + [*whole_texts()]
    blocks = [b for text in texts for b in parse(Source("reference", text)).file.blocks]
    shown = {type(clause) for block in blocks for clause in block.clauses}
    assert not [kind.__name__ for kind in get_args(tree.Clause) if kind not in shown]
    assert {block.keyword for block in blocks} == set(tree.BLOCKS)
