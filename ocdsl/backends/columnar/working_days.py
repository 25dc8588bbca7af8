"""Working days in SQL: every working day has a number, looked up in two lists (law 9).

The lists are made once from the bank holidays: how many there are up to each day, and how many
weekdays they take out before each working day. A look-up needs no loop and no join.
"""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.calendar import WorkingDays, iso
from ocdsl.rules.graph import Calendar


def working_day_statements(calendar: Calendar) -> Iterator[str]:
    """The bank holidays and the functions on them; none when the contract names no calendar."""
    table = calendar.working_days
    if table is None:
        return
    holidays = WorkingDays(table.holidays).holidays
    days = ",\n  ".join(f"(DATE '{iso(day)}')" for day in holidays)
    yield f"""-- The bank holidays of {table.calendar} on weekdays ({table.digest}).
CREATE OR REPLACE TABLE bank_holiday AS
SELECT as_day(d) AS day FROM (VALUES
  {days}
) listed (d)"""
    yield "CREATE OR REPLACE MACRO weekdays_to(d) AS 5 * (d // 7) + least(d % 7, 5)"
    yield _list("holidays_to", "day", "bank_holiday")
    numbered = (
        "(SELECT weekdays_to(day) + 1 - row_number() OVER (ORDER BY day) AS number "
        "FROM bank_holiday)"
    )
    yield _list("holidays_before", "number", numbered)
    yield (
        "CREATE OR REPLACE MACRO working_days_to(d) AS "
        f"weekdays_to(d) - {_found('holidays_to', 'd')}"
    )
    yield (
        "CREATE OR REPLACE MACRO nth_weekday(n) AS CAST(7 * ((n - 1) // 5) + (n - 1) % 5 + 1 "
        "AS INTEGER)"
    )
    yield (
        "CREATE OR REPLACE MACRO working_day(n) AS CASE WHEN n < 1 THEN 0 "
        f"ELSE nth_weekday(n + {_found('holidays_before', 'n')}) END"
    )


def _list(name: str, key: str, source: str) -> str:
    """The numbers of holidays up to each place, from one before the first to the last."""
    return f"""SET VARIABLE {name} = (
  SELECT {{'start': min(place), 'found': list(found ORDER BY place)}}
  FROM (
    SELECT place, count({key}) AS found
    FROM (SELECT unnest(range(min({key}) - 1, max({key}) + 1)) AS place FROM {source}) places
    LEFT JOIN {source} holidays ON {key} <= place
    GROUP BY place
  )
)"""


def _found(name: str, place: str) -> str:
    """How many there are up to a place: none before the list begins, all after its end."""
    listed = f"getvariable('{name}')"
    index = f"{place} - {listed}.start + 1"
    return f"{listed}.found[least(greatest({index}, 1), len({listed}.found))]"
