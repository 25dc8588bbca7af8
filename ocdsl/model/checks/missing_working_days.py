"""Working days counted where the contract names no calendar of bank holidays (law 9)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import heading, only
from ocdsl.model.context import Context
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree
from ocdsl.syntax.phrase_text import text_of


def find(context: Context) -> Iterator[Found]:
    """Every use of working days, where the contract has no `working days` line."""
    header = context.header
    if header is None or only(header, tree.WorkingDays) or context.has_unread(header):
        return
    for block, clause, node in context.parts(ph.Duration, tree.DueDates):
        said = _said(node)
        if said:
            message = f"The contract does not say which days `{said}` leaves out."
            yield Found(message, getattr(node, "span", clause.span), heading(block, clause))


def _said(node: object) -> str:
    match node:
        case ph.Duration(unit="working day"):
            return text_of(node)
        case tree.DueDates(text=text) if moves(node):
            return text
        case _:
            return ""


def moves(due: tree.DueDates) -> bool:
    """Whether due dates move to the next working day."""
    return due.text.startswith("move")


RULE = Rule(
    code="MissingWorkingDays",
    severity=Severity.ERROR,
    what="Something is counted in working days, and the contract has no `working days` line.",
    why="A day that is a bank holiday for one side and not for the other moves a payment.",
    fix="Add `working days  follow england-and-wales` to the contract block.",
    example='payment start-fee "Start fee"\n'
    "  pays  £300.00 for each person in older-people\n"
    "  on    the first service-start\n"
    "  due   20 working days after the end of the month of earning\n",
    law="law 9",
    find=find,
)
