"""An outcome that no event of the provider leads to."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.places import at
from ocdsl.model.checks.practice.results import judged, recorders
from ocdsl.model.checks.practice.sources import REVIEW
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context


def find(context: Context) -> Iterator[Found]:
    """Every outcome paid for or judged that rests on none of the provider’s events."""
    contract = context.built
    for outcome in judged(contract):
        if "provider" not in recorders(contract, outcome):
            message = f"Nothing that a provider records goes into `{outcome.name}`."
            yield at("outcome", outcome, message, "achieved on")


RULE = Rule(
    code="LongLineOfSight",
    severity=Severity.ADVICE,
    what="An outcome that is paid for or judged is read from no event that a provider records.",
    why="Between what the provider does and what is counted lies much that others do: it is "
    "paid or blamed for them.",
    fix="Read the outcome from an event of the service as well, or count it without payment.",
    example='outcome independent "Not in hospital"\n'
    "  counts    once for each person in older-people\n"
    "  achieved  on the first referral\n"
    "  when      no readmission is within 28 days after the referral\n",
    law=f"{REVIEW}, section 4, Model 3",
    find=find,
    needs_contract=True,
    requirement="R-073",
    subject="A short line of sight from the activity to the measure",
)
