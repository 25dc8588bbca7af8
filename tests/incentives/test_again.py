"""Whether what is sent or comes again ever pays more: what the solver proves, and what it finds."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

from ocdsl.incentives.check import FOUND
from ocdsl.incentives.checks import pi_29_duplicate_claim, pi_33_re_referral
from ocdsl.incentives.engines.again import beginnings, sure
from ocdsl.incentives.engines.every_log import Copying, EveryLog
from ocdsl.incentives.engines.pairs import Relation, pairs
from ocdsl.incentives.search import search
from ocdsl.incentives.subject import Subject
from tests.conformance.casebook import cases
from tests.incentives.test_bounds import shipped
from tests.incentives.test_proved_and_found import confirmed, subject_of

FAULTS = Path(__file__).parent / "faults"
FEES = ["attachment-fee", "crime-school-fee", "programme-fee", "employment-fee"]


def provider_events(subject: Subject) -> frozenset[str]:
    return frozenset(n for n, e in subject.contract.events.items() if "provider" in e.recorded_by)


@pytest.mark.parametrize(
    ("name", "payments"),
    [
        ("immunisation-targets", ["target-payment"]),
        # Weeks add up what is sent, and an outcome’s fee is of a rate that the row may move.
        ("reablement-at-home", ["start-fee"]),
        # A case that was closed before its time is closed again after it.
        ("home-care-population", ["population-price"]),
    ],
)
def test_what_is_sent_again_never_pays_more(name: str, payments: list[str]) -> None:
    subject = shipped(name)
    assert sure(subject, Copying(provider_events(subject), (0, 1), every=False)) == payments


@pytest.mark.parametrize(
    ("name", "payments"),
    [
        ("troubled-families", FEES),
        ("immunisation-targets", ["target-payment"]),
        ("work-programme", ["attachment", "job-outcome"]),  # and not the weeks in a second job
    ],
)
def test_who_comes_back_never_brings_more(name: str, payments: list[str]) -> None:
    subject = shipped(name)
    kinds = pi_33_re_referral.cast_of(subject).episode
    assert sure(subject, Copying(kinds, (1, None), every=True)) == payments


@pytest.mark.parametrize(
    ("relation", "file", "days"),
    [
        (pi_29_duplicate_claim.RELATION, "pi_29_duplicate_claim", (0,)),
        (pi_33_re_referral.RELATION, "pi_33_re_referral", pi_33_re_referral.GAPS),
    ],
)
def test_a_log_of_the_solver_is_found_when_it_is_paid(
    relation: Relation, file: str, days: tuple[int, ...]
) -> None:
    subject = subject_of(next(iter(cases(FAULTS / f"{file}.md"))).contract)
    every = file.startswith("pi_33")
    kinds = pi_33_re_referral.cast_of(subject).episode if every else provider_events(subject)
    logs = beginnings(subject, Copying(kinds, (days[0], days[-1]), every), days)
    assert logs
    own = evolve(relation, starts_with=lambda subject: logs, proves=lambda subject: ())
    (said,) = pairs(own)(subject)
    assert said.status == FOUND, said.detail


def test_a_solver_that_forgets_what_comes_again_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    text = next(iter(cases(FAULTS / "pi_33_re_referral.md"))).contract
    monkeypatch.setattr(EveryLog, "_comes_again", lambda log, name: log.z3.BoolVal(False))
    verdicts = search(subject_of(text), ["PI-33"]).verdicts
    assert verdicts[0].status == "PROVED"
    with pytest.raises(AssertionError):
        confirmed(text, verdicts)
