"""An employment bond in Istanbul: each of the people who stay in work at the rate of its part.

The rates are those of the INDIGO impact bond data set, Government Outcomes Lab, University of
Oxford; the totals are worked out by hand from them. The 371st brings £1,000 where the 370th brought
£1,100, and beyond 547 people the limit of the last part is reached.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.conformance.casebook import Row
from tests.schemes.figures import Figure, decided

SCHEME = "istanbul-employment"
PUBLISHED = {370: 407_000, 371: 408_000, 410: 447_000, 411: 448_350, 500: 568_500, 600: 632_000}
LEAVERS = 5
"""People who leave work a day before the six months are over, in every log."""


def figures(engine: str) -> Iterator[Figure]:
    """What is paid for so many people who stay in work."""
    for people, pounds in PUBLISHED.items():
        found = decided(SCHEME, list(_log(people)), "2026-03-30", engine)
        paid = sum(d.amount for d in found if d.status == "payable")
        yield Figure(SCHEME, f"{people} people in work", pounds * 100, paid, engine)


def _log(people: int) -> Iterator[Row]:
    for number in range(people + LEAVERS):
        who = f"p{number:03d}"
        yield {"date": "3 April 2023", "event": "training-begun", "person": who}
        yield {"date": "1 June 2023", "event": "job-start", "person": who}
        day = "1 December 2023" if number < people else "30 November 2023"
        yield {"date": day, "event": "job-end", "person": who}
