"""A value so large, so long or so fine that no engine could hold it exactly (law 21)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import get_args

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import heading
from ocdsl.model.constants import MOST_PLACES
from ocdsl.model.context import Context
from ocdsl.syntax import phrases as ph
from ocdsl.syntax.phrase_text import text_of

_PENCE = 10**13
_DIGITS = 10**12
_CENTURY = {
    "day": 36525, "week": 5218, "month": 1200, "quarter": 400, "year": 100, "working day": 26000,
}  # fmt: skip
_DATES = range(date(1900, 1, 1).toordinal(), date(2200, 1, 1).toordinal())


def find(context: Context) -> Iterator[Found]:
    """Every value beyond the bounds within which all engines agree."""
    for block, clause, node in context.parts(*get_args(ph.Scalar)):
        wrong = _wrong(node)
        if wrong:
            message = f"`{text_of(node)}` is {wrong}."
            yield Found(message, node.span, heading(block, clause))


def _wrong(node: ph.Scalar) -> str:
    match node:
        case ph.Money(pence=pence) if pence > _PENCE:
            return "more than £100,000,000,000.00, the most this version can count"
        case ph.Number(digits=digits) | ph.Percent(digits=digits) if digits > _DIGITS:
            return "too large a number"
        case ph.Number(places=places) | ph.Percent(places=places) if places > MOST_PLACES:
            return "too fine: four decimal places are the most that can be written"
        case ph.Day(ordinal=ordinal) if ordinal not in _DATES:
            return "not between 1 January 1900 and 31 December 2199"
        case ph.Duration() if node.count > _CENTURY[node.unit]:
            return "more than a hundred years"
        case _:
            return ""


RULE = Rule(
    code="ValueTooLarge",
    severity=Severity.ERROR,
    what="A value is too large, too long, too far away or too fine.",
    why="Beyond these bounds a penny could be lost in the working, so none is allowed there.",
    fix="Look for a slip of the pen, and write the value that is meant.",
    example='payment start-fee "Start fee"\n'
    "  pays  £300,000,000,000.00 for each person in older-people\n"
    "  on    the first service-start\n"
    "  due   30 days after the end of the month of earning\n",
    law="law 21",
    find=find,
)
