"""The tables of bank holidays, against the rules that the days follow."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from ocdsl.base.calendar import day_of, iso
from ocdsl.base.holidays import calendar_names, holiday_calendar

ENGLAND = holiday_calendar("england-and-wales")
# What a proclamation moved (the day by the rule, and the day that was kept) or added.
MOVED = {
    date(2020, 5, 4): date(2020, 5, 8),  # the early May holiday, for VE day
    date(2022, 5, 30): date(2022, 6, 2),  # the spring holiday, for the Platinum Jubilee
}
ADDED = {date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8)}


def easter(year: int) -> date:
    """Easter Sunday of a year in the Gregorian calendar, by the anonymous computus."""
    golden, century = year % 19, year // 100
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    full = epact - (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    sunday = (year + year // 4 + full + 2 - century + century // 4) % 7
    after = full - sunday
    month = 3 + (after + 40) // 44
    return date(year, month, after + 28 - 31 * (month // 4))


def by_rule(year: int) -> Iterator[date]:
    """The bank holidays of a year: the Act of 1971, common law and the usual proclamations."""
    yield _monday_if_weekend(date(year, 1, 1))
    yield easter(year) - timedelta(2)
    yield easter(year) + timedelta(1)
    yield _monday_on_or_after(date(year, 5, 1))
    yield _monday_on_or_after(date(year, 5, 25))
    yield _monday_on_or_after(date(year, 8, 25))
    christmas = [date(year, 12, 25), date(year, 12, 26)]
    closed = [day for day in christmas if day.weekday() < 5]
    after = date(year, 12, 27)
    while len(closed) < 2:
        closed += [after] if after.weekday() < 5 else []
        after += timedelta(1)
    yield from closed


def _monday_on_or_after(day: date) -> date:
    return day + timedelta(-day.weekday() % 7)


def _monday_if_weekend(day: date) -> date:
    return day if day.weekday() < 5 else _monday_on_or_after(day)


def kept(year: int) -> list[date]:
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    return [date.fromordinal(holiday.day) for holiday in ENGLAND.between(first, last)]


@pytest.mark.parametrize("year", range(2019, 2041))
def test_every_year_of_the_table_follows_the_rules(year: int) -> None:
    expected = {MOVED.get(day, day) for day in by_rule(year)} | ADDED
    assert kept(year) == sorted(day for day in expected if day.year == year)


@pytest.mark.parametrize(
    "sunday",
    ["2019-04-21", "2024-03-31", "2026-04-05", "2027-03-28", "2028-04-16", "2038-04-25"],
)
def test_easter_is_where_the_almanacs_have_it(sunday: str) -> None:
    assert easter(int(sunday[:4])).isoformat() == sunday


def test_the_table_says_where_it_ends_and_what_is_announced() -> None:
    days = (ENGLAND.first_day, ENGLAND.stated_to, ENGLAND.last_day)
    assert [iso(day) for day in days] == ["2019-01-01", "2028-12-31", "2040-12-31"]
    assert all(h.stated == (h.day <= ENGLAND.stated_to) for h in ENGLAND.holidays)


def test_a_table_that_was_released_is_never_changed() -> None:
    """Contracts are pinned to it. Other days are another file, with a name of its own."""
    assert ENGLAND.digest == (
        "sha256:aa133e74c14ef7ca295a7ef1036105fcd11e46805f7ca2a93cf36e4f1b3846ac"
    )


def test_no_holiday_is_on_a_weekend_or_twice() -> None:
    days = [holiday.day for holiday in ENGLAND.holidays]
    assert days == sorted(set(days))
    assert all(date.fromordinal(day).weekday() < 5 for day in days)


def test_a_calendar_that_is_not_there() -> None:
    assert calendar_names() == ("england-and-wales",)
    with pytest.raises(KeyError):
        holiday_calendar("wales")


def test_outside_the_table_only_weekends_are_closed() -> None:
    christmas = day_of("2018-12-25"), day_of("2041-12-25")
    assert all(ENGLAND.working.is_working(day) for day in christmas)
