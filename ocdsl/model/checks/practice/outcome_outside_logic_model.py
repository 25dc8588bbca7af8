"""An outcome that no account of the service leads to."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.places import at, at_contract
from ocdsl.model.checks.practice.sources import DESIGN
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context


def find(context: Context) -> Iterator[Found]:
    """Every outcome that no `leads to` line names."""
    contract = context.built
    if not contract.logic_models:
        if contract.outcomes:
            yield at_contract(
                contract, "No logic model says how the service leads to its outcomes."
            )
        return
    led_to = {name for model in contract.logic_models for name in model.outcomes}
    for outcome in contract.outcomes.values():
        if outcome.name not in led_to:
            message = f"No logic model leads to `{outcome.name}`."
            yield at("outcome", outcome, message)


RULE = Rule(
    code="OutcomeOutsideLogicModel",
    severity=Severity.ADVICE,
    what="No logic model says how the service leads to an outcome.",
    why="An outcome that the service does not bring about is paid for or missed by chance.",
    fix="Name the outcome in the `leads to` line of a `logic-model`.",
    example="",
    law=f"{DESIGN}, section 3.1",
    find=find,
    needs_contract=True,
    requirement="R-069",
    subject="Outcomes that are real and related to the service",
    without=("logic-model recovery",),
)
