"""Troubled Families, the first year: five families in six, and where the one rounding is (E7).

1,680 families × 5/6 × £4,000.00 are the £5,600,000.00 of the published scheme, exactly, by
whichever route a family comes to its result. Rounded on each line, £2,666.67, £583.33 and £83.33
are £3,333.33 a family, and £5,599,994.40 in all: that is ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.ledger.decision import OWED
from tests.conformance.casebook import Row
from tests.schemes.figures import Figure, decided

SCHEME = "troubled-families"
FAMILIES = 1680
_EACH_LINE = {"on each statement, shared over its lines": "on each payment line"}


def figures(engine: str) -> Iterator[Figure]:
    """All families by one route, by the other, and half by each; then rounded on each line."""
    for employed in (0, 840, FAMILIES):
        what = f"{employed:,} by employment"
        yield Figure(SCHEME, what, 5_600_000_00, _owed(employed, engine, {}), engine)
    yield Figure(SCHEME, "rounded on each line", 5_599_994_40, _owed(0, engine, _EACH_LINE), engine)


def _owed(employed: int, engine: str, changes: dict[str, str]) -> int:
    found = decided(SCHEME, list(_rows(employed)), "2012-12-31", engine, changes)
    return sum(d.amount for d in found if d.status in OWED)


def _rows(employed: int) -> Iterator[Row]:
    """Families that joined on one day; the first of them by employment, the others by the rest."""
    for number in range(FAMILIES):
        family = f"f{number:04d}"
        yield {"date": "2 April 2012", "event": "attachment", "person": family}
        results = ["crime-school-result", "work-programme"]
        for event in ["employment-result"] if number < employed else results:
            yield {"date": "3 September 2012", "event": event, "person": family}
