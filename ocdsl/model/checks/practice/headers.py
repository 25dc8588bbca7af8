"""The header of the shipped contract under other models, for the examples of rules."""

from __future__ import annotations

from ocdsl.model.checks.practice.results import POPULATION, REWARD
from ocdsl.model.checks.term_backwards import RULE as TERM

_HEADER = (
    TERM.example.replace("1 April 2029", "1 April 2025")
    + "  due dates     may fall on any day\n"
    + "  statements    each month\n"
)

POPULATION_HEADER = _HEADER.replace(REWARD, POPULATION)
"""The shipped contract as one for a population, of no area yet."""

PURE_HEADER = (
    POPULATION_HEADER + 'payment outcome-fee "Closing fee"\n'
    "  pays  £1,575.00 for each person in older-people\n"
    "  on    the first closure\n"
    "  due   30 days after the end of the month of earning\n"
)
"""The same, with no payment for what is achieved for one person."""

IN_HOUSE_HEADER = _HEADER.replace("Alder Care Ltd", "Vale Council Home Care")
"""The shipped contract with a provider that belongs to the council."""
