"""What may happen to one person of each contract that is shipped: every outcome has its lives."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from ocdsl import api
from ocdsl.api import graph_of
from ocdsl.generators.sample_log import SmallLogs
from ocdsl.incentives.cast import cast_of
from ocdsl.incentives.engines.lives import Lives, lives_of
from ocdsl.incentives.engines.simulation import pence_of
from ocdsl.incentives.subject import Rows, Subject

CONTRACTS = sorted(path for path in (Path(__file__).parents[2] / "contracts").iterdir())
OUTCOMES = [
    (path.name, outcome)
    for path in CONTRACTS
    if path.is_dir()
    for outcome in api.load(path).as_it_stands.outcomes
]


@cache
def subject_of(name: str) -> Subject:
    path = next(path for path in CONTRACTS if path.name == name)
    contract = api.load(path).as_it_stands
    return Subject(contract, graph_of(contract), SmallLogs, graph_of)


def lives(name: str, outcome: str) -> Lives:
    found = lives_of(subject_of(name), outcome)
    assert found is not None
    return found


@pytest.mark.parametrize(("name", "outcome"), OUTCOMES)
def test_one_achieves_and_one_does_not(name: str, outcome: str) -> None:
    """Both have joined."""
    found = lives(name, outcome)
    subject = subject_of(name)
    ways = (found.achieved, found.failed)
    achieved, failed = (subject.pay(rows) for rows in ways)
    assert achieved is not None and achieved.achieved[outcome]
    assert failed is not None and not failed.achieved[outcome]
    assert any(row["event"] in cast_of(subject).joins for row in found.failed)


@pytest.mark.parametrize(("name", "outcome"), OUTCOMES)
def test_somebody_who_is_left_is_not_in_a_spell_for_longer(name: str, outcome: str) -> None:
    found, cast = lives(name, outcome), cast_of(subject_of(name))

    def ends(rows: Rows) -> list[str]:
        return [row["occurred_on"] for row in rows if row["event"] in cast.ends]

    assert ends(found.left) == ends(found.failed)
    assert found.begins <= found.comes


def test_weeks_of_care_are_paid_alike_for_who_is_helped_and_who_is_left() -> None:
    """Care that nobody ended was paid to the end of the contract: £24,600.00 for doing nothing."""
    subject, found = subject_of("home-care-rewards"), lives("home-care-rewards", "delivered")
    care = [pence_of(subject, rows, ["ongoing-support"]) for rows in (found.left, found.failed)]
    assert care[0] == care[1] == 4 * 150_00  # four weeks of higher care


def test_what_joining_achieves_is_undone_and_not_left_out() -> None:
    """Somebody referred who moves into a care home the day after: still of the cohort."""
    found = lives("home-care-population", "still-at-home")
    kinds = [row["event"] for row in found.failed]
    assert "referral" in kinds and "moved-into-care-home" in kinds


def test_what_joining_achieves_by_its_values_has_others() -> None:
    """One discharge summary joins and achieves; with another answer it joins alone."""
    found = lives("hip-fracture", "best-care")
    kinds = [[row["event"] for row in rows] for rows in (found.achieved, found.failed)]
    assert kinds[0] == kinds[1] == ["discharge-summary"] * len(found.failed)
