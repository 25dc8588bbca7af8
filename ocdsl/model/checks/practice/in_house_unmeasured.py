"""An in-house provider without standards or through-put."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.headers import IN_HOUSE_HEADER
from ocdsl.model.checks.practice.places import section
from ocdsl.model.checks.practice.sources import PAPER
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context


def find(context: Context) -> Iterator[Found]:
    """Every provider whose title begins with the commissioner’s, without both."""
    contract = context.built
    owners = [party.title for party in contract.parties if party.kind == "commissioner"]
    has_target = any(measure.target for measure in contract.measures.values())
    for party in contract.parties:
        in_house = party.kind == "provider" and party.title.startswith(tuple(owners))
        if in_house and not (has_target and section(contract, "volumes")):
            message = f"`{party.name}` is in-house, and its outcomes or its volume have no target."
            yield Found(message, party.clause.span, f"contract {contract.name}, provider")


RULE = Rule(
    code="InHouseUnmeasured",
    severity=Severity.ADVICE,
    what="A provider that belongs to the commissioner has no target for outcomes, or nothing "
    "says how many people it serves.",
    why="Some in-house services choose people who do well; only through-put beside outcomes "
    "shows it.",
    fix="Give a measure a `target`, and add `section volumes` with how many people the service "
    "takes.",
    example=IN_HOUSE_HEADER,
    law=f"{PAPER}, section 6.2",
    find=find,
    needs_contract=True,
    requirement="R-008",
    subject="In-house services are held to account too",
)
