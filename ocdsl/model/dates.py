"""How a contract counts time: its weeks, years, month-ends and working days (law 9)."""

from __future__ import annotations

from attrs import frozen

from ocdsl.base import calendar
from ocdsl.base.calendar import LAST_DAY, Due, Lag, WorkingDays
from ocdsl.base.holidays import HolidayCalendar
from ocdsl.syntax import phrases as ph

# A week is seven days, a quarter three months and a year twelve, wherever they begin.
_UNITS = {
    "day": (1, "day"),
    "week": (7, "day"),
    "month": (1, "month"),
    "quarter": (3, "month"),
    "year": (12, "month"),
    "working day": (1, "working day"),
}
_NO_HOLIDAYS = WorkingDays()


def unit_counted(unit: str) -> str:
    """What a unit is counted in: `day`, `month` or `working day`. These never compare (law 9)."""
    return _UNITS[unit][1]


@frozen
class DateRules:
    """The lines of the contract block that say how days are counted."""

    week_day: int = 0
    """First day of the week: 0 is Monday."""
    year_month: int = 1
    """First month of the year: 4 is April."""
    month_end: str = ""
    """The month-end rule, `end on the last day` or `run on to the first day after`, or empty."""
    holidays: HolidayCalendar | None = None
    """The calendar that working days follow, or None."""
    due_dates_move: bool = False
    """Whether a due date on a day that is not a working day moves to the next that is."""

    @property
    def working(self) -> WorkingDays:
        """The working days; without a calendar, Monday to Friday."""
        return self.holidays.working if self.holidays else _NO_HOLIDAYS

    def lag(self, duration: ph.Duration) -> Lag:
        """A length as it is counted: `8 weeks` is 56 days, `1 quarter` 3 months by the rule."""
        times, unit = _UNITS[duration.unit]
        rules = {"month": self.month_end or LAST_DAY, "working day": self.calendar}
        return Lag(duration.count * times, unit, rules.get(unit, ""))

    @property
    def calendar(self) -> str:
        """The name of the calendar that working days follow; empty when there is none."""
        return self.holidays.name if self.holidays else ""

    def later(self, day: int, lag: Lag) -> int:
        """The day so long after a day, or before it."""
        return calendar.later(day, lag, self.working)

    def start(self, day: int, unit: str) -> int:
        """The first day of the contract's period that holds a day."""
        return calendar.period_start(day, unit, self.week_day, self.year_month)

    def end(self, day: int, unit: str) -> int:
        """The last day of the contract's period that holds a day."""
        return calendar.period_end(self.start(day, unit), unit)

    def due_on(self, day: int, due: Due) -> int:
        """The day on which what is earned on a day is payable."""
        base = self.end(day, due.end_of) if due.end_of else day
        return calendar.due_on(base, due, self.working)
