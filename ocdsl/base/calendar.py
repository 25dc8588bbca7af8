"""Days and periods: dates are whole days counted as `date.toordinal()` does.

Standard library only: the emitted evaluator carries this file whole.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

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
    """The first day of the `week`, `month`, `quarter` or `year` that holds `day`.

    Weeks start on `week_day` (0 is Monday); quarters and years are counted from the first of
    `year_month` (1 is January), as the contract's `weeks` and `years` lines say.
    """
    if unit == "week":
        return day - (day - 1 - week_day) % 7
    d = date.fromordinal(day)
    length = {"month": 1, "quarter": 3, "year": 12}[unit]
    back = (d.month - year_month) % length
    months = d.year * 12 + d.month - 1 - back
    return date(months // 12, months % 12 + 1, 1).toordinal()


@lru_cache(_DAYS_KEPT)
def period_end(start: int, unit: str) -> int:
    """The last day of the period that begins on `start`."""
    if unit == "week":
        return start + 6
    d = date.fromordinal(start)
    months = d.year * 12 + d.month - 1 + {"month": 1, "quarter": 3, "year": 12}[unit]
    return date(months // 12, months % 12 + 1, 1).toordinal() - 1
