"""Every example of the language reference is in the one layout and comes to what it says."""

from __future__ import annotations

import pytest

from ocdsl import api
from ocdsl.base.diagnostics import Severity
from ocdsl.base.source import Source
from tests.docs.parts import SHORT, Part, its_own_example, on_the_short_contract, parts

SHOWN = [*parts(), Part(SHORT, "its own example", its_own_example())]


@pytest.mark.parametrize("part", SHOWN, ids=lambda part: part.name)
def test_an_example_is_in_the_one_layout(part: Part) -> None:
    assert api.format_text(Source(part.name, part.text)) == part.text


@pytest.mark.parametrize("part", SHOWN, ids=lambda part: part.name)
def test_an_example_comes_to_what_it_says(part: Part) -> None:
    checked = api.check(Source(part.name, on_the_short_contract(part.text)))
    wrong = [d for d in checked.diagnostics if d.severity is Severity.ERROR]
    assert checked.contract is not None, [(d.code, d.message) for d in wrong]
    results = api.run_examples(checked.contract)
    assert results, f"{part.name} has no example"
    for result in results:
        lines = [(d.id, d.amount, d.status) for d in result.evaluation.decisions()]
        assert result.passed, (result.example.name, lines, result.evaluation.account.refusals)
