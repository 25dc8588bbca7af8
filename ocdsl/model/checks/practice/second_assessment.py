"""An outcome that only somebody else can declare."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.places import at
from ocdsl.model.checks.practice.results import paid
from ocdsl.model.checks.practice.sources import PAPER
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context


def find(context: Context) -> Iterator[Found]:
    """Every outcome paid for that is achieved on an event of others."""
    contract = context.built
    for outcome, _ in paid(contract):
        event = contract.events[contract.achieving(outcome).event.text]
        if "provider" not in event.recorded_by:
            message = (
                f"`{outcome.name}` is achieved on `{event.name}`, which a provider cannot record."
            )
            yield at("outcome", outcome, message, "achieved on")


RULE = Rule(
    code="SecondAssessment",
    severity=Severity.ADVICE,
    what="An outcome that is paid for begins with an event that the provider cannot record.",
    why="Where person and provider agree that no more help is needed, another assessment costs "
    "money and delays both.",
    fix="Let the provider record it, agreed with the person, and let others verify a sample.",
    example='payment year-fee "Still independent"\n'
    "  pays  £200.00 for each still-independent\n"
    "  due   30 days after the end of the month of earning\n",
    law=f"{PAPER}, section 9",
    find=find,
    needs_contract=True,
    requirement="R-138",
    subject="Provider and person recognise the outcome",
)
