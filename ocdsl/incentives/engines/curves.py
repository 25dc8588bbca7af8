"""The shape of what is paid: a value turned through all that it may be, and the money at each.

Each point of a curve is a log that the reference engine has paid, so caps and conditions are in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from attrs import frozen

from ocdsl.base.money import decimal_text
from ocdsl.incentives.check import Finding, Row, money_of
from ocdsl.incentives.engines.smaller import smaller
from ocdsl.incentives.subject import Rows, Subject
from ocdsl.ledger.decision import Decision
from ocdsl.model.contract import Clause, Payment
from ocdsl.model.told import told


@frozen
class Point:
    """One position of a dial, and what its log pays the provider; pence."""

    at: int
    rows: Rows
    owed: int


@frozen
class Curve:
    """What is paid at each position of a dial, from the worst to the best."""

    block: str
    """The payment whose money moves most with the dial."""
    of: str
    """What is turned, in words: `score of a case-scored`."""
    unit: str
    """What stands behind a number: `%`, ` hours`, ` of 30 people`."""
    places: int
    gainer: str
    points: tuple[Point, ...]
    clause: Clause

    takes: bool
    """Whether the block is a deduction."""

    def says(self, point: Point) -> str:
        """A position in words."""
        at = decimal_text(point.at, self.places)
        return told("{at}{unit}", at=at, unit=self.unit)

    @property
    def bottom(self) -> tuple[Point, ...]:
        """The points from the worst up to the first rise; all of them when there is none."""
        return self._level(self.points)

    @property
    def top(self) -> tuple[Point, ...]:
        """The points from the last rise up to the best; all of them when there is none."""
        return tuple(reversed(self._level(tuple(reversed(self.points)))))

    @staticmethod
    def _level(points: tuple[Point, ...]) -> tuple[Point, ...]:
        count = next((n for n, p in enumerate(points) if p.owed != points[0].owed), len(points))
        return points[:count]

    @property
    def steps(self) -> Iterator[tuple[Point, Point]]:
        """Each point with the next better one."""
        return pairwise(self.points)

    def is_wide(self, one: Point, other: Point) -> bool:
        """Whether two positions are apart by more than the least that can be told from a limit."""
        return abs(one.at - other.at) >= (2 if self.places else 1)

    @property
    def moves(self) -> bool:
        """Whether anything is paid for turning the dial."""
        return any(one.owed != other.owed for one, other in self.steps)


@frozen
class Words:
    """How a curve is told: what is turned, what stands behind a number, and its places."""

    of: str
    unit: str
    places: int


def curve_of(
    subject: Subject, logs: Sequence[tuple[int, Rows]], words: Words, row: Row
) -> Curve | None:
    """The curve of logs at growing positions, turned so that the last is paid best.

    It is that of the provider of `row`; the first of the contract where the row has none.
    """
    provider = row["provider"] or subject.contract.providers[0]
    paid = [(at, rows, subject.pay(rows)) for at, rows in logs]
    points = [Point(at, rows, money_of(p.decisions, provider)) for at, rows, p in paid if p]
    if len(points) < 2:
        return None
    if points[0].owed > points[-1].owed:
        points.reverse()
    ends = [p.decisions for point in (points[0], points[-1]) if (p := subject.pay(point.rows))]
    block = _moved_most(subject, ends[0], ends[1])
    if block is None:
        return None
    return Curve(
        block.name, words.of, words.unit, words.places, provider, tuple(points),
        block.clauses.get("pays") or block.clauses.get("takes") or block.clause, block.takes,
    )  # fmt: skip


def _moved_most(
    subject: Subject, low: Sequence[Decision], high: Sequence[Decision]
) -> Payment | None:
    sums: dict[str, int] = {}
    for sign, decisions in ((-1, low), (1, high)):
        for d in decisions:
            amount = money_of([d], d.provider or "")
            sums[d.payment] = sums.get(d.payment, 0) + sign * amount
    names = sorted(sums, key=lambda name: (-abs(sums[name]), name))
    return next((p for n in names if (p := subject.contract.payments.get(n))), None)


# ---- points of a curve as a finding


def level(subject: Subject, curve: Curve, ends: tuple[Point, Point, Point], story: str) -> Finding:
    """Two positions that are paid alike; the third is paid otherwise, so that it is no accident.

    What is not needed for that is left out of the logs.
    """
    logs = [_by_id(point.rows) for point in ends]

    def shows(rows: Rows) -> bool:
        ids = [row["event_id"] for row in rows]
        owed = [_owed(subject, curve, [log[i] for i in ids if i in log]) for log in logs]
        return None not in owed and owed[0] == owed[1] != owed[2]

    alone = all(len({row["person"] for row in point.rows}) < 2 for point in ends)
    kept = smaller(ends[0].rows, shows) if alone else ends[0].rows
    ids = {row["event_id"] for row in kept}
    before, after = (
        subject.played(tuple(row for row in point.rows if row["event_id"] in ids or not alone))
        for point in ends[:2]
    )
    return Finding(
        on=curve.block,
        where="",
        clause=curve.clause,
        gainer=curve.gainer,
        story=story,
        before=before,
        after=after,
        nothing_for="the better result",
    )


def _by_id(rows: Rows) -> dict[str, Row]:
    return {row["event_id"]: row for row in rows}


def _owed(subject: Subject, curve: Curve, rows: Sequence[Row]) -> int | None:
    paid = subject.pay(tuple(rows))
    return None if paid is None else money_of(paid.decisions, curve.gainer)


Story = Callable[[Point, Point, Point], str]
"""Tells of a level stretch: its two ends, and the nearest point that is paid otherwise."""


def worst_level(subject: Subject, curve: Curve, story: Story) -> Finding | None:
    """The stretch from the worst value up to just below the first that is paid more."""
    low, high = curve.bottom[0], curve.bottom[-1]
    if not curve.is_wide(low, high):
        return None
    ends = (low, high, curve.points[len(curve.bottom)])
    return level(subject, curve, ends, story(*ends))


def middle_level(subject: Subject, curve: Curve, story: Story) -> Finding | None:
    """The widest stretch that is paid alike between a worse and a better paid one."""
    starts = [n for n, (one, other) in enumerate(curve.steps, 1) if one.owed != other.owed]
    stretches = [
        (curve.points[a], curve.points[b - 1], curve.points[b]) for a, b in pairwise(starts)
    ]
    wide = [ends for ends in stretches if curve.is_wide(*ends[:2])]
    if not wide:
        return None
    ends = max(wide, key=lambda ends: abs(ends[1].at - ends[0].at))
    return level(subject, curve, ends, story(*ends))


def best_level(subject: Subject, curve: Curve, story: Story) -> Finding | None:
    """The stretch from the first value that is paid best up to the best."""
    low, high = curve.top[0], curve.top[-1]
    if not curve.is_wide(low, high):
        return None
    ends = (low, high, curve.points[-len(curve.top) - 1])
    return level(subject, curve, ends, story(*ends))
