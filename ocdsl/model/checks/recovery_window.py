"""A recovery whose window leaves a hole between earning and payment, or has no clear end (E16)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading
from ocdsl.model.context import Context
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree

_WORDS = ("up to and including", "less than")


def find(context: Context) -> Iterator[Found]:
    """Every recovery that does not run from earning to some days after the due date."""
    for block in context.payments.values():
        for clause in every(block, tree.Recover):
            problem = _problem(clause.window)
            if problem:
                yield Found(problem, clause.window.span, heading(block, clause))


def _problem(window: ph.RecoveryWindow) -> str:
    if window.start.word == "due-date":
        return (
            "Nothing is taken back for what happens after earning and "
            "up to and including the due date."
        )
    if window.end != ph.Special("due-date"):
        return "The last day of the recovery is not counted from the due date."
    if window.limit.word not in _WORDS or not isinstance(window.limit.value, ph.Duration):
        return "The recovery has no last day."
    return ""


RULE = Rule(
    code="RecoveryHole",
    severity=Severity.ERROR,
    what="A recovery leaves days between earning and payment, or after payment, uncovered.",
    why="In those days the result can fail and the payment still stand: neither side expects it.",
    fix="Write `after earning, up to and including 28 days after the due-date`, with your days.",
    example='payment outcome-fee "Reablement outcome"\n'
    "  pays     £1,575.00 for each independent\n"
    "  recover  100% of the payment on a readmission after the due-date, "
    "up to and including 28 days after the due-date\n"
    "  due      30 days after the end of the month of earning\n",
    law="ruling E16",
    find=find,
)
