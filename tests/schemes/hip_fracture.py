"""Hip fracture: £1,335.00 more for each patient for whom every criterion of best practice is met.

Of 100 patients 60 meet all; 34 lack one of the criteria, and 6 are operated on too late.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.conformance.casebook import Row
from tests.schemes.figures import Figure, decided

SCHEME = "hip-fracture"
CRITERIA = (
    "lead-geriatrician", "agreed-protocol", "seen-within-72-hours", "rehabilitation",
    "falls-assessed", "mental-test-score",
)  # fmt: skip


def figures(engine: str) -> Iterator[Figure]:
    """What is paid for 60 of 100, and for one at 36 hours exactly."""
    rows = [_patient(n, "" if n < 60 or n >= 94 else CRITERIA[n % 6], n >= 94) for n in range(100)]
    paid = [d.amount for d in decided(SCHEME, rows, "2026-12-31", engine) if d.status == "payable"]
    yield Figure(SCHEME, "60 of 100 patients", 80_100_00, sum(paid), engine)
    yield Figure(SCHEME, "one at 36 hours", 1_335_00, paid[0], engine)


def _patient(number: int, lacking: str, late: bool) -> Row:
    hours = "36.01" if late else "36"
    met = ", ".join(f"{c} is {'no' if c == lacking else 'yes'}" for c in CRITERIA)
    return {
        "date": "1 June 2026", "event": "discharge-summary", "id": f"h{number:02d}",
        "person": f"p{number:02d}", "detail": f"hours-to-surgery is {hours}, {met}",
    }  # fmt: skip
