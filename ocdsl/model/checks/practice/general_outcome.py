"""An outcome of everybody, for one service."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.places import at
from ocdsl.model.checks.practice.sources import REVIEW
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context

_GENERAL = re.compile(
    r"\b(?:residents|the population|the county|the whole (?:area|community)|life expectancy|"
    r"everyone in|the public|public health|community as a whole|(?:local|national) rate)\b",
    re.IGNORECASE,
)


def find(context: Context) -> Iterator[Found]:
    """Every outcome or measure whose title is about a population."""
    contract = context.built
    for keyword, blocks in (("outcome", contract.outcomes), ("measure", contract.measures)):
        for block in blocks.values():
            match = _GENERAL.search(block.title)
            if match:
                message = (
                    f"‘{match.group()}’ in `{block.name}` is more than one service can change."
                )
                yield at(keyword, block, message)


RULE = Rule(
    code="GeneralOutcome",
    severity=Severity.ADVICE,
    what="An outcome or a measure is about a whole population, not about those whom the service "
    "helps.",
    why="The health of a county moves for a hundred reasons: the provider is paid or blamed "
    "for all of them.",
    fix="Count the people of the cohort, and what changes for them.",
    example='outcome still-independent "Residents feel healthier"\n'
    "  counts    once for each person in older-people\n"
    "  achieved  on the first assessment where independence is at least 50\n"
    "  note      No payment depends on it.\n",
    law=f"{REVIEW}, section 4, Model 3",
    find=find,
    needs_contract=True,
    requirement="R-160",
    subject="General outcomes cannot measure one service",
)
