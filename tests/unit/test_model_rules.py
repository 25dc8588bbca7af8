"""Every rule's own example breaks that rule when it takes its place in the shipped contract."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ocdsl.base.source import Source
from ocdsl.model.checks import RULES
from ocdsl.model.checks.circular_definition import circles
from ocdsl.model.checks.rule import Rule
from ocdsl.model.from_syntax import check

SHIPPED = Path(__file__).parents[2] / "contracts/reablement-at-home/contract.ocdsl"


def blocks(text: str) -> dict[str, str]:
    """A contract's text block by block, under the keyword and the name."""
    parts = re.split(r"(?m)^(?=[a-z]+ [a-z0-9-]+ \")", text)
    return {" ".join(part.split(" ", 2)[:2]): part for part in parts if part.strip()}


def with_example(example: str) -> str:
    """The shipped contract with some of its blocks replaced, or new ones added."""
    return "\n".join({**blocks(SHIPPED.read_text()), **blocks(example)}.values())


@pytest.mark.parametrize("rule", [r for r in RULES if r.example], ids=lambda r: r.code)
def test_the_example_of_a_rule_breaks_it(rule: Rule) -> None:
    found = check(Source("contract.ocdsl", with_example(rule.example))).diagnostics
    assert rule.code in {d.code for d in found}
    assert not [d for d in found if d.code == "NotUnderstood"]


def test_codes_are_unique_and_every_rule_is_said_in_full() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    for rule in RULES:
        for words in (rule.what, rule.why, rule.fix):
            assert words.endswith((".", "?")), rule.code
        assert rule.law


def test_every_finding_says_where_and_how_to_mend_it() -> None:
    for rule in RULES:
        for d in check(Source("contract.ocdsl", with_example(rule.example))).diagnostics:
            assert d.span.length > 0, d
            assert d.heading and d.message.endswith((".", "?")) and d.fix.endswith("."), d


def test_circles_are_shown_whole_and_once() -> None:
    links = {"a": ["b"], "b": ["c", "d"], "c": ["a"], "d": ["d"]}
    assert list(circles(links)) == [("a", "b", "c", "a"), ("d", "d")]


def test_every_rule_has_a_page_that_people_read() -> None:
    pages = (SHIPPED.parents[2] / "tests/diagnostics").glob("model-*.md")
    said = "".join(page.read_text() for page in pages)
    assert not [rule.code for rule in RULES if rule.example and f"  {rule.code}  " not in said]
