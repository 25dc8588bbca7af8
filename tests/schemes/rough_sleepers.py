"""Greater Manchester's bond for people who slept rough: every unit of it, and one person's limit.

Units and prices are those of the INDIGO impact bond data set, Government Outcomes Lab, University
of Oxford. Units × prices come to 3,324,020 where no person reaches 19,000; the contract pays
2,629,000 at most. One person earns 10,500 + 300 + 800 + 2,720 + 4,600 = 18,920, then 80 of 500.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator

from ocdsl.ledger.decision import OWED
from tests.conformance.casebook import Row
from tests.schemes.figures import CONTRACTS, Figure, decided, published_table

SCHEME = "rough-sleepers"
TABLE = "rough_sleeping_manchester.csv"
ENTERED = ("entered-accommodation", 328)
STAYS = {24: 195, 18: 243, 12: 273, 6: 315, 3: 329}
"""People who stayed so many months."""
CLAIMS = {
    "first-assessment": 391, "second-assessment": 274, "third-assessment": 165,
    "mental-health-entry": 129, "mental-health-sustained": 81, "alcohol-entry": 17,
    "alcohol-sustained": 8, "drugs-entry": 81, "drugs-sustained": 95, "qualification": 27,
    "volunteering-13-weeks": 15, "volunteering-26-weeks": 10, "part-time-13-weeks": 4,
    "part-time-26-weeks": 3, "full-time-13-weeks": 7, "full-time-26-weeks": 5,
}  # fmt: skip


def figures(engine: str) -> Iterator[Figure]:
    """All units with the contract's maximum and without it; then one person's limit."""
    sums: dict[str, int] = defaultdict(int)
    for d in decided(SCHEME, list(_units()), "2021-12-31", engine):
        sums[d.status] += d.amount
    earned = sums["payable"] + sums["capped"]
    yield Figure(SCHEME, "units by prices", 3_324_020_00, earned, engine)
    yield Figure(SCHEME, "the contract's maximum", 2_629_000_00, sums["payable"], engine)
    for as_at, pence in (("2020-01-31", 18_920_00), ("2021-12-31", 19_000_00)):
        found = decided(SCHEME, CONTRACTS / SCHEME / "events.csv", as_at, engine)
        for person, wanted in (("person-a", pence), ("person-b", 1_500_00)):
            owed = sum(d.amount for d in found if d.person == person and d.status in OWED)
            yield Figure(SCHEME, f"{person} by {as_at}", wanted, owed, engine)


def transcribed_wrongly() -> list[str] | None:
    """Units that differ from the published table; None where the table is not at hand."""
    path = published_table(TABLE)
    if path is None:
        return None
    with path.open(encoding="utf-8", newline="") as file:
        published = [int(row["n"]) for row in csv.DictReader(file)]
    given = [ENTERED[1], *reversed(STAYS.values()), *CLAIMS.values()]
    return [f"{g} is not {p}" for g, p in zip(given, published, strict=True) if g != p]


def _units() -> Iterator[Row]:
    """A person for each stay and for each claim, so that only the contract's maximum binds."""
    ends = {3: "1 June 2018", 6: "1 October 2018", 12: "1 May 2019", 18: "1 October 2019"}
    stays = [next(m for m, units in STAYS.items() if units > n) for n in range(STAYS[3])]
    for number, months in enumerate(stays):
        person = f"stay-{number}"
        yield {"date": "2 January 2018", "event": "referred", "person": person}
        yield {"date": "1 February 2018", "event": "moved-in", "person": person}
        if months in ends:
            yield {"date": ends[months], "event": "moved-out", "person": person}
    for item, units in (ENTERED, *CLAIMS.items()):
        for number in range(units):
            person, detail = f"{item}-{number}", f"item is {item}"
            yield {"date": "2 January 2018", "event": "referred", "person": person}
            yield {"date": "1 March 2018", "event": "claim", "person": person, "detail": detail}
