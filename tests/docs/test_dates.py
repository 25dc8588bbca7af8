"""The standard of dates says what is so: figures are worked out, pictures are the script’s."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from ocdsl.base.calendar import LAST_DAY, RUN_ON, day_of, in_words
from ocdsl.base.holidays import holiday_calendar
from ocdsl.base.source import Source
from ocdsl.model.contract import Contract
from ocdsl.model.dates import DateRules
from ocdsl.model.from_syntax import check
from ocdsl.rules.lowering.from_model import lower
from ocdsl.rules.operators import Compare
from ocdsl.syntax import phrases as ph
from tests.conformance.casebook import day_text

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "dates.md").read_text(encoding="utf-8")
PICTURES = ROOT / "docs" / "pictures"
TABLE = re.compile(r"<!-- (?P<kind>[a-z]+) -->\n\|[^\n]*\n\|[-|]+\|\n(?P<rows>(?:\|[^\n]*\n)+)")
CONTRACT = """contract dates "Dates"
  model         reward for individual outcomes
  commissioner  vale "Vale Council"
  provider      alder "Alder Care"
  term          from 1 April 2026 up to and including 31 March 2029
  tail          2 years, for people who joined during the term
  currency      GBP
  rounding      half up to the penny on each payment line
  weeks         start on Monday
  years         start on 1 April
  months        end on the last day of a month that is too short
  working days  follow england-and-wales
  due dates     {due_dates}

event start "First visit"
  recorded by  provider

event finish "Last visit"
  recorded by  provider

cohort people "People"
  counts      once for each person
  joins on    the first start
  belongs to  provider at the first start

outcome done "Done"
  counts     once for each person in people
  achieved   on the first finish
  when       the finish is {window}

payment fee "Fee"
  pays  £100.00 for each done
  due   {due}
"""


def rows(kind: str) -> list[list[str]]:
    """The rows of every table of a kind, without backquotes."""
    found = [m["rows"].splitlines() for m in TABLE.finditer(PAGE) if m["kind"] == kind]
    return [[c.strip().strip("`") for c in row.strip("|").split("|")] for t in found for row in t]


def words(day: int | None) -> str:
    return "" if day is None else in_words(day)


def contract(
    window: str = "before 1 May 2026", due: str = "1 day after earning", dates: str = ""
) -> Contract:
    text = CONTRACT.format(window=window, due=due, due_dates=dates or "may fall on any day")
    checked = check(Source("dates.ocdsl", text))
    assert checked.contract is not None, [d.message for d in checked.diagnostics]
    return checked.contract


def bounds(window: str) -> tuple[int | None, int | None]:
    """The first and the last day of a window, as the rules have them; None where there is none."""
    nodes = lower(contract(window)).nodes.values()
    (found,) = (
        n for n in nodes
        if isinstance(n, Compare) and n.rel == "within" and n.clause.keyword == "when"
    )  # fmt: skip
    assert not isinstance(found.low, str) and not isinstance(found.high, str)
    return found.low, found.high


@pytest.mark.parametrize("row", rows("windows"), ids=lambda row: row[0])
def test_a_window_has_the_days_that_are_stated(row: list[str]) -> None:
    window, first, last = row
    assert [words(day) for day in bounds(window)] == [first, last]


@pytest.mark.parametrize("row", rows("lengths"), ids=lambda row: f"{row[0]}, {row[1]}")
def test_a_length_ends_on_the_day_that_is_stated(row: list[str]) -> None:
    start, length, *stated = row
    number, unit = length.removesuffix(" before").split(" ", 1)
    duration = ph.Duration(int(number), unit.removesuffix("s"))
    england = holiday_calendar("england-and-wales")
    for rule, day in zip((LAST_DAY, RUN_ON), stated, strict=False):
        dates = DateRules(month_end=rule, holidays=england)
        lag = dates.lag(duration)
        away = lag._replace(number=-lag.number) if length.endswith(" before") else lag
        assert words(dates.later(day_of(day_text(start)), away)) == day


@pytest.mark.parametrize("row", rows("due"), ids=lambda row: f"{row[0]}, {row[1]}, {row[2]}")
def test_a_payment_is_due_on_the_day_that_is_stated(row: list[str]) -> None:
    due, due_dates, earned, payable = row
    made = contract(due=due, dates=due_dates)
    rule = made.payments["fee"].due
    assert words(made.dates.due_on(day_of(day_text(earned)), rule)) == payable


def test_the_table_of_bank_holidays_is_as_stated() -> None:
    england = holiday_calendar("england-and-wales")
    days = (england.first_day, england.stated_to, england.last_day)
    assert [day for _, day in rows("table")] == [words(day) for day in days]


def test_every_table_of_the_page_is_looked_at() -> None:
    tables = PAGE.count("\n|---")
    assert len(TABLE.findall(PAGE)) == tables
    kinds = {m["kind"] for m in TABLE.finditer(PAGE)}
    assert kinds == {"windows", "lengths", "due", "table"}


def test_what_the_prose_says_of_lengths() -> None:
    """The sentences below the tables, one by one."""
    dates = DateRules(month_end=LAST_DAY, holidays=holiday_calendar("england-and-wales"))
    month, quarter = (dates.lag(ph.Duration(1, unit)) for unit in ("month", "quarter"))
    february = dates.later(day_of("2027-01-31"), month)
    assert words(february) == "28 February 2027"
    assert words(dates.later(february, month._replace(number=-1))) == "28 January 2027"
    assert words(dates.later(day_of("2026-05-20"), quarter)) == "20 August 2026"


PAGES_PICTURES = runpy.run_path(str(PICTURES / "dates.py"))


def test_the_pictures_are_those_of_the_script() -> None:
    made = PAGES_PICTURES["PICTURES"]
    kept = {p.stem: p.read_text(encoding="utf-8") for p in PICTURES.glob("dates-*.svg")}
    assert kept == made, "run python docs/pictures/dates.py"
    assert all(f"pictures/{name}.svg" in PAGE for name in made)


@pytest.mark.parametrize("drawn", PAGES_PICTURES["WINDOWS"], ids=lambda drawn: drawn[0])
def test_a_window_is_drawn_as_the_rules_have_it(drawn: tuple[str, int | None, int | None]) -> None:
    """The picture's windows are given in days from day 0."""
    name, *stated = drawn
    name = re.sub(r"least 5,", "least 5 days,", name)
    found = bounds(f"{name} 20 May 2026")
    zero = day_of("2026-05-20")
    assert [None if day is None else day - zero for day in found] == stated
