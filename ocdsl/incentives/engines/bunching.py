"""Finds more than there should be just past an edge: a density test on equal steps beside it.

Steps are counted from an edge: 0 is the first step on the side that gains, 1 the next one further
in, -1 the last one before the edge. Where nobody arranges anything, what lands in step 0 lands as
readily in the steps beside it. A density that rises or falls of itself, stops at the edge, or goes
by the day of the week must not look like bunching, so step 0 is compared with the steps further in,
with those on both sides and, of days, with the same day of earlier weeks: the least telling counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import partial

from attrs import frozen

from ocdsl.events.rows import Event
from ocdsl.incentives.detector import MOST_EVENTS, Place
from ocdsl.incentives.engines.luck import at_most_by_luck
from ocdsl.model.contract import Clause

FEWEST = 20
"""People beside an edge, with fewer of whom nothing is said."""
_FEWEST_ON_IT = 8
_WEEK = 7
_HALVES_MORE = 3
"""So many halves of what is expected matter, however many people there are."""

Steps = Mapping[int, Sequence[Event]]


@frozen
class Edge:
    """An edge that money or the count turns on."""

    what: str
    """What is counted just past it, in words."""
    beside: str
    """What the steps are, as `days before it`."""
    clause: Clause
    inside: int
    """Steps further in that it is compared with, where there are as many."""
    outside: int
    """Steps on the other side."""
    days: bool = False
    """Whether the steps are days."""


def bunched(edge: Edge, provider: str, steps: Steps) -> Place | None:
    """What is just past an edge, of one provider; None when there are too few people beside it."""
    count = {step: len(events) for step, events in steps.items()}
    seen = count.get(0, 0)
    sums = [(len(g), sum(count.get(s, 0) for s in g)) for g in _beside(edge) if len(g) > 1]
    if not sums or seen + max(total for _, total in sums) < FEWEST:
        return None
    expected = max(Fraction(total, size) for size, total in sums)
    widest = max(seen + total for _, total in sums)
    return Place(
        provider=provider,
        what=edge.what,
        clause=edge.clause,
        seen=seen,
        of=widest,
        expected=expected,
        plainly=seen >= _FEWEST_ON_IT and 2 * seen >= _HALVES_MORE * expected,
        chance=partial(_chance, seen, tuple(sums)),
        beside=_said(edge, count),
        events=tuple(event.event_id for event in steps.get(0, ())[:MOST_EVENTS]),
    )


def _beside(edge: Edge) -> list[list[int]]:
    """The steps that step 0 is compared with, one list for each way."""
    further, before = range(1, edge.inside + 1), range(-edge.outside, 0)
    ways = [list(further), [*before, *range(1, edge.outside + 1)]]
    if edge.days:
        ways.append([step for step in further if step % _WEEK == 0])
        ways[0] = [step for step in further if step < 2 * _WEEK]
    return ways


def _chance(seen: int, sums: Sequence[tuple[int, int]]) -> Fraction:
    """How likely as many are in one step of so many, by the way that makes it likeliest."""
    return max(at_most_by_luck(seen, seen + total, Fraction(1, size + 1)) for size, total in sums)


def _said(edge: Edge, count: Mapping[int, int]) -> str:
    near = [str(count.get(step, 0)) for step in range(1, min(edge.inside, 4) + 1)]
    past = [str(count.get(-step, 0)) for step in range(1, 3)]
    return f"{edge.beside}: {', '.join(near)} further in; {' and '.join(past)} on the other side"


# ---- steps of a value


def step_of(values: Sequence[int], most_steps: int = 40) -> int:
    """How wide a step is, so that values rounded by people fill the steps alike.

    The largest round number of which two in three values are multiples; more of it where the
    values between the first tenth and the last would take more steps than that.
    """
    ordered = sorted(values)
    rounded = next(
        step for step in _ROUND if 3 * sum(value % step == 0 for value in values) >= 2 * len(values)
    )
    spread = ordered[len(ordered) * 9 // 10] - ordered[len(ordered) // 10]
    times = -(-spread // (rounded * most_steps))
    return rounded * max(times, 1)


_ROUND: list[int] = sorted(
    {n * int(10**power) for power in range(8) for n in (1, 5, 25)}, reverse=True
)


def by_step(
    rows: Sequence[tuple[int, Event]], step: Callable[[int], int]
) -> dict[str, dict[int, list[Event]]]:
    """Values with their events, by provider and then by step."""
    found: dict[str, dict[int, list[Event]]] = defaultdict(lambda: defaultdict(list))
    for value, event in rows:
        found[event.provider][step(value)].append(event)
    return found
