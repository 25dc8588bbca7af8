"""What the contract’s model makes necessary and is not there."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.headers import POPULATION_HEADER
from ocdsl.model.checks.practice.places import at_contract
from ocdsl.model.checks.practice.results import POPULATION, STANDARDS
from ocdsl.model.checks.practice.sources import DESIGN
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context


def find(context: Context) -> Iterator[Found]:
    """Standards without a target; a population without an area or a cohort."""
    contract = context.built
    missing = []
    targets = [measure.target for measure in contract.measures.values()]
    targets += [worked_out.target for worked_out in contract.calculations.values()]
    if contract.model == STANDARDS and not any(targets):
        missing.append(("no measure has a target", "Add a `target` to a measure"))
    if contract.model == POPULATION and contract.area is None:
        missing.append(("no `area` says where its people live", "Add an `area` line"))
    if contract.model == POPULATION and not contract.cohorts:
        missing.append(("no `cohort` says who they are", "Add a `cohort`"))
    for lacks, fix in missing:
        message = f"The model is `{contract.model}`, and {lacks}."
        yield evolve(
            at_contract(contract, message, "model"), fix=f"{fix}, or choose another model."
        )


RULE = Rule(
    code="ModelIncomplete",
    severity=Severity.WARNING,
    what="The contract lacks what its model cannot do without: a standard with a target, or an "
    "area and a cohort.",
    why="A provider is to be held to a standard that nobody can find, or for people whom "
    "nobody can count.",
    fix="Add a measure with a `target`, an `area` line or a `cohort`, or choose another model.",
    example=POPULATION_HEADER,
    law=f"{DESIGN}, sections 3.1 and 3.2",
    find=find,
    needs_contract=True,
    requirement="R-002",
    subject="What each model makes necessary",
)
