"""`5 points above` where there is no score (law 7)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.comparisons import Comparison, comparisons
from ocdsl.model.context import Context
from ocdsl.syntax import phrases as ph


def find(context: Context) -> Iterator[Found]:
    """Every comparison in points in which one side is not a score."""
    for comparison in comparisons(context):
        if isinstance(comparison.value, ph.PointsAbove):
            wrong = _not_a_score(comparison)
            if wrong:
                message = f"Points are counted on scores, and {wrong}."
                yield Found(message, comparison.span, comparison.heading)


def _not_a_score(comparison: Comparison) -> str:
    if comparison.kind != "score":
        return f"{comparison.beside} is of the kind `{comparison.kind}`"
    other = comparison.other
    if other and other.kind != "score":
        return f"`{other.name.text}` is of the kind `{other.kind}`"
    return ""


RULE = Rule(
    code="PointsWithoutScore",
    severity=Severity.ERROR,
    what="A difference in points is asked of something that is not a score.",
    why="Points on one scale are not pounds, hours or years on another: "
    "the result would be paid on a difference that means nothing.",
    fix="Compare scores, or write the limit itself.",
    example='outcome still-independent "Still older after a year"\n'
    "  counts    once for each person in older-people\n"
    "  achieved  on the first referral\n"
    "  when      age is at least 5 points above age at the first referral\n"
    "  note      No payment depends on it.\n",
    law="law 7",
    find=find,
)
