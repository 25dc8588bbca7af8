"""Whether one outcome follows from another, or shuts it out, in every log there can be."""

from __future__ import annotations

from pathlib import Path

import pytest

from ocdsl.incentives.engines.implied import excludes, implies
from tests.conformance.casebook import cases
from tests.incentives.test_proved_and_found import subject_of

FAULTS = Path(__file__).parent / "faults"
TWICE = {case.title: case for case in cases(FAULTS / "pi_30_double_counting.md")}
SOON_TOO = TWICE["Found on `fee`: £1,300.00"].contract
WINDOW = "the certificate is within 8 weeks after the first start"
FIRST_SOON = SOON_TOO.replace(f" where {WINDOW}", f"\n  when      {WINDOW}")
EITHER = TWICE["Quiet: PROVED"].contract


def test_a_certificate_within_eight_weeks_is_a_certificate() -> None:
    assert implies(subject_of(FIRST_SOON), "qualified-soon", "qualified")


def test_a_certificate_need_not_come_within_eight_weeks() -> None:
    assert not implies(subject_of(FIRST_SOON), "qualified", "qualified-soon")


@pytest.mark.parametrize(("text", "apart"), [(SOON_TOO, False), (EITHER, True)])
def test_whether_nobody_can_have_both(text: str, apart: bool) -> None:
    assert excludes(subject_of(text), "qualified", "qualified-soon") is apart


@pytest.mark.parametrize("text", [SOON_TOO, EITHER])
def test_an_outcome_follows_from_itself_and_does_not_shut_itself_out(text: str) -> None:
    assert implies(subject_of(text), "qualified", "qualified")
    assert not excludes(subject_of(text), "qualified", "qualified")
