"""A calendar of bank holidays that this version does not have (law 9)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.base.holidays import calendar_names
from ocdsl.model.checks.nearest import listed
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.checks.term_backwards import RULE as TERM
from ocdsl.model.clauses import every, heading
from ocdsl.model.context import Context
from ocdsl.syntax import tree


def find(context: Context) -> Iterator[Found]:
    """A `working days` line that names no table there is."""
    header = context.header
    for clause in every(header, tree.WorkingDays):
        name = clause.calendar.text
        if header and name not in calendar_names():
            message = f"There is no calendar called `{name}`."
            if name in ("wales", "england", "cymru"):
                message += " England and Wales share one list of bank holidays."
            fix = f"Write {listed(calendar_names(), 'or')}."
            yield Found(message, clause.calendar.span, heading(header, clause), fix)


RULE = Rule(
    code="UnknownCalendar",
    severity=Severity.ERROR,
    what="The calendar that working days follow is not one that this version has.",
    why="No table says on which days its banks are closed, so no payment could be dated.",
    fix="Write a calendar that there is.",
    example=TERM.example.replace("1 April 2029", "1 April 2025") + "  working days  follow wales\n",
    law="law 9",
    find=find,
)
