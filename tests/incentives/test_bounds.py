"""The most that a contract comes to, for one person and in all, as the solver knows it."""

from __future__ import annotations

import pytest

from ocdsl.incentives.engines.bounds import most_for_one, most_in_all
from ocdsl.incentives.engines.capped import limits_all
from ocdsl.incentives.engines.once import lines_of, never_alike, never_twice, times_for_one
from ocdsl.incentives.subject import Subject
from ocdsl.model.bands import least_and_most
from tests.incentives.planted import contract_with
from tests.incentives.test_proved_and_found import SHIPPED, subject_of

TEXTS = {folder.name: folder / "contract.ocdsl" for folder in SHIPPED}


def shipped(name: str) -> Subject:
    return subject_of(TEXTS[name].read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("name", "most"),
    [
        # A start, a fee, and the dearest of 13 weeks from each of two providers.
        ("reablement-at-home", 30_000 + 157_500 + 2 * 13 * 32_000),
        # The card of the real scheme: £400, £1,200, and £170 thirteen times.
        ("work-programme", 40_000 + 120_000 + 13 * 17_000),
        # 80% and 20% of prices that sum to £4,000, and a penny for each line of a statement.
        ("troubled-families", 400_000 + 4),
    ],
)
def test_what_one_person_brings_at_most(name: str, most: int) -> None:
    subject = shipped(name)
    paid = [p for p in subject.contract.payments.values() if not p.takes]
    found = most_for_one(subject, paid)
    assert found is not None
    assert found.pence == most


@pytest.mark.parametrize(
    ("name", "payment", "most"),
    [
        ("immunisation-targets", "target-payment", 2 * 273_000),
        ("istanbul-employment", "sustained-jobs", 63_200_000),
        ("reablement-at-home", "start-fee", None),
    ],
)
def test_what_is_paid_for_periods_at_most(name: str, payment: str, most: int | None) -> None:
    subject = shipped(name)
    found = most_in_all(subject, subject.contract.payments[payment])
    assert (found.pence if found else None) == most


@pytest.mark.parametrize(
    ("name", "payment", "times"),
    [
        ("reablement-at-home", "start-fee", 1),
        ("reablement-at-home", "weekly-support", 26),
        ("work-programme", "staying", 13),
        ("reboot-west", "results", 23),
        ("hip-fracture", "best-practice", None),
    ],
)
def test_how_often_one_person_is_paid_for(name: str, payment: str, times: int | None) -> None:
    subject = shipped(name)
    (line,) = lines_of(subject, payment)
    assert times_for_one(subject, line) == times
    assert never_twice(subject, line) is (times == 1)


def test_what_is_counted_once_for_each_of_a_kind_is_never_paid_alike() -> None:
    subject = shipped("reboot-west")
    assert never_alike(subject, lines_of(subject, "results")[0]) == "metric"
    assert not never_alike(subject, lines_of(subject, "steps")[0])


def test_a_cap_that_pays_its_excess_at_the_end_limits_nothing() -> None:
    ends = ("  at the end  lapses\n", "  at the end  is paid on the last statement\n")
    for contract, sound in ((contract_with(), True), (contract_with(ends), False)):
        (cap,) = contract.caps.values()
        assert limits_all(cap) is sound


def test_a_number_without_a_least_value_may_lie_below_nothing() -> None:
    assert least_and_most(()) == (None, None)
    assert least_and_most((("at least", -1000), ("less than", 500))) == (-1000, 499)
    assert least_and_most((("more than", 0),)) == (1, None)
