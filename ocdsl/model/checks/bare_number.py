"""A bare number where money or a percentage is meant (law 7)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.comparisons import comparisons
from ocdsl.model.context import Context
from ocdsl.model.kinds import field_class
from ocdsl.syntax import phrases as ph
from ocdsl.syntax.phrase_text import text_of


def find(context: Context) -> Iterator[Found]:
    """Every number without a unit that stands beside money or a percentage."""
    for comparison in comparisons(context):
        wanted, value = field_class(comparison.kind), comparison.value
        if isinstance(value, ph.Number) and wanted in ("money", "percentage"):
            number = text_of(value)
            meant = f"£{number}" if wanted == "money" else f"{number}%"
            message = f"`{number}` is a bare number: pounds, per cent, or a count?"
            what = "an amount of money" if wanted == "money" else "a percentage"
            fix = f"{comparison.beside} is {what}: write `{meant}` if that is meant."
            span, fix = comparison.span, fix[0].upper() + fix[1:]
            yield Found(message, span, comparison.heading, fix, ((value.span, meant),))


RULE = Rule(
    code="BareNumber",
    severity=Severity.ERROR,
    what="A number has no unit where money or a percentage is meant.",
    why="60 pounds, 60 per cent and 60 people are different payments.",
    fix="Write the unit.",
    example='measure reablement-rate "Share of people who become independent"\n'
    "  for each    provider and quarter\n"
    "  counts      once for each person in older-people "
    "where the first service-start is during the quarter\n"
    "  is          the percentage who achieve independent\n"
    "  target      at least 60\n",
    law="law 7",
    find=find,
)
