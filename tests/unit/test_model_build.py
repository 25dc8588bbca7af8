"""The checked model of the shipped contract, and what `check` takes where the text is silent."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ocdsl.base.diagnostics import Severity, exit_status
from ocdsl.base.source import Source
from ocdsl.model.amounts import Banded, Flat
from ocdsl.model.bands import interval, uncovered
from ocdsl.model.contract import Contract
from ocdsl.model.from_syntax import Checked, check

SHIPPED = Path(__file__).parents[2] / "contracts/reablement-at-home/contract.ocdsl"
TEXT = SHIPPED.read_text()


def checked(text: str = TEXT) -> Checked:
    return check(Source("contract.ocdsl", text))


def contract(text: str = TEXT) -> Contract:
    found = checked(text).contract
    assert found is not None
    return found


def day(year: int, month: int, number: int) -> int:
    return date(year, month, number).toordinal()


def test_the_shipped_contract_has_nothing_but_advice() -> None:
    assert exit_status(checked().diagnostics) == int(Severity.ADVICE)


def test_the_header() -> None:
    c = contract()
    assert (c.term_start, c.term_end) == (day(2026, 4, 1), day(2029, 3, 31))
    assert c.tail_end == c.term_end + 420
    assert (c.dates.week_day, c.dates.year_month, c.statements) == (0, 4, "month")
    assert c.providers == ("alder-care", "bryn-support")
    assert c.clause.identity == "reablement-at-home"


def test_prices_and_bands_in_whole_pence_and_hundredths() -> None:
    payments = contract().payments
    assert payments["outcome-fee"].price == Flat(157500)
    assert payments["outcome-fee"].cohort == "older-people"
    weekly = payments["weekly-support"].price
    assert isinstance(weekly, Banded)
    assert [(b.low, b.high, b.pence) for b in weekly.bands] == [
        (0, 500, 7500),
        (500, 1400, 15000),
        (1400, None, 32000),
    ]


def test_withholding_and_its_line() -> None:
    held = contract().payments["outcome-fee"].withholding
    assert held is not None and held.share == (15, 100)
    assert [(b.low, b.high, b.share, b.straight) for b in held.bands] == [
        (None, 5000, (0, 1), False),
        (5000, 6000, (0, 1), True),
        (6000, None, (1, 1), False),
    ]


def test_clauses_know_their_lines() -> None:
    clause = contract().payments["outcome-fee"].clauses["withhold"]
    assert clause.identity == "outcome-fee.withhold"
    assert "withhold" in TEXT.splitlines()[clause.line - 1]


def test_an_example_that_says_little_means_the_plain_thing() -> None:
    example = contract().examples[0]
    assert {(row.person, row.provider) for row in example.rows} == {("mrs-a", "alder-care")}
    assert all(row.recorded == row.day for row in example.rows)
    assert example.as_at == day(2026, 8, 30)
    assert [e.status for e in example.expects] == ["payable", "payable", "withheld"]


def test_an_example_may_say_who_when_and_as_at() -> None:
    text = TEXT[: TEXT.index("example ")] + (
        'example late "Recorded late"\n'
        "  as at 1 July 2026\n"
        "  log\n"
        "    | date       | event         | detail    | person | provider     | recorded   |\n"
        "    | 4 May 2026 | referral      | age is 82 | ann    | bryn-support | 5 May 2026 |\n"
        "    | 6 May 2026 | service-start |           | ann    | bryn-support | 9 May 2026 |\n"
        "  expect  start-fee £300.00, not due\n"
    )
    example = contract(text).examples[0]
    assert example.as_at == day(2026, 7, 1)
    assert example.rows[1].recorded == day(2026, 5, 9)
    assert (example.rows[0].person, example.rows[0].provider) == ("ann", "bryn-support")
    assert example.rows[0].values == (("age", "82"),)
    assert example.expects[0].status == "not-due"


def test_without_a_tail_the_longest_window_is_taken_and_said() -> None:
    line = "  tail          60 weeks, for people who joined during the term\n"
    found = checked(TEXT.replace(line, ""))
    assert found.contract is not None
    assert found.contract.tail_end == found.contract.term_end + 420
    assert "TailByDefault" in {d.code for d in found.diagnostics}


def test_otherwise_stands_for_what_the_other_rows_leave() -> None:
    text = TEXT.replace("| more than 5, up to and including 14 |", "| otherwise |")
    price = contract(text).payments["weekly-support"].price
    assert isinstance(price, Banded)
    assert [(b.low, b.high, b.pence) for b in price.bands] == [
        (0, 500, 7500),
        (500, 1400, 15000),
        (1400, None, 32000),
    ]


def test_gaps_between_intervals_are_exact() -> None:
    low = interval([("up to and including", 50)])
    high = interval([("more than", 51)])
    domain = interval([("at least", 0), ("up to and including", 100)])
    assert uncovered(domain, [low, high]) == [((50, 1), (51, 1))]
    assert uncovered(domain, [low, interval([("more than", 50)])]) == []
