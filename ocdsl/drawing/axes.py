"""Where values stand on the axis of a chart, in whole numbers: round steps, and places on paper."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

_STEPS = 6
"""Steps on an axis at most."""


@frozen
class Scale:
    """Values from `low` to `high`, laid on the places from `start` to `end`."""

    low: int
    high: int
    start: int
    end: int

    @staticmethod
    def of(values: Iterable[int], places: tuple[int, int], zero: bool = False) -> Scale:
        """The scale that holds all the values, and nothing where it is asked to."""
        every = [*values, *([0] if zero else [])]
        low, high = min(every), max(every)
        return Scale(low, high if high > low else low + 1, *places)

    def at(self, value: int) -> int:
        """The place of a value, rounded down to a whole one."""
        return self.start + (value - self.low) * (self.end - self.start) // (self.high - self.low)


def step(low: int, high: int) -> int:
    """The round number of which at most `_STEPS` lie between two values: 1, 2 or 5 and zeros."""
    size = 1
    while True:
        for times in (1, 2, 5):
            if (high - low) <= _STEPS * times * size:
                return times * size
        size *= 10


def ticks(low: int, high: int) -> list[int]:
    """The multiples of the step from the low value to the high one."""
    by = step(low, high)
    return list(range(-(-low // by) * by, high + 1, by))
