"""Repeatable chance: whole numbers that are the same on every machine, a stream for each person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

WHOLE = 10_000
"""Shares are written as so many in ten thousand: 3% is 300."""

_MASK = (1 << 64) - 1
_STEP = 0x9E3779B97F4A7C15
_WIDEST = 1 << 32


class Draw:
    """A stream of chance. Whole-number arithmetic only: no clock, no fractions, no set order.

    A person's stream depends on the seed and the person's number alone, so the history of a
    person stays as it is when more people are asked for.
    """

    __slots__ = ("_state",)

    def __init__(self, seed: int, stream: int) -> None:
        self._state = _mixed(_mixed(seed & _MASK) + stream * _STEP)

    def below(self, count: int) -> int:
        """A whole number from 0 to `count` - 1; `count` is at least 1."""
        self._state = state = (self._state * 6364136223846793005 + 1442695040888963407) & _MASK
        return (state >> 32) * count >> 32

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included; `low` when there is no room.

        Never more than 2 ** 32 above `low`.
        """
        return low + self.below(min(high - low + 1, _WIDEST)) if high > low else low

    def chance(self, share: int) -> bool:
        """True in `share` of ten thousand cases."""
        return self.below(WHOLE) < share

    def one_of(self, items: Sequence[T]) -> T:
        """One of the items, each as likely as the others."""
        return items[self.below(len(items))]

    def some_of(self, low: int, high: int, count: int) -> list[int]:
        """So many different numbers from `low` to `high`, in order; all of them when too few."""
        found: list[int] = []
        for number in range(low, high + 1):
            if self.below(high - number + 1) < count - len(found):
                found.append(number)
        return found


def _mixed(state: int) -> int:
    """Spreads every bit of a number over the others, so that neighbouring streams differ."""
    state &= _MASK
    state = ((state ^ (state >> 33)) * 0xFF51AFD7ED558CCD) & _MASK
    state = ((state ^ (state >> 33)) * 0xC4CEB9FE1A85EC53) & _MASK
    return state ^ (state >> 33)
