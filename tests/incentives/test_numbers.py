"""Payments by the number of people and by a rate, in the contracts that are shipped: by hand."""

from __future__ import annotations

from ocdsl.base.source import Source
from ocdsl.incentives.check import Verdict
from ocdsl.incentives.rate_steps import percent
from ocdsl.model.contract import Contract
from ocdsl.model.from_syntax import check
from tests.incentives.planted import SHIPPED, verdicts


def contract(name: str, *changes: tuple[str, str]) -> Contract:
    text = (SHIPPED.parents[1] / name / "contract.ocdsl").read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    found = check(Source("changed.ocdsl", text)).contract
    assert found is not None
    return found


def verdict(found: Contract, code: str) -> Verdict:
    return verdicts(found, code)[code]


def test_the_dip_at_the_371st_person() -> None:
    """370 at £1,100.00 are £407,000.00; the next forty are £1,000.00 each, less than on both sides.

    What helps is the price of the row before, which removes it.
    """
    (found,) = verdict(contract("istanbul-employment"), "PI-19").findings
    assert (found.on, found.where) == ("sustained-jobs", "at 370 people")
    assert (found.before.owed, found.after.owed) == (407_000_00, 447_000_00)
    assert found.mend is not None and found.mend.removes


def test_beyond_the_most_of_a_row_nobody_more_is_paid_for() -> None:
    """£185,000.00 at £1,350.00 are 137.04 people beyond 410: from 548 on nothing more is paid."""
    (found,) = verdict(contract("istanbul-employment"), "PI-20").findings
    assert "At 548 people" in found.story
    assert found.before.owed == found.after.owed == (407_000_00 + 40_000_00 + 185_000_00)


def test_no_dip_where_each_row_pays_more() -> None:
    sound = contract("istanbul-employment", ("£1,000.00 | no limit", "£1,100.00 | no limit"))
    assert verdict(sound, "PI-19").status == "SEARCHED"


def test_a_number_is_not_turned_where_it_would_take_too_many_people() -> None:
    rows = ("    | more than 410", "up to and including 410")
    many = contract("istanbul-employment", *((row, row + "0") for row in rows))
    assert verdict(many, "PI-19").status == "NOT APPLICABLE"


def test_the_cliffs_at_70_and_90_per_cent() -> None:
    """With four children: two are 50% and three 75%, paid £910.00; four are 100%, £2,730.00."""
    found = verdict(contract("immunisation-targets"), "PI-18").findings
    assert [f.where for f in found] == [
        "at 70% of share of children immunised", "at 90% of share of children immunised",
    ]  # fmt: skip
    assert [(f.before.owed, f.after.owed) for f in found] == [(0, 910_00), (910_00, 2_730_00)]


def test_one_price_at_every_rate_has_no_cliff() -> None:
    rows = ("| £0.00     |", "| £2,730.00 |")
    flat = contract("immunisation-targets", *((row, "| £910.00 |") for row in rows))
    assert verdict(flat, "PI-18").status == "PROVED"


def test_rates_in_words() -> None:
    assert (percent(70_00), percent(62_50)) == ("70%", "62.50%")
