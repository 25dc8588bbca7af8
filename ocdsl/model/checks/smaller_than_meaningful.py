"""A payment for a change that is smaller than the smallest meaningful one."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context
from ocdsl.model.rewards import rewarded_changes
from ocdsl.syntax.phrase_text import text_of

_PLACES = 4


def find(context: Context) -> Iterator[Found]:
    """Every rewarded change of fewer points than the field says matter."""
    for change in rewarded_changes(context):
        least, points = change.field.change, change.points
        if least is None or points is None or not points.digits:
            continue
        if points.digits * 10**least.places < least.digits * 10**points.places:
            message = (
                f"`{text_of(change.limit)}` pays for a change of fewer than "
                f"{text_of(least)} points, which may be chance."
            )
            yield Found(message, change.limit.span, change.heading)


RULE = Rule(
    code="SmallerThanMeaningful",
    severity=Severity.WARNING,
    what="A payment depends on a change of a score that is smaller than its smallest meaningful "
    "change.",
    why="Two readings of the same person differ by as much when nothing has changed, so money "
    "is paid by chance, and for reading again.",
    fix="Write `at least the smallest meaningful change` in place of the points.",
    example='use wemwbs "Mental wellbeing"\n'
    "  recorded by  provider\n"
    '\noutcome independent "Wellbeing has improved"\n'
    "  counts    once for each person in older-people\n"
    "  achieved  on the last wemwbs-answers\n"
    "  when      wellbeing is at least 2 points above wellbeing at the first wemwbs-answers\n",
    law="Maheswaran and others, Health and Quality of Life Outcomes 10:156 (2012)",
    find=find,
)
