"""Service levels: the credits of a published example, with both of its limits.

The figures are those of the service-level template of the Accord project: on a charge of 10,
availability of 99.7% gives 0.20, of 97% 0.30, and 1.00 where the credit is 11%, of which 10% of the
month's charge is the most. In its last example 11.01 was credited in eleven months on charges of
110.00: of the 12.00 that twelve months allow, 0.99 is left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ocdsl.base.calendar import MONTHS
from tests.conformance.casebook import Row
from tests.schemes.figures import Figure, decided

SCHEME = "service-levels"
PUBLISHED = (("100%", "3%", 0), ("99.7%", "3%", 20), ("97%", "3%", 30), ("97%", "11%", 100))
"""Availability, the credit for poor availability, and what is credited in pence."""
_CREDIT = "3% of charge"


def figures(engine: str) -> Iterator[Figure]:
    """The credit of each month by itself, then that of the last of thirteen."""
    for availability, rate, pence in PUBLISHED:
        [taken] = _credits(rate, [("31 July 2026", "10.00", availability)], engine)
        yield Figure(SCHEME, f"{availability} at {rate}", pence, taken, engine)
    months = [
        ("30 April 2026", "10.00", "100%"), ("31 May 2026", "10.05", "97%"),
        ("30 June 2026", "9.95", "97%"), *((day, "10.00", "97%") for day in _days()),
    ]  # fmt: skip
    credited = _credits("11%", months, engine)
    yield Figure(SCHEME, "eleven months", 11_01, sum(credited[1:12]), engine)
    yield Figure(SCHEME, "what is left", 99, credited[12], engine)


def _days() -> Iterator[str]:
    """The last days of July 2026 to April 2027."""
    for number in (7, 8, 9, 10, 11, 12, 1, 2, 3, 4):
        last = 28 if number == 2 else 30 if number in (4, 6, 9, 11) else 31
        yield f"{last} {MONTHS[number - 1]} {2026 if number > 6 else 2027}"


def _credits(rate: str, months: Sequence[tuple[str, str, str]], engine: str) -> list[int]:
    """What is taken of each month in pence, for the day, charge and availability of each."""
    rows: list[Row] = [
        {"date": day, "event": "month-end", "id": f"m{n:02d}",
         "detail": f"charge is £{charge}, availability is {availability}"}
        for n, (day, charge, availability) in enumerate(months)
    ]  # fmt: skip
    taken = [0] * len(months)
    changes = {_CREDIT: f"{rate} of charge"}
    for d in decided(SCHEME, rows, "2027-04-30", engine, changes):
        if d.payment != "monthly-charge" and d.status == "payable":
            taken[int(d.id.partition("/m")[2][:2])] -= d.amount
    return taken
