"""Hypothesis looks for a gain by the same changes as the search, and shrinks what it finds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, find, given, settings
from hypothesis import strategies as st

from ocdsl import testing
from ocdsl.base.source import Source
from ocdsl.incentives.check import money_of
from ocdsl.incentives.checks import relations
from tests.conformance.casebook import Case
from tests.incentives.test_faults import CASES, code_of

CALM = settings(
    max_examples=40, deadline=None, database=None, derandomize=True,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)  # fmt: skip
BY_CHANGES = [(path, case) for path, case in CASES if code_of(path) in relations()]
FAULTY = [(path, case) for path, case in BY_CHANGES if case.title.startswith("Found")]
SEARCHED = [(path, case) for path, case in BY_CHANGES if case.title == "Quiet: SEARCHED"]
SOLVED = [
    next((path, case) for path, case in BY_CHANGES
         if code_of(path) == code and case.title == "Quiet: PROVED")
    for code in ("PI-29", "PI-33")
]  # fmt: skip
"""Proved by the solver, while the changes are possible: other proofs are that nobody can."""
REPAIRED = [*SEARCHED, *SOLVED]
SEEN = ("PI-29", "PI-32", "PI-33", "PI-40", "PI-44", "PI-53")
"""Entries whose planted fault shows in a log of a few people, whoever they are."""


@pytest.mark.parametrize("code", SEEN)
def test_a_planted_fault_is_found_and_shrunk(code: str) -> None:
    case = next(case for path, case in FAULTY if code_of(path) == code)
    contract = testing.load(Source(case.place, case.contract))
    found = find(testing.changes(contract, code), lambda each: each.gain > 0,
                 settings=settings(CALM, max_examples=400))  # fmt: skip
    assert {row["person"] for row in found.before} - {""} <= {"p01"}
    after, before = (
        money_of(testing.decisions(contract, log), found.gainer)
        for log in (found.after, found.before)
    )
    assert after > before
    assert found.says and "{person}" not in found.says


@pytest.mark.parametrize(("path", "case"), REPAIRED, ids=[c.place for _, c in REPAIRED])
def test_nobody_gains_by_a_change_under_a_repaired_contract(path: Path, case: Case) -> None:
    contract = testing.load(Source(case.place, case.contract))
    code = code_of(path)

    @settings(CALM)
    @given(st.data())
    def nobody_gains(data: st.DataObject) -> None:
        change = data.draw(testing.changes(contract, code))
        assert change.gain <= 0, change

    nobody_gains()


def test_an_entry_that_no_change_shows_is_refused() -> None:
    with pytest.raises(ValueError, match="PI-18 is not looked for by changes of a log"):
        testing.changes(testing.load("contracts/reablement-at-home"), "PI-18")
