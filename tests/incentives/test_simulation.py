"""What a provider can expect, how often luck meets a target, and when a cap is reached: by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ocdsl import api
from ocdsl.api import graph_of
from ocdsl.base.source import Source
from ocdsl.generators.sample_log import SmallLogs
from ocdsl.incentives.checks.pi_26_dependency import break_even
from ocdsl.incentives.engines.luck import (
    at_least,
    day_reached,
    expected_share,
    needed,
    released,
    spread,
)
from ocdsl.incentives.engines.simulation import BEHAVIOURS, Segment, segments
from ocdsl.incentives.groups import money, percent, reached_on
from ocdsl.incentives.subject import Subject
from ocdsl.model.amounts import Band
from ocdsl.model.contract import Contract
from tests.conformance.casebook import cases
from tests.incentives.planted import contract_with
from tests.incentives.test_faults import HERE


def subject_of(name: str) -> Subject:
    case = next(iter(cases(HERE / name)))
    return subject_of_contract(api.load(Source(case.place, case.contract)))


def subject_of_contract(contract: Contract) -> Subject:
    return Subject(contract, graph_of(contract), SmallLogs, graph_of)


@pytest.fixture(scope="module")
def groups() -> dict[str, Segment]:
    return {s.assumed.name: s for s in segments(subject_of("pi_02_parking.md"))}


# £350 for starting, £1,000 for a certificate; near: 65%, 40% anyway, £600; far: 35%, 10%, £1,200.
MARGINS = {
    ("near", "serves"): 400_00,  # 350 + 650 - 600
    ("near", "parks"): 750_00,  # 350 + 400
    ("near", "refuses"): 0,
    ("near", "delays"): 400_00,  # the fees are the same four weeks later
    ("near", "splits"): 400_00,  # each person is paid for once
    ("near", "exits"): 50_00,  # 350 - 300: the fee for starting, and half of the cost
    ("far", "serves"): -500_00,  # 350 + 350 - 1,200
    ("far", "parks"): 450_00,  # 350 + 100
    ("far", "refuses"): 0,
    ("far", "delays"): -500_00,
    ("far", "splits"): -500_00,
    ("far", "exits"): -250_00,  # 350 - 600
}


@pytest.mark.parametrize(("group", "behaviour"), MARGINS)
def test_what_is_left_of_one_person(groups: dict[str, Segment], group: str, behaviour: str) -> None:
    assert groups[group].prospects[behaviour].margin == MARGINS[group, behaviour]


def test_every_behaviour_is_told_of_every_group(groups: dict[str, Segment]) -> None:
    assert {(g, b) for g, s in groups.items() for b in s.prospects} == set(MARGINS)
    assert {behaviour for _, behaviour in MARGINS} == set(BEHAVIOURS)


# A true rate of 45% against a target of 50%: half of the people or more. By the binomial
# distribution, 45 ** k * 55 ** (n - k) / 100 ** n for each set of k, summed from n / 2 on.
LUCK = {30: "35.5%", 100: "18.3%", 400: "2.5%"}


@pytest.mark.parametrize("people", LUCK)
def test_luck_meets_a_target(people: int) -> None:
    wanted = needed(50_00, people)
    assert wanted * 2 == people
    assert percent(at_least(wanted, people, Fraction(45, 100))) == LUCK[people]


def test_luck_by_hand() -> None:
    assert at_least(2, 2, Fraction(1, 3)) == Fraction(1, 9)
    assert at_least(1, 2, Fraction(1, 3)) == Fraction(5, 9)  # 1 - 4/9
    assert at_least(0, 7, Fraction(2, 5)) == 1
    assert at_least(8, 7, Fraction(2, 5)) == 0


def test_luck_of_two_groups() -> None:
    # One of 1/2 and one of 1/3: none 1/2 × 2/3, both 1/2 × 1/3, one the rest.
    groups = [(1, Fraction(1, 2)), (1, Fraction(1, 3))]
    assert spread(groups) == (Fraction(1, 3), Fraction(1, 2), Fraction(1, 6))
    assert sum(spread([(30, Fraction(45, 100)), (7, Fraction(2, 3))])) == 1
    assert sum(spread([(30, Fraction(45, 100))])[15:]) == at_least(15, 30, Fraction(45, 100))


NOTHING = Band(None, False, 50_00, False)
LINE = Band(50_00, True, 60_00, False, straight=True)
ALL = Band(60_00, True, None, False, share=(1, 1))


def test_what_a_rate_releases_in_a_straight_line() -> None:
    rates = {49_99: Fraction(0), 50_00: Fraction(0), 52_50: Fraction(1, 4), 60_00: Fraction(1)}
    for rate, share in rates.items():
        assert released((NOTHING, LINE, ALL), Fraction(rate)) == share


def test_what_is_expected_of_two_people() -> None:
    # Both achieve with 1/9: all of it. One, with 4/9, is a rate of 50%: nothing yet.
    assert expected_share((NOTHING, LINE, ALL), 2, Fraction(1, 3)) == Fraction(1, 9)


def test_the_day_of_a_cap() -> None:
    """100 people a year, 60% of whom bring £1,575: £94,500 over 365 days, the same each day.

    £78,750 is 50 results of 60: five sixths of the year, 304.17 days. It is reached in day 305.
    """
    comes = 100 * Fraction(60, 100) * 157_500
    assert comes == 94_500_00
    assert day_reached(Fraction(78_750_00), comes, Fraction(365)) == 305
    assert day_reached(Fraction(94_500_00), comes, Fraction(365)) == 365
    assert day_reached(Fraction(94_500_01), comes, Fraction(365)) is None


def test_the_day_of_a_cap_of_a_contract() -> None:
    """The same cap, referrals and fee in a contract, and in its provider's favour a start fee."""
    contract = contract_with(
        (
            "£120,000.00 for each provider and month of earning",
            "£78,750.00 for each year of earning",
        ),
        ("  over        all payments", "  over        outcome-fee"),
    )
    subject = subject_of_contract(contract)
    assert reached_on(subject, contract.caps["monthly-ceiling"]) == (
        "If people come as is assumed, evenly, £94,500.00 comes to be paid in each period of 365 "
        "days, and the limit of £78,750.00 is reached in day 305."
    )


def test_how_many_weeks_the_fee_for_a_result_is_worth() -> None:
    """£1,575 is 21 times £75; ten and a half times £150; 4.92 times £320."""
    payments = contract_with().payments
    assert break_even(payments["outcome-fee"], payments["weekly-support"]) == (
        "£1,575.00 is 21.0 weeks at £75.00, 10.5 at £150.00 and 4.9 at £320.00."
    )


def test_sums_in_words() -> None:
    assert money(Fraction(616_665, 10)) == "£616.67"
    assert percent(Fraction(1, 3)) == "33.3%"
    assert percent(Fraction(1, 4)) == "25%"
