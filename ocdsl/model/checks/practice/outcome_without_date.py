"""An outcome with no time by which it is due."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.places import at
from ocdsl.model.checks.practice.results import longest_window
from ocdsl.model.checks.practice.sources import REVIEW
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context
from ocdsl.model.contract import Contract, Outcome


def find(context: Context) -> Iterator[Found]:
    """Every outcome without a window."""
    contract = context.built
    for outcome in contract.outcomes.values():
        if longest_window(context, outcome) is None:
            message = f"`{outcome.name}` has no time within which it has to come."
            found = at("outcome", outcome, message, "achieved on")
            window = _window(contract, outcome)
            yield evolve(found, fix=f"Add a window, such as `{window}`.") if window else found


def _window(contract: Contract, outcome: Outcome) -> str:
    """A window of the contract's own events: from joining to what achieves the outcome."""
    cohort = contract.cohorts.get(outcome.cohort)
    joins = cohort.joins_on.event.text if cohort else ""
    starts = outcome.achieved_on
    if outcome.lasting:
        starts = contract.spells[outcome.lasting.spell].starts_on
    achieves = starts.event.text if starts else ""
    if not joins or not achieves or joins == achieves:
        return ""
    return f"the {achieves} is within 8 weeks after the first {joins}"


RULE = Rule(
    code="OutcomeWithoutDate",
    severity=Severity.ADVICE,
    what="An outcome has no time within which it has to come.",
    why="It can be claimed years later, when nobody can say whether the service had a part in it.",
    fix="Add a window to it: `the … is within 8 weeks after the first …`, of its own events.",
    example='outcome still-independent "Independent"\n'
    "  counts    once for each person in older-people\n"
    "  achieved  on the first assessment where independence is at least 50\n"
    "  note      No payment depends on it.\n",
    law=f"{REVIEW}, section 5",
    find=find,
    needs_contract=True,
    requirement="R-099",
    subject="Everything is linked to a time",
)
