"""Band tables as intervals: the cuts between rows, and what a table leaves uncovered (law 14).

A cut is a place between two values: `(v, 0)` just before the value v, `(v, 1)` just after it. An
interval runs from one cut to another, so boundaries that do and do not count themselves compare
as plain pairs. Values are scaled whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ocdsl.model.kinds import scaled
from ocdsl.syntax import phrases as ph

Cut = tuple[int, int]
Interval = tuple[Cut, Cut]

END = 10**30
"""Beyond any value a contract can write: the open ends of a domain."""

WHOLE: Interval = ((-END, 0), (END, 0))


def interval(limits: Iterable[tuple[str, int]]) -> Interval:
    """The values that every one of the limits allows; empty (start not before end) when none."""
    start, end = WHOLE
    for word, value in limits:
        if word in ("at least", "more than", "exactly"):
            start = max(start, (value, int(word == "more than")))
        if word in ("less than", "up to and including", "exactly"):
            end = min(end, (value, int(word != "less than")))
    return start, end


def scaled_limits(limits: Iterable[ph.Limit], places: int) -> list[tuple[str, int]]:
    """Limits with their values as whole numbers of the smallest unit; other values are left out."""
    return [
        (limit.word, scaled(limit.value, places))
        for limit in limits
        if isinstance(limit.value, ph.Money | ph.Percent | ph.Number | ph.Day)
    ]


def in_steps(span: Interval, step: int = 1) -> Interval:
    """The same interval where only multiples of a step occur: every cut stands just before one."""
    (a, after_a), (b, after_b) = span
    return (_next_step(a + after_a, step), 0), (_next_step(b + after_b, step), 0)


def _next_step(value: int, step: int) -> int:
    """The first multiple of a step that is not below a value; an open end stays one."""
    return value if abs(value) >= END else -(-value // step) * step


def least_and_most(limits: Iterable[tuple[str, int]]) -> tuple[int | None, int | None]:
    """The least and the most whole number that limits allow; None where nothing limits it."""
    (low, _), (high, _) = in_steps(interval(limits))
    return (None if low <= -END else low), (None if high >= END else high - 1)


def is_empty(span: Interval) -> bool:
    """Whether no value lies in the interval."""
    return span[0] >= span[1]


def uncovered(domain: Interval, rows: Sequence[Interval]) -> list[Interval]:
    """The parts of the domain that no row covers, in order."""
    gaps: list[Interval] = []
    reached = domain[0]
    for start, end in sorted(row for row in rows if not is_empty(row)):
        if start > reached:
            gaps.append((reached, min(start, domain[1])))
        reached = max(reached, end)
    gaps.append((reached, domain[1]))
    return [gap for gap in gaps if not is_empty(gap)]


def total_domain(limits: Iterable[tuple[str, int]]) -> Interval:
    """Every total that one value or more within the limits can have, in whole steps.

    Values of more than 0 have a total of more than 0, without a limit above.
    """
    start, end = in_steps(interval(limits))
    return (
        start if start >= (0, 0) else WHOLE[0],
        end if end <= (1, 0) else WHOLE[1],
    )


def overlap(one: Interval, other: Interval) -> Interval:
    """The values that lie in both intervals; empty when none do."""
    return max(one[0], other[0]), min(one[1], other[1])


def ends(span: Interval) -> tuple[int | None, bool, int | None, bool]:
    """An interval as low, whether low counts, high, whether high counts; None is no limit."""
    (low, after_low), (high, after_high) = span
    return (
        None if low == -END else low,
        low != -END and after_low == 0,
        None if high == END else high,
        high != END and after_high == 1,
    )
