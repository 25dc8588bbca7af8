"""Tests of a contract, to copy beside your own: pytest test_our_contract.py

The contract here is the one that ships. Write the path of yours in place of it.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocdsl import testing
from ocdsl.testing import transforms

CONTRACT = testing.load(Path(__file__).parents[2] / "contracts" / "reablement-at-home")


def test_one_person_does_not_decide_the_money_for_all_others() -> None:
    """PI-18 is a cliff edge; every entry is in the catalogue, docs/incentives."""
    testing.assert_no_finding(CONTRACT, "PI-18")


@pytest.mark.parametrize("entry", ["PI-06", "PI-22"])
def test_entries_that_we_look_at_before_each_tender(entry: str) -> None:
    testing.assert_no_finding(CONTRACT, entry, seed=2026)


@settings(max_examples=30, deadline=None)
@given(log=testing.logs(CONTRACT, most=3), days=st.integers(1, 28))
def test_nobody_gains_by_recording_late(log: transforms.Rows, days: int) -> None:
    for index in range(len(log)):
        late = transforms.recorded_later(log, index, days)
        if late is not None:
            assert testing.owed(CONTRACT, late) <= testing.owed(CONTRACT, log)


@settings(max_examples=30, deadline=None)
@given(log=testing.histories(CONTRACT))
def test_a_closure_that_is_sent_twice_is_paid_once(log: transforms.Rows) -> None:
    for index, row in enumerate(log):
        if row["event"] == "closure":
            twice = transforms.copied(log, index)
            assert testing.owed(CONTRACT, twice) == testing.owed(CONTRACT, log)


@settings(max_examples=30, deadline=None)
@given(change=testing.changes(CONTRACT, "PI-33"))
def test_nobody_is_worth_more_for_coming_back(change: testing.Changed) -> None:
    assert change.gain <= 0, change.says


@settings(max_examples=30, deadline=None)
@given(log=testing.logs(CONTRACT, most=4))
def test_each_provider_gets_its_own(log: transforms.Rows) -> None:
    each = (testing.owed(CONTRACT, log, provider) for provider in CONTRACT.providers)
    assert sum(each) == testing.owed(CONTRACT, log)
