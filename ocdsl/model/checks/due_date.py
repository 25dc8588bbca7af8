"""A due date that does not say which day it is counted from."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.calendar import PERIODS
from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading
from ocdsl.model.context import Context
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree


def find(context: Context) -> Iterator[Found]:
    """Every `due` that is not counted from earning or the end of a period of earning."""
    for block in context.payments.values():
        for due in every(block, tree.Due):
            problem = _problem(due.moment)
            if problem:
                unit = due.moment.period.unit if isinstance(due.moment, ph.EndOf) else "month"
                unit = unit if unit in PERIODS else "month"
                fix = f"Write `after the end of the {unit} of earning`, or `after earning`."
                yield Found(problem, due.span, heading(block, due), fix)


def _problem(moment: ph.Moment) -> str:
    if moment == ph.Special("earning"):
        return ""
    if isinstance(moment, ph.EndOf):
        if moment.period.unit not in PERIODS:
            return "A due date is counted from a week, month, quarter or year of earning."
        if moment.period.of is None:
            return f"`the {moment.period.unit}` does not say which {moment.period.unit}."
        return "" if moment.period.of == ph.Special("earning") else _FROM_EARNING
    return _FROM_EARNING


_FROM_EARNING = "A due date is counted from the day the payment is earned."

RULE = Rule(
    code="DueDateUnclear",
    severity=Severity.ERROR,
    what="A due date does not say which day or which month it is counted from.",
    why="The month of the event, of earning and of the invoice can be three different months.",
    fix="Count it from earning.",
    example='payment start-fee "Start fee"\n'
    "  pays  £300.00 for each person in older-people\n"
    "  on    the first service-start\n"
    "  due   30 days after the end of the month\n",
    law="law 22, and what readers stumbled on",
    find=find,
)
