"""Evidence that is all of one kind."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.places import at_contract, says
from ocdsl.model.checks.practice.sources import SLIDES
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context

_SAID = (
    "agreed|says|said|report(?:s|ed) (?:that|by the person)|feel|satisf|perceiv|self-assess|asked"
)


def find(context: Context) -> Iterator[Found]:
    """Two outcomes or more whose evidence is all subjective or all objective."""
    contract = context.built
    outcomes = list(contract.outcomes.values())
    kinds = {says(f"{o.title} {o.evidence}".lower(), _SAID) for o in outcomes}
    if len(outcomes) > 1 and len(kinds) == 1:
        which = "on what people say" if kinds == {True} else "on records, none on what people say"
        yield at_contract(contract, f"Every outcome of the contract rests {which}.")


RULE = Rule(
    code="OneKindOfEvidence",
    severity=Severity.ADVICE,
    what="Every outcome rests on what people say, or none does.",
    why="Records can be met without anyone feeling better off, and feelings can be asked at "
    "the right moment: each alone can be paid for nothing.",
    fix="Base one outcome on what the person says and another on records, and say so in "
    "`evidence`.",
    example='outcome independent "No ongoing care needed"\n'
    "  counts    once for each person in older-people\n"
    "  achieved  on the first closure where reason is needs-no-care\n"
    "  evidence  Closing record\n",
    law=f"{SLIDES}, Nef 2009, monitoring",
    find=find,
    needs_contract=True,
    requirement="R-057",
    subject="A balance of what people say and what is observed",
)
