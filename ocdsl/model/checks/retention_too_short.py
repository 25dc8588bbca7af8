"""Part of a running fee withheld until a day that is over before the last of it is earned."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.calendar import PERIODS
from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading, only
from ocdsl.model.context import Context
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree


def find(context: Context) -> Iterator[Found]:
    """Every payment for each period of the term, part of it withheld until a day in the term."""
    term = only(context.header, tree.Term)
    for block in context.named["payment"].values():
        unit = next((u for u in context.wide_grain(block) or () if u in PERIODS), "")
        for clause in every(block, tree.WithholdUntil):
            day = clause.until
            if unit and term and isinstance(day, ph.Day) and day.ordinal < term.end.ordinal:
                message = (
                    f"Every {unit} that ends after this day is paid in full: nothing of it is "
                    "withheld."
                )
                yield Found(message, day.span, heading(block, clause))


RULE = Rule(
    code="RetentionTooShort",
    severity=Severity.WARNING,
    what="Part of a fee for each period is withheld until a day before the end of the term.",
    why="A part that is kept back is released on that day, or when it is earned if that is later: "
    "later periods hold nothing back.",
    fix="Withhold until the last day of the term or later; or have a payment for each year.",
    example='payment running "Running fee"\n'
    "  pays                  £1,000.00 for each provider and quarter\n"
    "  withhold              5% of the payment until 31 December 2026\n"
    "  due                   30 days after earning\n",
    law="law 22",
    find=find,
)
