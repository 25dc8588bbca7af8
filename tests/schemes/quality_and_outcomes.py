"""Quality and outcomes of general practice: points, by the size of the list and the prevalence.

The first figure is the worked example of Lincolnshire Local Medical Committee. Both factors are
rounded to two places before they are used; 29 points × £207.56 × (16,000 ÷ 9,374) × (3.05 ÷ 2.1)
without that would be £14,921.66. The others are worked out by hand from its rule for points.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.schemes.figures import Figure, by_event, decided

SCHEME = "quality-and-outcomes"
AVERAGE = "patients is 9374, prevalence is 2.1"

# Each practice's year, and what it is paid in pence.
PUBLISHED = {
    "as published": ("achievement is 90, patients is 16000, prevalence is 3.05", 14_924_71),
    "at 40%": (f"achievement is 40, {AVERAGE}", 0),
    "at 39%": (f"achievement is 39, {AVERAGE}", 0),
    "at 65%": (f"achievement is 65, {AVERAGE}", 3_009_62),
    "at 90%": (f"achievement is 90, {AVERAGE}", 6_019_24),
    "at 100%": (f"achievement is 100, {AVERAGE}", 6_019_24),
}


def figures(engine: str) -> Iterator[Figure]:
    """What is paid for a year, at each achievement."""
    rows = [
        {"date": "31 March 2027", "event": "year-end", "id": f"y{number}", "detail": year}
        for number, (year, _) in enumerate(PUBLISHED.values())
    ]
    paid = by_event(decided(SCHEME, rows, "2027-04-30", engine))
    for number, (what, (_, pence)) in enumerate(PUBLISHED.items()):
        yield Figure(SCHEME, what, pence, paid.get(f"y{number}", 0), engine)
