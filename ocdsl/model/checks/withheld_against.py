"""Money withheld against a measure that releases none: one that is worked out (ruling E8)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.calendar import PERIODS
from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading, only
from ocdsl.model.context import Context
from ocdsl.syntax import tree


def find(context: Context) -> Iterator[Found]:
    """Every `withhold … against` a measure that is no percentage of people."""
    for block in context.payments.values():
        for clause in every(block, tree.Withhold):
            name = clause.measure.text
            measure = context.named["measure"].get(name)
            if measure is None or only(measure, tree.IsValue) is None:
                continue
            message = f"`{name}` is worked out, and money is released only by a share of people."
            yield Found(message, clause.measure.span, heading(block, clause), _fix(context, name))


def _fix(context: Context, name: str) -> str:
    """Another payment by the measure, where it has one value for each provider and period."""
    grain = context.wide_grain(context.named["measure"][name])
    if not grain or grain[-1] not in PERIODS:
        return "Name a measure that `is  the percentage who achieve` an outcome."
    whole = f"`pays  whole amount by band of {name} for each {' and '.join(grain)}`"
    return (
        f"Take the share out of this price, and pay it apart, with {whole}, whose rows are prices, "
        "or with a formula such as `£1,000.00 × …`."
    )


RULE = Rule(
    code="WithheldAgainst",
    severity=Severity.ERROR,
    what="Money is withheld against a measure that is worked out from values.",
    why="Which people's money each value releases is not said, so it would be held for ever.",
    fix="Withhold against a measure that is a percentage of people who achieve an outcome.",
    example='measure reablement-rate "Hours of support"\n'
    "  for each  provider and quarter\n"
    "  is        the total of hours at each support-day\n",
    law="ruling E8",
    find=find,
)
