"""A value that changes by date where only one that stays can stand (law 11)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import heading
from ocdsl.model.context import Context
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree
from ocdsl.syntax.phrase_text import alone


def find(context: Context) -> Iterator[Found]:
    """Every value by date that is no part of an amount or of a measure's value."""
    for block, clause, node in context.parts(ph.Dated):
        if not isinstance(clause, tree.Pays | tree.IsValue):
            message = f"`{alone(node)}` changes by date, and a limit or a band cannot."
            yield Found(message, node.span, heading(block, clause))


RULE = Rule(
    code="ChangeElsewhere",
    severity=Severity.ERROR,
    what="A value changes by date where a value has to stay as it is.",
    why="A limit is tested on many days, and nobody could say which of them picks its value.",
    fix="Make a `measure` of the value, and set the limit against the measure.",
    example='payment outcome-fee "Reablement outcome"\n'
    "  pays  £1,575.00 for each independent\n"
    "  when  age at the first referral is at least (65 from 1 April 2026, 66 from 1 April 2027)\n"
    "  due   30 days after the end of the month of earning\n",
    law="law 11",
    find=find,
)
