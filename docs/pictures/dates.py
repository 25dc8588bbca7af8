"""The pictures of docs/dates.md: python docs/pictures/dates.py writes them beside this file.

Every day in them is worked out by `ocdsl/base/calendar.py`; a test holds the files to this script.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from svg import ANCHOR, DAY, INK, PALE, QUIET, SHORT, SHUT, WINDOW, Picture  # noqa: E402 - beside this file

from ocdsl.base.calendar import (  # noqa: E402 - after the line above
    LAST_DAY,
    MONTHS,
    RUN_ON,
    WEEKDAYS,
    Lag,
    later,
    period_end,
    period_start,
)
from ocdsl.base.holidays import holiday_calendar  # noqa: E402 - after the line above

ENGLAND = holiday_calendar("england-and-wales")
NAMES = {holiday.day: holiday.name for holiday in ENGLAND.holidays}


def after(day: date, number: int, unit: str = "day", rule: str = "") -> date:
    """The day so long after a day."""
    return date.fromordinal(later(day.toordinal(), Lag(number, unit, rule), ENGLAND.working))


def short(day: date) -> str:
    """`28 Feb`."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


# ---- windows, to the day

START = date(2026, 5, 20)
LEFT, STEP = 252, 14
SPAN = 18  # days on each side of the start
Edge = int | None

WINDOWS: tuple[tuple[str, Edge, Edge], ...] = (
    ("within 10 days after", 0, 10),
    ("within 10 days before", -10, 0),
    ("at least 5 days after", 5, None),
    ("more than 5 days after", 6, None),
    ("up to and including 10 days after", 0, 10),
    ("less than 10 days after", 0, 9),
    ("exactly 10 days after", 10, 10),
    ("at least 5, less than 10 days before", -9, -5),
    ("before", None, -1),
    ("on or before", None, 0),
    ("after", 1, None),
    ("on or after", 0, None),
)


def windows() -> str:
    """Each window round one day, with its first and its last day."""
    height = 62 + 28 * len(WINDOWS)
    picture = Picture(790, height, "Windows counted from 20 May 2026, to the day")
    _ruler(picture, height)
    for row, (words, low, high) in enumerate(WINDOWS):
        y = 58 + 28 * row
        picture.text((LEFT - 14, y + 14), words, at="end")
        first, last = -SPAN if low is None else low, SPAN if high is None else high
        x, end = LEFT + STEP * (first + SPAN), LEFT + STEP * (last + SPAN + 1)
        picture.box(x, y, end - x, 18, WINDOW)
        if low is None:
            picture.arrow(x - 8, y + 9, True, WINDOW)
        else:
            picture.text((x - 4, y + 13), short(after(START, low)), WINDOW, 11, "end")
        if high is None:
            picture.arrow(end + 8, y + 9, False, WINDOW)
        elif high != low:
            picture.text((end + 3, y + 13), short(after(START, high)), WINDOW, 11)
    return picture.svg()


def _ruler(picture: Picture, height: int) -> None:
    picture.text((LEFT - 14, 22), "counted from 20 May 2026", ANCHOR, at="end")
    picture.text((LEFT - 14, 44), "day", QUIET, 11, "end")
    for day in range(-SPAN, SPAN + 1):
        x = LEFT + STEP * (day + SPAN)
        picture.box(x, 50, STEP - 1, height - 56, PALE if day == 0 else DAY)
        if day % 5 == 0:
            picture.text((x + STEP / 2, 44), str(abs(day)), INK if day else ANCHOR, 11, "middle")
            picture.text((x + STEP / 2, 22), short(after(START, day)), QUIET, 11, "middle")


# ---- month-ends


RULES = {LAST_DAY: f"{LAST_DAY} of", RUN_ON: RUN_ON}


def month_ends() -> str:
    """What one month after the last days of January is, by both rules."""
    picture = Picture(780, 300, "One month after the last days of January, by both month-end rules")
    for block, rule in enumerate((LAST_DAY, RUN_ON)):
        top = 18 + 146 * block
        picture.text((16, top + 6), f"months {RULES[rule]} a month that is too short")
        for number, year in enumerate((2027, 2028)):
            _one_month(picture, 16 + 390 * number, top + 22, year, rule)
    return picture.svg()


def _one_month(picture: Picture, left: int, top: int, year: int, rule: str) -> None:
    """27 to 31 January above, 25 February to 3 March below, and lines from one to the other."""
    width = 46
    starts = [date(year, 1, day) for day in range(27, 32)]
    ends = [date(year, 2, 26) + timedelta(n) for n in range(7)]
    for index, day in enumerate(starts):
        x = left + width * (index + 1)
        picture.box(x, top, width - 2, 26, DAY)
        picture.text((x + width / 2 - 1, top + 18), short(day), ANCHOR, 12, "middle")
        found = after(day, 1, "month", rule)
        to = left + width * ends.index(found) + width / 2 - 1
        colour = WINDOW if found.day == day.day else SHORT
        picture.line(x + width / 2 - 1, top + 26, to, top + 72, colour)
    for index, day in enumerate(ends):
        x = left + width * index
        reached = day in [after(start, 1, "month", rule) for start in starts]
        picture.box(x, top + 72, width - 2, 26, DAY if day.month == 2 else SHUT)
        colour = WINDOW if reached else QUIET
        picture.text((x + width / 2 - 1, top + 90), short(day), colour, 12, "middle")
    picture.text((left + width * 7 - 2, top + 18), str(year), QUIET, 12, "end")


# ---- the n-th month


def nth_month() -> str:
    """The n-th month after 31 January 2027, from the anchor and, struck out, one after another."""
    picture = Picture(780, 190, "The n-th month after 31 January 2027 is counted from the anchor")
    anchor = date(2027, 1, 31)
    left, width = 150, 76
    picture.text((left - 12, 58), "from the anchor", at="end")
    picture.text((left - 12, 140), "one after another", QUIET, at="end")
    picture.text((left - 12, 158), "(never done)", QUIET, 11, "end")
    repeated = anchor
    for number in range(8):
        x = left + width * number
        counted = after(anchor, number, "month", LAST_DAY)
        picture.text((x + width / 2 - 3, 26), f"{number} months", QUIET, 11, "middle")
        for y, day in ((38, counted), (120, repeated)):
            same = day == counted
            picture.box(x, y, width - 6, 32, DAY if same else SHUT)
            colour = (ANCHOR if number == 0 else WINDOW) if y == 38 else (QUIET if same else SHORT)
            picture.text((x + width / 2 - 3, y + 21), short(day), colour, 13, "middle")
        if repeated != counted:
            picture.line(x + 8, 136, x + width - 14, 136, SHORT)
        repeated = after(repeated, 1, "month", LAST_DAY)
    picture.text(
        (left, 96),
        "A month with 31 days ends on the 31st again; another, on its last day.",
        QUIET,
        12,
    )
    return picture.svg()


# ---- weeks, quarters and years

YEAR_WORDS = "years start on 1 April"


def periods() -> str:
    """Two years of months with the quarters and years of `years start on 1 April`, and weeks."""
    picture = Picture(780, 262, "Weeks, months, quarters and years of a contract")
    left, width = 96, 27
    first = date(2026, 1, 1)
    months = [after(first, n, "month", LAST_DAY) for n in range(25)]
    where = {day: left + width * index for index, day in enumerate(months)}
    for row, unit in enumerate(("month", "quarter", "year")):
        y = 34 + 36 * row
        picture.text((left - 12, y + 18), unit, at="end")
        for index, day in enumerate(months[:-1]):
            start = _start(day, unit)
            if start != day and index:
                continue
            end = min(date.fromordinal(period_end(start.toordinal(), unit)), date(2027, 12, 31))
            close = where[end + timedelta(1)]
            x = where[day]
            picture.box(x, y, close - x - 2, 26, _shade(unit, start))
            picture.text(
                ((x + close) / 2 - 1, y + 17), _name(unit, start, close - x), INK, 11, "middle"
            )
    picture.text((left, 20), YEAR_WORDS, ANCHOR, 12)
    _weeks(picture, left)
    return picture.svg()


def _start(day: date, unit: str) -> date:
    return date.fromordinal(period_start(day.toordinal(), unit, 0, 4))


def _shade(unit: str, start: date) -> str:
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    return (DAY, SHUT)[(start.year * 12 + start.month - 1) // months % 2]


def _name(unit: str, start: date, room: int) -> str:
    if unit == "month":
        return MONTHS[start.month - 1][:1]
    if unit == "year":
        return f"from {short(start)} {start.year}" if room > 120 else f"from {start.year}"
    return short(start)


def _weeks(picture: Picture, left: int) -> None:
    picture.text((left, 172), "weeks start on Monday", ANCHOR, 12)
    picture.text((left - 12, 202), "week", at="end")
    width = 30
    day = date(2026, 4, 29)
    for index in range(21):
        this = day + timedelta(index)
        start = date.fromordinal(period_start(this.toordinal(), "week", 0, 4))
        x = left + width * index
        fill = (DAY, SHUT)[start.toordinal() // 7 % 2]
        picture.box(x, 184, width - (2 if this.weekday() == 6 else 0), 26, fill)
        picture.text((x + width / 2, 202), WEEKDAYS[this.weekday()][:2], INK, 11, "middle")
        picture.text((x + width / 2, 226), str(this.day), QUIET, 11, "middle")
    picture.text((left, 248), "from Wednesday 29 April to Tuesday 19 May 2026", QUIET, 11)


# ---- working days


def working_days() -> str:
    """Working days counted over Easter 2027 and over Christmas 2026."""
    picture = Picture(780, 302, "Working days over Easter 2027 and Christmas 2026")
    _count(picture, 16, date(2027, 3, 22), date(2027, 3, 24), "after Wednesday 24 March 2027")
    _count(picture, 404, date(2026, 12, 21), date(2026, 12, 23), "after Wednesday 23 December 2026")
    return picture.svg()


def _count(picture: Picture, left: int, monday: date, anchor: date, words: str) -> None:
    """Three weeks from a Monday, with the number of each working day after an anchor."""
    width, height = 50, 80
    picture.text((left, 22), words)
    for index, name in enumerate(WEEKDAYS):
        picture.text((left + width * index + 24, 48), name[:3], QUIET, 11, "middle")
    for index in range(21):
        day = monday + timedelta(index)
        x, y = left + width * (index % 7), 56 + height * (index // 7)
        working = ENGLAND.working.is_working(day.toordinal())
        picture.box(x, y, width - 3, height - 3, DAY if working else SHUT)
        picture.text((x + 5, y + 15), short(day), ANCHOR if day == anchor else INK, 11)
        if day == anchor:
            picture.ring(x + 1, y + 1, width - 5, height - 5, ANCHOR)
            picture.text((x + 23, y + 50), "0", ANCHOR, 20, "middle")
        elif day > anchor and working:
            number = next(n for n in range(1, 20) if after(anchor, n, "working day") == day)
            picture.text((x + 23, y + 50), str(number), WINDOW, 20, "middle")
        for line, word in enumerate(_holiday(day)):
            picture.text((x + 23, y + 34 + 12 * line), word, SHORT, 9, "middle")


def _holiday(day: date) -> list[str]:
    name = NAMES.get(day.toordinal(), "").replace(" (substitute day)", ", in\u00a0lieu")
    return name.split(" ")


PICTURES: Mapping[str, str] = {
    "dates-windows": windows(),
    "dates-month-ends": month_ends(),
    "dates-nth-month": nth_month(),
    "dates-periods": periods(),
    "dates-working-days": working_days(),
}


def main() -> None:
    """One file a picture, beside this one."""
    for name, text in PICTURES.items():
        (HERE / f"{name}.svg").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
