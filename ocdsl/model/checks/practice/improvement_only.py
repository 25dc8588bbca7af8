"""Outcomes that are all improvements."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.places import at_contract, says
from ocdsl.model.checks.practice.sources import PAPER
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context
from ocdsl.model.contract import Outcome

_KEPT = (
    "maint|still|remain|stay|keep|kept|continu|prevent|avoid|no |not |without|less decline|slower"
)


def find(context: Context) -> Iterator[Found]:
    """Outcomes of which none is about staying, preventing or slowing."""
    contract = context.built
    outcomes = contract.outcomes.values()
    if outcomes and not any(_is_kept(outcome) for outcome in outcomes):
        yield at_contract(contract, "Every outcome of the contract is an improvement.")


def _is_kept(outcome: Outcome) -> bool:
    """Whether an outcome can be reached by not growing worse."""
    words = " ".join((outcome.title, outcome.evidence, *outcome.notes)).lower()
    return says(words, _KEPT)


RULE = Rule(
    code="ImprovementOnly",
    severity=Severity.ADVICE,
    what="Every outcome is an improvement: none is to stay as well, or to decline less.",
    why="People who cannot improve bring no outcome, so nobody is rewarded for keeping them at "
    "home.",
    fix="Add an outcome such as staying at home, even if only as one that is reported.",
    example='outcome independent "Improved mobility"\n'
    "  counts    once for each person in older-people\n"
    "  achieved  on the first assessment where independence is at least 50\n"
    "\n"
    'outcome still-independent "Improved confidence"\n'
    "  counts    once for each person in older-people\n"
    "  achieved  on the first assessment where independence is at least 60\n",
    law=f"{PAPER}, section 4",
    find=find,
    needs_contract=True,
    care_at_home=True,
    requirement="R-056",
    subject="Maintenance and slower decline are outcomes too",
)
