"""English for lengths of time, the days a window begins and ends on, and the calendar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ocdsl.base.calendar import LAST_DAY, Due, in_words, lag_in_words
from ocdsl.base.holidays import HolidayCalendar
from ocdsl.model.contract import Contract
from ocdsl.model.dates import unit_counted
from ocdsl.rules.wording.clauses import Paragraph, Table, Words, clauses_of, say
from ocdsl.rules.wording.english import words as w
from ocdsl.syntax import phrases as ph

_LATER = {"after": "later", "before": "earlier"}
_PLACES = {"england-and-wales": "England and Wales"}


def duration(phrase: ph.Duration) -> str:
    """`8 weeks`, `1 day`, `10 working days`."""
    return w.count(phrase.count, phrase.unit)


def last_within(phrase: ph.Duration, side: str) -> str:
    """` (so day 56 is the last)`; nothing where the length itself says it."""
    if phrase.unit == "day":
        return ""
    return f" (so {_day_at(phrase, side)} is the {'last' if side == 'after' else 'first'})"


def day_0(lengths: Sequence[ph.Duration], day: str) -> str:
    """`, counting that day as day 0`, where days are counted."""
    days = all(unit_counted(length.unit) == "day" for length in lengths)
    return f", counting {day} as day 0" if days else ""


def edge(limit: ph.Limit, side: str) -> str:
    """The first or the last day that counts: `day 364 is the first`."""
    assert isinstance(limit.value, ph.Duration)
    near, far = ("first", "last") if side == "after" else ("last", "first")
    end = {"at least": near, "more than": near, "exactly": "only one"}.get(limit.word, far)
    step = {"more than": 1, "less than": -1}.get(limit.word, 0)
    return f"{_day_beyond(limit.value, side, step)} is the {end}"


def _day_beyond(phrase: ph.Duration, side: str, step: int) -> str:
    """The day at a length, or the day beyond it (`step` 1) or short of it (-1)."""
    if step == 0 or unit_counted(phrase.unit) == "day":
        return _day_at(phrase, side, step)
    later = (step > 0) == (side == "after")
    return f"the day {'after' if later else 'before'} {_day_at(phrase, side)}"


def _day_at(phrase: ph.Duration, side: str, step: int = 0) -> str:
    """`day 56`, `the same day of the month 3 months later`, `the 10th working day after it`."""
    if unit_counted(phrase.unit) == "day":
        return f"day {phrase.count * (7 if phrase.unit == 'week' else 1) + step}"
    if unit_counted(phrase.unit) == "month":
        return f"the same day of the month {duration(phrase)} {_LATER[side]}"
    return f"working day {phrase.count} {side} it"


# ---- the calendar of the contract


def lengths(contract: Contract) -> Iterator[Paragraph]:
    """How months and working days are counted, and the bank holidays that there are."""
    if "months" in contract.clauses:
        yield Paragraph((_months(contract.dates.month_end),), clauses_of(contract, "months"))
    calendar = contract.dates.holidays
    if calendar is not None:
        yield Paragraph((_working_days(calendar),), clauses_of(contract, "working days"))
        yield _bank_holidays(contract, calendar)


def _months(rule: str) -> str:
    short = (
        "it ends on the last day of that month"
        if rule == LAST_DAY
        else "it runs on to the first day of the month after"
    )
    return (
        "A number of months is counted from its first day, to the same day of the month so many "
        f"months later or earlier. Where the month is too short to have that day, {short}. "
        "A quarter is three months and a year is twelve."
    )


def _working_days(calendar: HolidayCalendar) -> str:
    place = _PLACES.get(calendar.name, calendar.name)
    return (
        "A working day is a Monday, Tuesday, Wednesday, Thursday or Friday that is not a bank "
        f"holiday in {place}. A number of working days after a day is counted from the first "
        "working day after it, which is working day 1; a number before a day, from the first "
        "working day before it."
    )


def _bank_holidays(contract: Contract, calendar: HolidayCalendar) -> Paragraph:
    """The list that holds for this contract, with the digest that names its table."""
    dues = (contract.dates.due_on(contract.tail_end, p.due) for p in contract.payments.values())
    last = max((contract.tail_end, *dues))
    found = tuple(calendar.between(contract.term_start, last))
    rows: tuple[tuple[Words, ...], ...] = tuple(
        ((in_words(h.day),), (h.name + ("" if h.stated else " (expected)"),)) for h in found
    )
    expected = (
        ""
        if all(holiday.stated for holiday in found)
        else " Those marked as expected are not announced yet; this list holds all the same."
    )
    return Paragraph(
        say(
            "The bank holidays that count for this contract are listed below, from {first} up to "
            f"and including {{last}}.{expected} They are those of the table {calendar.name}, "
            f"whose digest is {calendar.digest}.",
            first=in_words(contract.term_start), last=in_words(last),
        ),
        clauses_of(contract, "working days"),
        table=Table(("Day", "Bank holiday"), rows, (2, 3)),
    )  # fmt: skip


def due_text(due: Due) -> str:
    """`30 days after the end of the calendar month in which it is earned`."""
    lag = lag_in_words(due.lag)
    if due.end_of:
        end = f"the {w.CALENDAR[due.end_of]} in which it is earned"
        return f"{lag} after the end of {end}" if due.lag.number else f"on the last day of {end}"
    return f"{lag} after the day of earning" if due.lag.number else "on the day of earning"


def due_dates(contract: Contract) -> str:
    """What the `due dates` line says; nothing when there is none."""
    if "due dates" not in contract.clauses:
        return ""
    if contract.dates.due_dates_move:
        return " Where that is not a working day, it is the next working day."
    return " It may be any day of the week, bank holidays included."
