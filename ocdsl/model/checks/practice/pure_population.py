"""A contract for a population that looks at no single person."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.headers import PURE_HEADER
from ocdsl.model.checks.practice.places import at_contract
from ocdsl.model.checks.practice.results import POPULATION, paid
from ocdsl.model.checks.practice.sources import DESIGN
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context


def find(context: Context) -> Iterator[Found]:
    """A population model in which no payment looks at what is achieved for one person."""
    contract = context.built
    if contract.model == POPULATION and not paid(contract):
        message = "The model is purely one of a population: no payment looks at a single person."
        yield at_contract(contract, message, "model")


RULE = Rule(
    code="PurePopulation",
    severity=Severity.ADVICE,
    what="In a contract for a population no payment looks at what is achieved for one person.",
    why="People may be badly served while the figures for the population are met, and no line "
    "of the contract shows it.",
    fix="Pay something for outcomes of single people too, or accept this and say how they are "
    "looked after.",
    example=PURE_HEADER,
    law=f"{DESIGN}, section 3.2, Model 3",
    find=find,
    needs_contract=True,
    requirement="R-006",
    subject="How pure the population model is",
)
