"""Immunisation targets of 2001: nothing below 70%, £910 from 70%, and £2,730 from 90%.

The amounts are those of Hansard, 2001. Of the hundred children of each list so many have had every
immunisation by their second birthday; one more has them a day later.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.conformance.casebook import Row
from tests.schemes.figures import Figure, decided

SCHEME = "immunisation-targets"
PUBLISHED = {0: 0, 69: 0, 70: 910_00, 89: 910_00, 90: 2_730_00, 99: 2_730_00}
CHILDREN = 100


def figures(engine: str) -> Iterator[Figure]:
    """What a practice is paid that reached so many of a hundred children."""
    for reached, pence in PUBLISHED.items():
        found = decided(SCHEME, list(_log(reached)), "2027-04-30", engine)
        paid = sum(d.amount for d in found if d.status == "payable")
        yield Figure(SCHEME, f"{reached}% immunised", pence, paid, engine)


def _log(reached: int) -> Iterator[Row]:
    for number in range(CHILDREN):
        child = f"c{number:03d}"
        yield {"date": "15 June 2026", "event": "second-birthday", "person": child}
        if number <= reached:
            day = "15 June 2026" if number < reached else "16 June 2026"
            yield {"date": day, "event": "course-complete", "person": child}
