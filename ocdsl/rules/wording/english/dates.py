"""Lengths of time, the days a window begins and ends on, and the calendar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ocdsl.base.calendar import LAST_DAY, Due, Lag
from ocdsl.base.holidays import HolidayCalendar
from ocdsl.model.contract import Contract
from ocdsl.model.dates import unit_counted
from ocdsl.rules.wording.clauses import Date, Paragraph, Table, Words, clauses_of, say
from ocdsl.rules.wording.english import words as w
from ocdsl.syntax import phrases as ph

_PLACES = {"england-and-wales": "England and Wales"}


def duration(phrase: ph.Duration) -> Words:
    """`8 weeks`, `1 day`, `10 working days`."""
    return w.count(phrase.count, phrase.unit)


def lag_text(lag: Lag) -> Words:
    """`28 days`, `1 month`, `10 working days`."""
    return w.count(lag.number, lag.unit)


def last_within(phrase: ph.Duration, side: str) -> Words:
    """` (so day 56 is the last)`; nothing where the length itself says it."""
    if phrase.unit == "day":
        return ()
    end = _ENDS["last" if side == "after" else "first"]
    return say(" (so {end})", end=say(end, day=_day_at(phrase, side)))


_ENDS = {
    "first": "{day} is the first",
    "last": "{day} is the last",
    "only one": "{day} is the only one",
}


def day_0(lengths: Sequence[ph.Duration], of_event: bool) -> Words:
    """`, counting that day as day 0`, where days are counted; `of_event` says whose day it is."""
    if not all(unit_counted(length.unit) == "day" for length in lengths):
        return ()
    if of_event:
        return say(", counting the day of that event as day 0")
    return say(", counting that day as day 0")


def edge(limit: ph.Limit, side: str) -> Words:
    """The first or the last day that counts: `day 364 is the first`."""
    assert isinstance(limit.value, ph.Duration)
    near, far = ("first", "last") if side == "after" else ("last", "first")
    end = {"at least": near, "more than": near, "exactly": "only one"}.get(limit.word, far)
    step = {"more than": 1, "less than": -1}.get(limit.word, 0)
    return say(_ENDS[end], day=_day_beyond(limit.value, side, step))


def _day_beyond(phrase: ph.Duration, side: str, step: int) -> Words:
    """The day at a length, or the day beyond it (`step` 1) or short of it (-1)."""
    if step == 0 or unit_counted(phrase.unit) == "day":
        return _day_at(phrase, side, step)
    later = (step > 0) == (side == "after")
    text = "the day after {day}" if later else "the day before {day}"
    return say(text, day=_day_at(phrase, side))


def _day_at(phrase: ph.Duration, side: str, step: int = 0) -> Words:
    """`day 56`, `the same day of the month 3 months later`, `the 10th working day after it`."""
    if unit_counted(phrase.unit) == "day":
        number = phrase.count * (7 if phrase.unit == "week" else 1) + step
        return say("day {number}", number=str(number))
    if unit_counted(phrase.unit) == "month":
        text = {
            "after": "the same day of the month {length} later",
            "before": "the same day of the month {length} earlier",
        }[side]
        return say(text, length=duration(phrase))
    counted = {
        "after": "working day {number} after it",
        "before": "working day {number} before it",
    }
    return say(counted[side], number=str(phrase.count))


# ---- the calendar of the contract


def lengths(contract: Contract) -> Iterator[Paragraph]:
    """How months and working days are counted, and the bank holidays that there are."""
    if "months" in contract.clauses:
        yield Paragraph(_months(contract.dates.month_end), clauses_of(contract, "months"))
    calendar = contract.dates.holidays
    if calendar is not None:
        yield Paragraph(_working_days(calendar), clauses_of(contract, "working days"))
        yield _bank_holidays(contract, calendar)


def _months(rule: str) -> Words:
    short = say(
        "it ends on the last day of that month"
        if rule == LAST_DAY
        else "it runs on to the first day of the month after"
    )
    return say(
        "A number of months is counted from its first day, to the same day of the month so many "
        "months later or earlier. Where the month is too short to have that day, {short}. "
        "A quarter is three months and a year is twelve.",
        short=short,
    )


def _working_days(calendar: HolidayCalendar) -> Words:
    known = _PLACES.get(calendar.name)
    return say(
        "A working day is a Monday, Tuesday, Wednesday, Thursday or Friday that is not a bank "
        "holiday in {place}. A number of working days after a day is counted from the first "
        "working day after it, which is working day 1; a number before a day, from the first "
        "working day before it.",
        place=say(known) if known else (calendar.name,),
    )


def _bank_holidays(contract: Contract, calendar: HolidayCalendar) -> Paragraph:
    """The list that holds for this contract, with the digest that names its table."""
    dues = (contract.dates.due_on(contract.tail_end, p.due) for p in contract.payments.values())
    last = max((contract.tail_end, *dues))
    found = tuple(calendar.between(contract.term_start, last))
    rows: tuple[tuple[Words, ...], ...] = tuple(
        ((Date(h.day),), say("{day}" if h.stated else "{day} (expected)", day=_named(h.name)))
        for h in found
    )
    expected = (
        ()
        if all(holiday.stated for holiday in found)
        else say(" Those marked as expected are not announced yet; this list holds all the same.")
    )
    return Paragraph(
        say(
            "The bank holidays that count for this contract are listed below, from {first} up to "
            "and including {last}.{expected} They are those of the table {table}, whose digest is "
            "{digest}.",
            first=Date(contract.term_start), last=Date(last), expected=expected,
            table=calendar.name, digest=calendar.digest,
        ),
        clauses_of(contract, "working days"),
        table=Table((say("Day"), say("Bank holiday")), rows, (2, 3)),
    )  # fmt: skip


def _named(holiday: str) -> Words:
    return say(holiday, "bank holiday")


_DUE = "{lag} after the end of the {unit} in which it is earned"


def due_text(due: Due) -> Words:
    """`30 days after the end of the calendar month in which it is earned`."""
    lag = lag_text(due.lag)
    if due.end_of:
        last = "on the last day of the {unit} in which it is earned"
        return say(_DUE if due.lag.number else last, lag=lag, unit=w.unit(due.end_of))
    if due.lag.number:
        return say("{lag} after the day of earning", lag=lag)
    return say("on the day of earning")


def due_dates(contract: Contract) -> Words:
    """What the `due dates` line says; nothing when there is none."""
    if "due dates" not in contract.clauses:
        return ()
    if contract.dates.due_dates_move:
        return say(" Where that is not a working day, it is the next working day.")
    return say(" It may be any day of the week, bank holidays included.")
