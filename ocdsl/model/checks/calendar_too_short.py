"""Working days beyond the years for which bank holidays are known (law 9)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.calendar import in_words
from ocdsl.base.diagnostics import Severity
from ocdsl.base.holidays import HolidayCalendar
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.checks.term_backwards import RULE as TERM
from ocdsl.model.clauses import every, heading, only
from ocdsl.model.context import Context
from ocdsl.model.periods import counts_working_days
from ocdsl.model.reach import FAR_OFF, due_of, tail_end
from ocdsl.syntax import tree


def find(context: Context) -> Iterator[Found]:
    """A contract that can count working days after its calendar's last day, or before its first."""
    for calendar, clause in _calendars(context):
        term, last = only(context.header, tree.Term), last_day(context)
        message = ""
        if last > calendar.last_day:
            message = (
                f"Working days can be counted up to {in_words(last)}, and the bank holidays of "
                f"`{calendar.name}` are known up to {in_words(calendar.last_day)}."
            )
        elif term and term.start.ordinal < calendar.first_day:
            message = (
                f"The term begins on {in_words(term.start.ordinal)}, and the bank holidays of "
                f"`{calendar.name}` are known from {in_words(calendar.first_day)}."
            )
        if message and context.header:
            yield Found(message, clause.span, heading(context.header, clause))


def find_unannounced(context: Context) -> Iterator[Found]:
    """A contract that can count working days in years whose holidays are only expected."""
    for calendar, clause in _calendars(context):
        last = last_day(context)
        if context.header and calendar.stated_to < last <= calendar.last_day:
            message = (
                f"Working days can be counted up to {in_words(last)}, and the bank holidays of "
                f"`{calendar.name}` after {in_words(calendar.stated_to)} are not announced yet: "
                "those that the usual rules give are taken."
            )
            yield Found(message, clause.span, heading(context.header, clause))


def _calendars(context: Context) -> Iterator[tuple[HolidayCalendar, tree.WorkingDays]]:
    """The calendar, where the contract has one and a term, and counts in working days."""
    calendar, term = context.dates.holidays, only(context.header, tree.Term)
    for clause in every(context.header, tree.WorkingDays):
        if calendar and term and counts_working_days(context):
            yield calendar, clause


def last_day(context: Context) -> int:
    """The last day that matters: what is earned when the tail ends is due on it."""
    end = tail_end(context)
    dues = [d for b in context.named["payment"].values() for d in every(b, tree.Due)]
    paid = (context.dates.due_on(end, due_of(context, due)) for due in dues)
    return min(max((end, *paid)), FAR_OFF)


_HEADER = (
    TERM.example.replace("1 April 2029", "1 April {start}").replace(
        "31 March 2026", "31 March {end}"
    )
    + "  working days  follow england-and-wales\n"
    "  due dates     move to the next working day\n"
)

RULE = Rule(
    code="CalendarTooShort",
    severity=Severity.ERROR,
    what="The contract counts working days in years that its calendar does not have.",
    why="There only weekends would be left out, and payments would fall due on bank holidays.",
    fix="Count in days there, and let `due dates  may fall on any day`; or begin and end the "
    "contract within those years; or use a version of ocdsl whose calendar goes on.",
    example=_HEADER.format(start=2038, end=2041),
    law="law 9",
    find=find,
)

UNANNOUNCED = Rule(
    code="HolidaysNotAnnounced",
    severity=Severity.WARNING,
    what="The contract counts working days in years whose bank holidays are not announced yet.",
    why="The contract keeps the list that its specification prints: a bank holiday that is added "
    "or moved later does not count, though banks are closed on it.",
    fix="Agree on the printed list, or end the term and the tail sooner.",
    example=_HEADER.format(start=2026, end=2029),
    law="law 9",
    find=find_unannounced,
)
