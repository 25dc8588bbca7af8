"""The examples that a contract lacks are written, pass as they stand, and leave no advice."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from ocdsl import api
from ocdsl.audit.coverage import Item
from ocdsl.base.source import Source
from ocdsl.cli.main import run

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "contracts/reablement-at-home"
TEXT = (SHIPPED / "contract.ocdsl").read_text(encoding="utf-8")
RULES = TEXT[: TEXT.index("\nexample mrs-a")]


@pytest.fixture(scope="module")
def suggested() -> str:
    found = api.suggest_examples(api.load(Source("contract.ocdsl", RULES)))
    assert found.without == ()
    return found.text


def test_pasting_all_suggestions_leaves_no_advice(suggested: str) -> None:
    before = api.check(Source("contract.ocdsl", RULES))
    assert sum(d.code == "MissingExample" for d in before.diagnostics) > 10
    after = api.check(Source("contract.ocdsl", RULES + "\n" + suggested))
    assert not after.diagnostics
    assert after.contract is not None
    assert all(result.passed for result in api.run_examples(after.contract))


def test_a_cap_is_reached_by_as_few_people_as_it_takes() -> None:
    """The shipped contract accepts to be without such an example; here it does not."""
    rules = re.sub(r'\naccept ceiling-by-sum "[^\n]*\n(?:  [^\n]*\n)+', "", RULES)
    assert "ceiling-by-sum" not in rules
    found = api.suggest_examples(api.load(Source("contract.ocdsl", rules)))
    assert found.without == ()
    after = api.check(Source("contract.ocdsl", rules + "\n" + found.text))
    assert not any(d.code == "MissingExample" for d in after.diagnostics)
    assert after.contract is not None
    assert all(result.passed for result in api.run_examples(after.contract))
    assert "carried forward" in found.text


def test_suggestions_are_in_the_one_layout(suggested: str) -> None:
    text = RULES + "\n" + suggested
    assert api.format_text(Source("contract.ocdsl", text)) == text


def test_a_suggestion_stands_on_both_sides_of_its_threshold(suggested: str) -> None:
    ages = next(block for block in suggested.split("\n\n") if "age is at least 65" in block)
    assert [f"age is {n}" in ages for n in (63, 64, 65, 66, 67)] == [False, True, True, True, False]
    assert "expect  start-fee £300.00 for just-at, " in ages
    assert "start-fee £300.00 for just-below" not in ages


def test_suggestions_are_the_same_each_time(suggested: str) -> None:
    again = api.suggest_examples(api.load(Source("contract.ocdsl", RULES)))
    assert again.text == suggested


def covered(text: str) -> dict[tuple[str, str], Item]:
    items = api.cover_examples(api.load(Source("contract.ocdsl", text)))
    return {(item.kind, item.says): item for item in items}


ONE = """
example mrs-a "Mrs A is 65"
  log
    | date       | event         | detail    |
    | 4 May 2026 | referral      | age is 65 |
    | 6 May 2026 | service-start |           |
  expect  start-fee £300.00
"""


def test_coverage_says_what_one_example_exercises() -> None:
    items = covered(RULES + ONE)
    by = {key: item.by for key, item in items.items()}
    assert by["clause", "pays £300.00 for each person in older-people"] == ("mrs-a",)
    assert by["boundary", "age is at least 65: at 65"] == ("mrs-a",)
    assert by["boundary", "age is at least 65: just below it"] == ()
    assert by["band", "| more than 14 | £320.00 |"] == ()
    weekly = "when the week ends within 12 weeks after the first service-start"
    assert by["clause", weekly] == ()


def test_coverage_of_the_shipped_contract() -> None:
    bare = [key for key, item in covered(TEXT).items() if not item.by]
    assert bare == [("band", "| less than 50% | nothing |"), ("clause", "excess carried forward")]


def test_the_command_shows_coverage_and_fails_when_some_is_missing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["test", str(SHIPPED), "--coverage", "--format", "json"]) == 1
    shown = json.loads(capsys.readouterr().out)
    assert shown["not_covered"] == sum(not item["examples"] for item in shown["items"]) == 2
    assert {item["kind"] for item in shown["items"]} == {"clause", "band", "boundary"}
    assert run(["test", str(SHIPPED), "--coverage"]) == 1
    assert "NOT EXERCISED" in capsys.readouterr().out


def test_the_command_suggests(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "contract.ocdsl"
    file.write_text(RULES, encoding="utf-8")
    assert run(["test", str(file), "--suggest"]) == 0
    said = capsys.readouterr().out
    assert said.startswith('\nexample example-1 "')
    file.write_text(RULES + said, encoding="utf-8")
    assert run(["check", str(file)]) == 0
    assert run(["test", str(file)]) == 0
