"""All outcomes are judged within weeks."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.places import at_contract
from ocdsl.model.checks.practice.results import longest_window
from ocdsl.model.checks.practice.sources import PAPER
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context

_HALF_A_YEAR = 182


def find(context: Context) -> Iterator[Found]:
    """Outcomes with windows, of which none is open for half a year."""
    contract = context.built
    outcomes = contract.outcomes.values()
    lasts = [days for o in outcomes if (days := longest_window(context, o)) is not None]
    if lasts and max(lasts) < _HALF_A_YEAR:
        message = f"No outcome looks further than {max(lasts)} days."
        yield at_contract(contract, message)


RULE = Rule(
    code="WindowClosesEarly",
    severity=Severity.ADVICE,
    what="No outcome looks further than six months.",
    why="Many older people recover between six months and a year: help that works late is paid "
    "for nowhere, and relapse is seen nowhere.",
    fix="Add an outcome at a year, even if it is only reported.",
    example='outcome still-independent "Still at home"\n'
    "  counts    once for each person in older-people\n"
    "  achieved  on the first assessment where the assessment is within 6 weeks after "
    "the first service-start\n"
    "  note      No payment depends on it.\n",
    law=f"{PAPER}, section 5",
    find=find,
    needs_contract=True,
    requirement="R-164",
    subject="Recovery can take most of a year",
)
