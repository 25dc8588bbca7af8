"""A section on equipment that names nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.places import at, says, section, spoken
from ocdsl.model.checks.practice.sources import PAPER
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context


def find(context: Context) -> Iterator[Found]:
    """A section on equipment in which neither a party nor a kind of party is named."""
    contract = context.built
    there = section(contract, "equipment")
    if there is None:
        return
    titles = (re.escape(party.title.lower()) for party in contract.parties)
    if not says(spoken(there), "|".join(["commissioner", "provider", "council", *titles])):
        message = "The section `equipment` names no party that provides it."
        yield at("section", there, message)


RULE = Rule(
    code="EquipmentWithoutOwner",
    severity=Severity.ADVICE,
    what="The section on equipment names no party.",
    why="Equipment that is everybody’s task is nobody’s: people wait for it, and outcomes are "
    "missed.",
    fix="Name the party that provides it: the commissioner, a provider or a role of the contract.",
    example='section equipment "Equipment"\n'
    "  text  Rails and alarms are provided before the first visit.\n",
    law=f"{PAPER}, section 9",
    find=find,
    needs_contract=True,
    care_at_home=True,
    requirement="R-134",
    subject="One owner of equipment and telecare",
)
