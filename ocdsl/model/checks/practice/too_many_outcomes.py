"""More outcomes than anyone can aim at."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.places import at
from ocdsl.model.checks.practice.sources import SLIDES
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context

MOST = 4


def find(context: Context) -> Iterator[Found]:
    """The outcomes after the fourth, at the first of them."""
    contract = context.built
    outcomes = list(contract.outcomes.values())
    if len(outcomes) > MOST:
        message = f"The contract has {len(outcomes)} outcomes; no more than 3 or 4 can be aimed at."
        yield at("outcome", outcomes[MOST], message)


RULE = Rule(
    code="TooManyOutcomes",
    severity=Severity.ADVICE,
    what="The contract has more than four outcomes.",
    why="A provider that is to aim at everything aims at what pays best, and each outcome "
    "costs time to record.",
    fix="Keep the three or four that matter most.",
    example='outcome at-home-two "At home after two assessments"\n'
    "  counts    once for each person in older-people\n"
    "  achieved  on the first assessment where independence is at least 50\n"
    "  note      No payment depends on it.\n"
    "\n"
    'outcome at-home-three "At home after three assessments"\n'
    "  counts    once for each person in older-people\n"
    "  achieved  on the first assessment where independence is at least 60\n"
    "  note      No payment depends on it.\n"
    "\n"
    'outcome at-home-four "At home after four assessments"\n'
    "  counts    once for each person in older-people\n"
    "  achieved  on the first assessment where independence is at least 70\n"
    "  note      No payment depends on it.\n",
    law=f"{SLIDES}, stage 1",
    find=find,
    needs_contract=True,
    requirement="R-059",
    subject="No more than three or four outcomes",
)
