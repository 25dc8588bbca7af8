"""The search has something to say of every form of the language, and says the same each time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from fuzz.dice import Dice
from fuzz.random_contracts import draw
from ocdsl import api
from ocdsl.base.source import Source
from ocdsl.contract_file import ContractError
from ocdsl.incentives.check import STATUSES
from ocdsl.incentives.render.cases import to_cases
from ocdsl.incentives.render.markdown import to_markdown
from ocdsl.incentives.render.page import to_html
from ocdsl.incentives.render.plain import to_json
from ocdsl.incentives.render.sarif import to_sarif
from ocdsl.incentives.render.text import to_text
from ocdsl.incentives.subject import Plan
from ocdsl.model.checks.unknown_finding import LAST
from ocdsl.model.contract import Contract
from tests.conformance.casebook import cases

ROOT = Path(__file__).parents[2]
BOOKS = sorted((ROOT / "tests" / "conformance").glob("*.md"))
FEW = Plan(examples=4)


def first_contract(book: Path) -> Contract | None:
    """The contract of the first case of a book that has one without a mistake."""
    for case in cases(book):
        try:
            return api.load(Source(case.place, case.contract))
        except ContractError:
            continue
    return None


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.stem)
def test_a_form_is_searched_and_shown_in_every_form(book: Path) -> None:
    contract = first_contract(book)
    if contract is None or contract.name == "reablement-at-home":
        pytest.skip("it has no contract, or the one that is searched below")
    report = api.incentives(contract, plan=FEW)
    assert len(report.verdicts) == LAST
    assert {verdict.status for verdict in report.verdicts} <= set(STATUSES)
    assert all(part.detail for verdict in report.verdicts for part in verdict.parts)
    for form in (to_text, to_markdown, to_html, to_sarif, to_cases, to_json):
        assert form(contract, report)


@pytest.mark.parametrize("seed", [8, 13, 21])
def test_a_random_contract_is_searched(seed: int) -> None:
    report = api.incentives(draw(Dice(seed)).contract, plan=FEW)
    assert len(report.verdicts) == LAST


def test_the_same_seed_finds_the_same_whatever_the_order_of_sets() -> None:
    command = [sys.executable, "-m", "ocdsl", "incentives", "contracts/rough-sleepers"]
    said = [
        subprocess.run(
            [*command, "--format", "json", "--check", "PI-29", "--check", "PI-70"],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=False,
        ).stdout
        for seed in ("1", "2")
    ]
    assert said[0] == said[1] != b""


def test_time_that_runs_out_half_way_is_said_of_the_rest() -> None:
    asked = iter(range(1_000))
    plan = Plan(examples=8, stop=lambda: next(asked) > 40)
    report = api.incentives(api.load(ROOT / "contracts" / "work-programme"), plan=plan)
    statuses = {verdict.check: verdict.status for verdict in report.verdicts}
    assert statuses["PI-72"] == "NOT CHECKED"
    assert "time" in report.verdicts[-1].detail
    assert set(statuses.values()) != {"NOT CHECKED"}
