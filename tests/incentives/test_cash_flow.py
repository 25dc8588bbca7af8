"""The providers' cash flow under what a contract assumes: sums worked out by hand."""

from __future__ import annotations

from itertools import pairwise

from ocdsl.base.calendar import month_end
from ocdsl.incentives.cash_flow import cash_flow
from ocdsl.incentives.engines.lives import lives_of
from ocdsl.incentives.engines.simulation import pence_of
from ocdsl.model.cash_flow import CashFlow, Month
from tests.incentives.planted import contract_with
from tests.incentives.test_simulation import subject_of, subject_of_contract


def flow() -> CashFlow:
    found = cash_flow(subject_of("pi_63_payment_lag.md"))
    assert found is not None
    return found


def test_all_that_is_assumed_comes_in_and_is_spent() -> None:
    """60 and 40 people a year for two years, of whom 65% and 35% have a certificate.

    78 of 120 and 28 of 80 are paid £1,000.00, and all 200 are paid £350.00 for the start:
    £106,000.00 + £70,000.00. 120 × £600.00 + 80 × £1,200.00 = £168,000.00 is spent.
    """
    found = flow()
    assert (found.people, found.one_in) == (200, 1)
    assert found.income[-1] == 176_000_00
    assert found.cost[-1] == 168_000_00


def test_the_months_follow_each_other_from_the_first_of_the_term() -> None:
    months = flow().months
    assert months[0].start == subject_of("pi_63_payment_lag.md").contract.term_start
    assert all(month_end(a.start) + 1 == b.start for a, b in pairwise(months))
    assert months[-1].income or months[-1].cost


def test_the_same_contract_has_the_same_cash_flow() -> None:
    assert flow() == flow()


def test_what_the_shipped_contract_assumes() -> None:
    """100 people a year for three years, of whom 60% are independent: 180 of 300.

    £1,575.00 is spent on each. Somebody who is independent brings the start fee, weeks of support
    and the outcome fee, somebody else all but the last. Less comes in than if each quarter's rate
    released the whole of what is withheld, and more than if none released anything.
    """
    subject = subject_of_contract(contract_with())
    life, found = lives_of(subject, "independent"), cash_flow(subject)
    assert life is not None and found is not None
    helped, failed = (pence_of(subject, rows) or 0 for rows in (life.achieved, life.failed))
    assert helped - failed == 1_575_00
    assert (found.people, found.one_in, found.cost[-1]) == (300, 1, 300 * 1_575_00)
    most = 180 * helped + 120 * failed
    assert most - 180 * 236_25 < found.income[-1] <= most
    assert found.passes == 12  # the contract's page says so


def test_without_a_cost_there_is_none() -> None:
    from attrs import evolve

    subject = subject_of("pi_63_payment_lag.md")
    groups = tuple(evolve(group, cost=None) for group in subject.contract.assumptions)
    assert cash_flow(evolve(subject, contract=evolve(subject.contract, assumptions=groups))) is None


def of(*months: tuple[int, int]) -> CashFlow:
    return CashFlow(tuple(Month(n, *each) for n, each in enumerate(months)), 1, 1)


def test_the_month_that_passes_is_the_first_after_the_last_behind() -> None:
    # -50, +30, -10, +20: it has passed for good in month 4, and was lowest in month 1.
    found = of((0, 50), (80, 0), (0, 40), (30, 0))
    assert list(found.balances) == [-50, 30, -10, 20]
    assert found.passes == 4 and found.lowest == (50, 1)


def test_what_is_never_made_up_has_no_month() -> None:
    assert of((0, 50), (20, 0)).passes is None


def test_what_is_never_behind_passes_in_the_first_month() -> None:
    found = of((10, 5), (0, 5))
    assert found.passes == 1 and found.lowest == (0, 0)
