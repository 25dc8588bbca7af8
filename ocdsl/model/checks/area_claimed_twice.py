"""Two contracts that are each for the people of one area, while both run."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.calendar import in_words
from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.results import POPULATION
from ocdsl.model.checks.practice.sources import DESIGN
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context
from ocdsl.model.contract import Contract


def find(context: Context) -> Iterator[Found]:
    """Every other contract for a population, checked with this one, that claims its area."""
    contract = context.built
    for other in context.beside if contract.model == POPULATION and contract.area else ():
        days = _together(contract, other)
        if contract.area is None or days is None or not _same_area(contract, other):
            continue
        whose = f"of {_named(other, 'commissioner')} with {_named(other, 'provider')}"
        message = (
            f"The contract `{other.name}`, {whose}, is for the people of `{contract.area.name}` "
            f"too, from {in_words(days[0])} up to and including {in_words(days[1])}."
        )
        yield Found(message, contract.area.clause.span, f"contract {contract.name}, area")


def _same_area(contract: Contract, other: Contract) -> bool:
    """Whether two areas have one name, or one title: case and spaces apart."""
    one, two = contract.area, other.area
    if one is None or two is None or other.model != POPULATION:
        return False
    return one.name == two.name or _plain(one.title) == _plain(two.title)


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())


def _together(contract: Contract, other: Contract) -> tuple[int, int] | None:
    """The first and the last day on which both contracts run; None where one follows the other."""
    first = max(contract.term_start, other.term_start)
    last = min(contract.term_end, other.term_end)
    return (first, last) if first <= last else None


def _named(contract: Contract, kind: str) -> str:
    names = [f"`{party.name}`" for party in contract.parties if party.kind == kind]
    return " and ".join(names)


RULE = Rule(
    code="AreaClaimedTwice",
    severity=Severity.WARNING,
    what="Two contracts for a population, checked together, are for the people of one area.",
    why="Whoever lives there is in both: two providers could answer for the same outcomes, and a "
    "price for the population could be paid twice.",
    fix="Leave the area to one of them, name a smaller area in each, or let one end before the "
    "other begins; where they are for different people, accept this with that as the reason.",
    example="",
    law=f"{DESIGN}, section 3.1",
    find=find,
    needs_contract=True,
    requirement="R-005",
    subject="One contract for an area",
)
