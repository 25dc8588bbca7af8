"""Calendars of bank holidays: tables that ship with the program, each with a digest (law 9)."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path

from attrs import define, frozen

from ocdsl.base.calendar import WorkingDays, day_of, in_words

_FOLDER = Path(__file__).resolve().parent / "bank_holidays"


@frozen
class Holiday:
    """One day on which banks are closed. `stated` says that it is announced, or fixed by law."""

    day: int
    name: str
    stated: bool


@define(frozen=True, slots=False)
class HolidayCalendar:
    """The bank holidays of a place, from the first year of its table to the last."""

    name: str
    digest: str
    """Names the very table: changes when any day of it does."""
    holidays: tuple[Holiday, ...]

    @cached_property
    def working(self) -> WorkingDays:
        """The working days of the place."""
        return WorkingDays(holiday.day for holiday in self.holidays)

    @property
    def first_day(self) -> int:
        """The first day of the table's first year: before it only weekends are known."""
        return _year_of(self.holidays[0].day, "01-01")

    @property
    def stated_to(self) -> int:
        """The last day of the last year whose holidays are announced, or fixed by law."""
        return _year_of(max(h.day for h in self.holidays if h.stated), "12-31")

    @property
    def last_day(self) -> int:
        """The last day of the table's last year."""
        return _year_of(self.holidays[-1].day, "12-31")

    def between(self, first: int, last: int) -> Iterator[Holiday]:
        """The holidays from one day up to and including another."""
        return (holiday for holiday in self.holidays if first <= holiday.day <= last)


def _year_of(day: int, month_and_day: str) -> int:
    return day_of(f"{in_words(day)[-4:]}-{month_and_day}")


def calendar_names() -> tuple[str, ...]:
    """The calendars that there are."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.csv")))


@lru_cache
def holiday_calendar(name: str) -> HolidayCalendar:
    """The calendar of that name. Raises KeyError when there is none."""
    if name not in calendar_names():
        raise KeyError(name)
    text = (_FOLDER / f"{name}.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    holidays = tuple(
        Holiday(day_of(row["date"]), row["holiday"], row["standing"] == "stated")
        for row in csv.DictReader(lines)
    )
    digest = hashlib.sha256("\n".join(lines).encode("utf-8")).hexdigest()
    return HolidayCalendar(name, f"sha256:{digest}", holidays)
