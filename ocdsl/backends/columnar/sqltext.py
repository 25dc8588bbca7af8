"""Pieces of SQL text: names, literals, and the functions every script begins with.

Days are whole numbers, `date.toordinal()`; money is whole pence. There is no binary floating
point: `//` divides whole numbers, and products that may be large are made in 128 bits.
"""

from __future__ import annotations

from collections.abc import Iterable

from ocdsl.base.calendar import LAST_DAY, Lag
from ocdsl.rules.graph import Calendar

ALWAYS = "0"
"""The settled day of what was never in doubt."""
SEPARATOR = "chr(31)"
"""Between the event ids of one text: a character that no id can hold."""


def quoted(name: str) -> str:
    """A name of a table or column, which may hold dots, hyphens and spaces."""
    return '"' + name.replace('"', '""') + '"'


def text(value: str | None) -> str:
    """A text literal, or NULL."""
    return "NULL" if value is None else "'" + value.replace("'", "''") + "'"


def listed(items: Iterable[str], indent: int = 4) -> str:
    """Items one a line, with commas between them."""
    return (",\n" + " " * indent).join(items)


def greatest(items: Iterable[str]) -> str:
    """The latest of some days; what is certain from the start is left out."""
    return _of("greatest", items)


def least(items: Iterable[str]) -> str:
    """The earliest of some days, missing ones left out."""
    return _of("least", items)


def _of(function: str, items: Iterable[str]) -> str:
    distinct = list(dict.fromkeys(items))
    if function == "greatest":
        distinct = [item for item in distinct if item != ALWAYS] or [ALWAYS]
    return distinct[0] if len(distinct) == 1 else f"{function}({', '.join(distinct)})"


def period_start(day: str, unit: str) -> str:
    """The first day of the period that holds a day."""
    return f"{unit.replace('-', '_')}_start({day})"


def period_end(day: str, unit: str) -> str:
    """The last day of the period that holds a day."""
    return f"{unit.replace('-', '_')}_end({day})"


def later(day: str, lag: Lag) -> str:
    """The day so long after a day (laws 9 and 10)."""
    if lag.number == 0:
        return day
    if lag.unit == "day":
        return f"{day} + {lag.number}"
    if lag.unit == "month":
        return f"{_months(lag)}({day}, {lag.number})"
    before = f"{day} - 1" if lag.number < 0 else day
    step = lag.number + (lag.number < 0)
    return f"working_day(working_days_to({before}) + {step})"


def nth_later(day: str, lag: Lag, number: str) -> str:
    """The day so many times as long after a day; `number` is SQL of a whole number, 0 or more."""
    total = f"({number}) * {lag.number}"
    if lag.unit == "day":
        return f"{day} + {total}"
    if lag.unit == "month":
        return f"{_months(lag)}({day}, {total})"
    after = f"working_day(working_days_to({day}) + {total})"
    return f"CASE WHEN {total} = 0 THEN {day} ELSE {after} END"


def _months(lag: Lag) -> str:
    """The function that counts months by the contract's month-end rule (law 9)."""
    return "months_to_last_day" if lag.rule == LAST_DAY else "months_run_on"


def first_working_day(day: str) -> str:
    """The day, or else the first working day after it."""
    return f"working_day(working_days_to({day} - 1) + 1)"


def macros(calendar: Calendar) -> dict[str, str]:
    """The functions a script begins with; the contract's own weeks and years are in them."""
    found = {
        "as_date(d)": "DATE '0001-01-01' + (CAST(d AS INTEGER) - 1)",
        "as_day(d)": "CAST(d - DATE '0001-01-01' AS INTEGER) + 1",
        "iso(d)": "CAST(as_date(d) AS VARCHAR)",
        "week_start(d)": f"d - (d - 1 - {calendar.week_day} + 7) % 7",
        "week_end(d)": "week_start(d) + 6",
        "month_start(d)": "as_day(CAST(date_trunc('month', as_date(d)) AS DATE))",
        "month_end(d)": "as_day(last_day(as_date(d)))",
        "months_to_last_day(d, n)": "CASE WHEN 12 * extract('year' FROM as_date(d))"
        " + extract('month' FROM as_date(d)) + n <= 12"
        " THEN 0 ELSE as_day(CAST(as_date(d) + to_months(n) AS DATE)) END",
        "months_run_on(d, n)": "months_to_last_day(d, n) + CAST(extract('day' FROM"
        " as_date(months_to_last_day(d, n))) < extract('day' FROM as_date(d)) AS INTEGER)",
        "in_person(p)": "CASE WHEN contains(p, '%') OR contains(p, '/') OR contains(p, '#')"
        " THEN replace(replace(replace(p, '%', '%25'), '/', '%2F'), '#', '%23') ELSE p END",
        "half_up(a, b)": "CASE WHEN a < 0 THEN -((2 * -CAST(a AS HUGEINT) + b) // (2 * b))"
        " ELSE (2 * CAST(a AS HUGEINT) + b) // (2 * b) END",
    }
    for unit, length, month in (
        ("quarter", 3, calendar.year_month), ("year", 12, calendar.year_month),
        ("calendar_quarter", 3, 1), ("calendar_year", 12, 1),
    ):  # fmt: skip
        first = f"(CAST(extract('month' FROM as_date(d)) AS INTEGER) - {month} + 12)"
        start = (
            f"as_day(CAST(date_trunc('month', as_date(d)) - to_months({first} % {length}) AS DATE))"
        )
        found[f"{unit}_start(d)"] = start
        found[f"{unit}_end(d)"] = (
            f"as_day(CAST(as_date({unit}_start(d)) + to_months({length}) AS DATE)) - 1"
        )
    return found
