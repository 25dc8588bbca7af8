"""Every rule's own example breaks that rule when it takes its place in the shipped contract."""

from __future__ import annotations

import pytest

from ocdsl.base.source import Source
from ocdsl.contract_file import with_library
from ocdsl.model.checks import LANGUAGE, RULES
from ocdsl.model.checks.circular_definition import circles
from ocdsl.model.checks.practice import PRACTICE
from ocdsl.model.checks.rule import Rule
from ocdsl.model.from_syntax import check
from tests.diagnostics.shipped import SHIPPED, shipped_with


def with_example(rule: Rule) -> Source:
    """The shipped contract with the blocks of a rule's example."""
    text = shipped_with(rule.example, rule.without)
    return with_library(Source("contract.ocdsl", text))


WITH_EXAMPLE = [rule for rule in RULES if rule.example or rule.without]


@pytest.mark.parametrize("rule", WITH_EXAMPLE, ids=lambda r: r.code)
def test_the_example_of_a_rule_breaks_it(rule: Rule) -> None:
    found = check(with_example(rule)).diagnostics
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
        for d in check(with_example(rule)).diagnostics:
            assert d.span.length > 0, d
            assert d.heading and d.message.endswith((".", "?")) and d.fix.endswith("."), d


def test_circles_are_shown_whole_and_once() -> None:
    links = {"a": ["b"], "b": ["c", "d"], "c": ["a"], "d": ["d"]}
    assert list(circles(links)) == [("a", "b", "c", "a"), ("d", "d")]


def test_every_rule_has_a_page_that_people_read() -> None:
    folder = SHIPPED.parents[2] / "tests/diagnostics"
    for kind, rules in (("model", LANGUAGE), ("practice", PRACTICE)):
        said = "".join(page.read_text() for page in folder.glob(f"{kind}-*.md"))
        wanted = [r.code for r in rules if r.example or r.without]
        assert not [code for code in wanted if f"  {code}  " not in said]
