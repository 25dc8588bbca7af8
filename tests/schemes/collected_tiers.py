"""Tiers that add up: 100, 200, 300 and 500 for a score of more than 1, 2, 3 and 5.

The table is the published example of a decision model whose rows are summed: 6 gives 1,100.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.schemes.figures import Figure, by_event, decided

SCHEME = "collected-tiers"
PUBLISHED = {1: 0, 2: 100_00, 3: 300_00, 4: 600_00, 5: 600_00, 6: 1_100_00}


def figures(engine: str) -> Iterator[Figure]:
    """What is paid for each score."""
    rows = [
        {"date": "1 June 2026", "event": "case-scored", "id": f"s{n}", "detail": f"score is {n}"}
        for n in PUBLISHED
    ]
    paid = by_event(decided(SCHEME, rows, "2026-12-31", engine))
    for score, pence in PUBLISHED.items():
        yield Figure(SCHEME, f"score {score}", pence, paid.get(f"s{score}", 0), engine)
