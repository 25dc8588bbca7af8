"""An outcome with no time by which it is due."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.places import at
from ocdsl.model.checks.practice.results import longest_window
from ocdsl.model.checks.practice.sources import REVIEW
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context


def find(context: Context) -> Iterator[Found]:
    """Every outcome without a window."""
    contract = context.built
    for outcome in contract.outcomes.values():
        if longest_window(context, outcome) is None:
            message = f"`{outcome.name}` has no time within which it has to come."
            yield at("outcome", outcome, message, "achieved on")


RULE = Rule(
    code="OutcomeWithoutDate",
    severity=Severity.ADVICE,
    what="An outcome has no time within which it has to come.",
    why="It can be claimed years later, when nobody can say whether the service had a part in it.",
    fix="Add a window, such as `the closure is within 8 weeks after the first service-start`.",
    example='outcome still-independent "Independent"\n'
    "  counts    once for each person in older-people\n"
    "  achieved  on the first assessment where independence is at least 50\n"
    "  note      No payment depends on it.\n",
    law=f"{REVIEW}, section 5",
    find=find,
    needs_contract=True,
    requirement="R-099",
    subject="Everything is linked to a time",
)
