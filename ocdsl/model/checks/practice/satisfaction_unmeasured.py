"""A population contract that asks nobody whether they are content."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.headers import POPULATION_HEADER
from ocdsl.model.checks.practice.places import at_contract, says, section, spoken
from ocdsl.model.checks.practice.results import POPULATION
from ocdsl.model.checks.practice.sources import STEPS
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context


def find(context: Context) -> Iterator[Found]:
    """A population model in which no outcome and no report speaks of satisfaction."""
    contract = context.built
    if contract.model != POPULATION:
        return
    titles = (block.title for block in (*contract.outcomes.values(), *contract.measures.values()))
    text = " ".join((*titles, spoken(section(contract, "performance-reports")))).lower()
    if not says(text, "satisf|content with|experience of"):
        yield at_contract(contract, "Nothing measures whether people are satisfied.")


RULE = Rule(
    code="SatisfactionUnmeasured",
    severity=Severity.ADVICE,
    what="Under a contract for a population nothing measures whether people are satisfied.",
    why="The figures of a population can be met while those who use the service are badly served.",
    fix="Add an outcome or a measure of satisfaction, or say in `section performance-reports` "
    "how it is asked.",
    example=POPULATION_HEADER,
    law=f"{STEPS}, section 4, review market performance, Model 3",
    find=find,
    needs_contract=True,
    requirement="R-158",
    subject="Satisfaction under a population contract",
)
