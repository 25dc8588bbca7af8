"""Nothing between the start and the final outcome."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.places import at_contract
from ocdsl.model.checks.practice.results import is_distance_travelled, takes_a_difference
from ocdsl.model.checks.practice.sources import SLIDES
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context


def find(context: Context) -> Iterator[Found]:
    """A contract with outcomes and nothing that is reached on the way to them."""
    contract = context.built
    if not contract.outcomes:
        return
    stages = {stage.kind for model in contract.logic_models for stage in model.stages}
    travelled = any(is_distance_travelled(outcome) for outcome in contract.outcomes.values())
    travelled |= any(takes_a_difference(measure) for measure in contract.calculations.values())
    if not travelled and "interim outcomes" not in stages:
        yield at_contract(contract, "Nothing measures how far people come on the way.")


RULE = Rule(
    code="NoDistanceTravelled",
    severity=Severity.ADVICE,
    what="No outcome or measure is of a distance travelled, and no logic model names an interim "
    "outcome.",
    why="Those who come far and not the whole way count as failures, and a provider learns to "
    "leave them.",
    fix="Add an outcome such as `independence is at least 5 points above independence at the "
    "first assessment`, or a `logic-model` with interim outcomes.",
    example='outcome still-independent "Still independent after a year"\n'
    "  counts    once for each person in older-people\n"
    "  achieved  on the first assessment where the assessment is at least 52 weeks, up "
    "to and including 60 weeks after the first service-start\n"
    "  note      Reported each year. No payment depends on it.\n",
    law=f"{SLIDES}, Nef 2009, monitoring",
    find=find,
    needs_contract=True,
    requirement="R-058",
    subject="Intermediate outcomes and distance travelled",
    without=("logic-model recovery",),
)
