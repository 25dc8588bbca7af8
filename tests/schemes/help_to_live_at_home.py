"""Help to Live at Home: a fifth of the price at once, the balance when the person confirms.

The rule is Wiltshire Council's; £1,575.00 is the price of a plan in the log of the contract.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.schemes.figures import CONTRACTS, Figure, decided

SCHEME = "help-to-live-at-home"
PUBLISHED = {
    "2026-05-31": {"mr-a#payable": 315_00, "mr-a#withheld": 1_260_00,
                   "mrs-b#payable": 315_00, "mrs-b#withheld": 1_260_00,
                   "ms-c#payable": 180_11, "ms-c#withheld": 720_44},
    "2027-05-31": {"mr-a#payable": 315_00, "mr-a#released": 1_260_00,
                   "mrs-b#payable": 315_00, "mrs-b#forfeited": 1_260_00,
                   "ms-c#payable": 180_11, "ms-c#forfeited": 720_44},
}  # fmt: skip
"""Pence of each line, by the day that it is asked on: who confirms, and two who do not."""


def figures(engine: str) -> Iterator[Figure]:
    """Every line of the log's three people, before the balance is decided and after."""
    for as_at, lines in PUBLISHED.items():
        found = decided(SCHEME, CONTRACTS / SCHEME / "events.csv", as_at, engine)
        paid = {d.id.removeprefix("plan-price/"): d.amount for d in found}
        for line in lines.keys() | paid.keys():
            what = f"{line} by {as_at}"
            yield Figure(SCHEME, what, lines.get(line, 0), paid.get(line, 0), engine)
