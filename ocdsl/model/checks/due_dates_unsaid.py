"""A contract that pays and does not say what happens when the banks are closed on a due date."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.checks.term_backwards import RULE as TERM
from ocdsl.model.clauses import heading, only
from ocdsl.model.context import Context
from ocdsl.syntax import tree


def find(context: Context) -> Iterator[Found]:
    """A contract block without `due dates`, where there are payments."""
    header = context.header
    if header and context.payments and only(header, tree.DueDates) is None:
        message = "The contract does not say what happens when a due date falls on a bank holiday."
        yield Found(message, header.span, heading(header))


RULE = Rule(
    code="DueDatesUnsaid",
    severity=Severity.ADVICE,
    what="The contract does not say whether a due date may fall on a day when banks are closed.",
    why="Any day is taken; a provider may count on the day before, and a payer on the day after.",
    fix="Add `due dates  may fall on any day`, or `due dates  move to the next working day`.",
    example=TERM.example.replace("1 April 2029", "1 April 2025"),
    law="what readers stumbled on",
    find=find,
    needs_contract=True,
)
