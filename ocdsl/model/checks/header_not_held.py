"""A header line that this version of the language cannot honour."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.checks.term_backwards import RULE as TERM
from ocdsl.model.clauses import heading
from ocdsl.model.context import Context
from ocdsl.syntax import tree


def find(context: Context) -> Iterator[Found]:
    """Another currency, or a year that begins within a month."""
    header = context.header
    for clause in header.clauses if header else ():
        problem = _problem(clause)
        if header and problem:
            yield Found(problem[0], clause.span, heading(header, clause), problem[1])


def _problem(clause: tree.Clause) -> tuple[str, str] | None:
    match clause:
        case tree.Currency(code=code) if code != "GBP":
            return f"This version counts in pounds: `{code}` cannot be paid.", "Write `GBP`."
        case tree.YearsStart(day=day) if day != 1:
            return "A year begins on the first of a month.", "Write the first day of a month."
        case _:
            return None


RULE = Rule(
    code="HeaderNotHeld",
    severity=Severity.ERROR,
    what="A line of the contract block asks for what this version cannot do.",
    why="Money would be counted, rounded or put in years otherwise than the contract says.",
    fix="Write the form that is held.",
    example=TERM.example.replace("1 April 2029", "1 April 2025").replace("GBP", "EUR"),
    law="laws 7, 9 and 21",
    find=find,
)
