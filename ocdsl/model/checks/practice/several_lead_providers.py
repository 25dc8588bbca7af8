"""More than one provider for a population."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.headers import POPULATION_HEADER
from ocdsl.model.checks.practice.results import POPULATION
from ocdsl.model.checks.practice.sources import DESIGN
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context


def find(context: Context) -> Iterator[Found]:
    """Every provider after the first where the contract is for a population."""
    contract = context.built
    if contract.model != POPULATION:
        return
    first, *others = (party for party in contract.parties if party.kind == "provider")
    for party in others:
        message = f"`{party.name}` is a provider besides `{first.name}`, for one population."
        yield Found(message, party.clause.span, f"contract {contract.name}, provider")


RULE = Rule(
    code="SeveralLeadProviders",
    severity=Severity.WARNING,
    what="A contract for a population has more than one provider.",
    why="Nobody can say whose work the outcomes of one population are, so no one provider can "
    "answer for them.",
    fix="Name one provider; others can work for it as subcontractors.",
    example=POPULATION_HEADER,
    law=f"{DESIGN}, section 3.1",
    find=find,
    needs_contract=True,
    requirement="R-005",
    subject="One provider for an area",
)
