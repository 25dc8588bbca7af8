"""Late delivery: 10.5% of the price for each two days late, begun days counting whole, at most 55%.

The words are those of a template of the Accord project, which counts a part-day as a whole day;
its program does not. Five days and 13 hours late on 200 are six days by the words: 63.00. Ours has
whole periods of two days, and says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.schemes.figures import Figure, by_event, decided

SCHEME = "late-delivery"
PUBLISHED = {0: 0, 6: -63_00, 10: -105_00, 11: -110_00}
"""What is taken of a price of 200, in pence, by the days of lateness; the last is 55%."""


def figures(engine: str) -> Iterator[Figure]:
    """What is taken for each lateness."""
    rows = [
        {"date": "1 June 2026", "event": "delivery", "id": f"d{days}",
         "detail": f"price is £200.00, lateness is {days}"}
        for days in PUBLISHED
    ]  # fmt: skip
    taken = by_event(decided(SCHEME, rows, "2026-12-31", engine))
    for days, pence in PUBLISHED.items():
        yield Figure(SCHEME, f"{days} days late", pence, taken.get(f"d{days}", 0), engine)
