"""Days and periods: dates are whole days counted as `date.toordinal()` does.

Standard library only: the emitted evaluator carries this file whole.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
PERIODS = ("week", "month", "calendar-quarter", "quarter", "calendar-year", "year")
"""The units of periods, from short to long. Those named `calendar` begin with January."""
_MONTHS_IN = {"month": 1, "calendar-quarter": 3, "quarter": 3, "calendar-year": 12, "year": 12}
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

# A contract meets the same few thousand days again and again.
_DAYS_KEPT = 20_000

_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def day_of(text: str) -> int:
    """The day that ISO text (`2026-04-01`) names.

    Raises ValueError when the text is not of that form or the date does not exist.
    """
    if not _ISO_DATE.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text).toordinal()


@lru_cache(_DAYS_KEPT)
def iso(day: int) -> str:
    """A day as ISO text: `2026-04-01`."""
    return date.fromordinal(day).isoformat()


def in_words(day: int) -> str:
    """A day as the contract writes it: `1 April 2026`."""
    d = date.fromordinal(day)
    return f"{d.day} {MONTHS[d.month - 1]} {d.year}"


def month_start(day: int) -> int:
    """The first day of the calendar month that holds `day`."""
    return day - date.fromordinal(day).day + 1


@lru_cache(_DAYS_KEPT)
def month_end(day: int) -> int:
    """The last day of the calendar month that holds `day`."""
    d = date.fromordinal(day)
    return date(d.year + d.month // 12, d.month % 12 + 1, 1).toordinal() - 1


@lru_cache(_DAYS_KEPT)
def period_start(day: int, unit: str, week_day: int, year_month: int) -> int:
    """The first day of the period (one of `PERIODS`) that holds `day`.

    Weeks start on `week_day` (0 is Monday); quarters and years are counted from the first of
    `year_month` (1 is January), as the contract's `weeks` and `years` lines say.
    """
    if unit == "week":
        return day - (day - 1 - week_day) % 7
    d = date.fromordinal(day)
    first = 1 if unit.startswith("calendar") else year_month
    back = (d.month - first) % _MONTHS_IN[unit]
    months = d.year * 12 + d.month - 1 - back
    return date(months // 12, months % 12 + 1, 1).toordinal()


@lru_cache(_DAYS_KEPT)
def period_end(start: int, unit: str) -> int:
    """The last day of the period that begins on `start`."""
    if unit == "week":
        return start + 6
    d = date.fromordinal(start)
    months = d.year * 12 + d.month - 1 + _MONTHS_IN[unit]
    return date(months // 12, months % 12 + 1, 1).toordinal() - 1


# ---- lengths of time


class Lag(NamedTuple):
    """A length of time: so many of a unit, and the rule by which the unit is counted (law 9).

    `unit` is `day`, `month` or `working day`: a week is 7 days, a quarter 3 months and a year 12.
    `rule` is a month-end rule for months, and the name of a calendar for working days.
    """

    number: int
    unit: str = "day"
    rule: str = ""


class Due(NamedTuple):
    """When what is earned on a day is payable (law 22).

    So long after the day, or after the end of its period `end_of`; on the first working day from
    then on when it `moves`.
    """

    lag: Lag
    end_of: str = ""
    moves: bool = False


LAST_DAY, RUN_ON = "end on the last day", "run on to the first day after"
"""The month-end rules: what becomes of 31 January and one month."""


class WorkingDays:
    """Monday to Friday without some holidays: every working day has a number, in order."""

    def __init__(self, holidays: Iterable[int] = ()) -> None:
        """`holidays` are days; those on a Saturday or a Sunday make no difference."""
        self.holidays = tuple(sorted(d for d in set(holidays) if not _is_weekend(d)))
        # The weekdays before each holiday that are working days, and one.
        self._before = [_weekdays_to(day) - n for n, day in enumerate(self.holidays)]

    def is_working(self, day: int) -> bool:
        """Whether a day is a working day."""
        return not _is_weekend(day) and day not in self.holidays

    def later(self, day: int, count: int) -> int:
        """The working day that is so many after a day, or before it; 0 is the day itself."""
        if count == 0:
            return day
        return self._day(
            self._number(day) + count if count > 0 else self._number(day - 1) + count + 1
        )

    def on_or_after(self, day: int) -> int:
        """The day, or else the first working day after it."""
        return self.later(day - 1, 1)

    def _number(self, day: int) -> int:
        """How many working days there are up to and including a day."""
        return _weekdays_to(day) - bisect_right(self.holidays, day)

    def _day(self, number: int) -> int:
        if number < 1:
            return 0  # before every date there is
        weekday = number + bisect_right(self._before, number) - 1
        return 7 * (weekday // 5) + weekday % 5 + 1


def _is_weekend(day: int) -> bool:
    return (day - 1) % 7 > 4


def _weekdays_to(day: int) -> int:
    """How many days from Monday to Friday there are up to and including a day."""
    return 5 * (day // 7) + min(day % 7, 5)


def later(day: int, lag: Lag, working: WorkingDays) -> int:
    """The day so long after a day, or before it when the number is negative (law 10).

    Months are counted from the day itself, never by repeated addition: the same day of the month,
    so many months on. Where that month has no such day, the month-end rule says which it is.
    """
    if lag.unit == "day":
        return day + lag.number
    if lag.unit == "month":
        return _months_later(day, lag.number, lag.rule)
    return working.later(day, lag.number)


@lru_cache(_DAYS_KEPT)
def _months_later(day: int, count: int, rule: str) -> int:
    d = date.fromordinal(day)
    months = d.year * 12 + d.month - 1 + count
    if months < 12:
        return 0  # before every date there is
    if months >= 12 * date.max.year:
        return date.max.toordinal()
    first = date(months // 12, months % 12 + 1, 1).toordinal()
    last = month_end(first)
    if first + d.day - 1 <= last:
        return first + d.day - 1
    return last if rule == LAST_DAY else last + 1


def due_on(day: int, due: Due, working: WorkingDays) -> int:
    """The day on which what is due so long after a day is payable; the period's end is given."""
    payable = later(day, due.lag, working)
    return working.on_or_after(payable) if due.moves else payable


def lag_in_words(lag: Lag) -> str:
    """`28 days`, `1 month`, `10 working days`."""
    return f"{lag.number:,} {lag.unit}" + ("" if lag.number == 1 else "s")
