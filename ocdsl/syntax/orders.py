"""Which event of its kind is meant: the first, the second and so on to the tenth, or the last."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

Order = Literal[
    "", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
    "tenth", "last", "next",
]  # fmt: skip

COUNTED = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
)  # fmt: skip
"""Those that are counted from the first."""


def place_of(order: str) -> int:
    """The place that an order counts to, from 1; that of the last, and of no order, is 1."""
    return COUNTED.index(order) + 1 if order in COUNTED else 1


def day_of_order(days: Iterable[int], order: str) -> int | None:
    """The day of the event that an order names; None when there are not so many."""
    found = sorted(days, reverse=order == "last")
    place = place_of(order)
    return found[place - 1] if len(found) >= place else None
