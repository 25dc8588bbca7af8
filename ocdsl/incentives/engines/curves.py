"""Turns one value of a log through all that it may be, and sees what is paid at each: the shape.

A *dial* is a number that an event records, or how many of a group achieve what a rate counts. It is
turned to both sides of every threshold that the contract has for it, and half way between. Each
point of the curve is a log that the reference engine has paid, so caps and conditions are in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from attrs import frozen

from ocdsl.base.money import decimal_text
from ocdsl.incentives.cast import cast_of
from ocdsl.incentives.check import FOUND, SEARCHED, Finding, Row, Said, money_of
from ocdsl.incentives.engines.smaller import smaller
from ocdsl.incentives.scenes import Scene, crowd, group_size, singles, success_and_failure
from ocdsl.incentives.subject import Rows, Subject
from ocdsl.incentives.transforms.rows import changed
from ocdsl.ledger.decision import Decision
from ocdsl.model.amounts import BandedValue, ByParts
from ocdsl.model.contract import Clause, Contract, Field, Measure, Payment
from ocdsl.model.kinds import scaled
from ocdsl.model.nodes import nodes
from ocdsl.syntax import phrases as ph

_MOST_SCENES = 2
_FAR = 1_000
"""Whole units beyond the last threshold, where nothing limits a value."""


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
        return f"{decimal_text(point.at, self.places)}{self.unit}"

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


def curves(subject: Subject) -> tuple[Curve, ...]:
    """The shape of what is paid by every value that has thresholds, and by every rate."""
    return subject.once("curves", lambda: tuple(_curves(subject)))


def _curves(subject: Subject) -> Iterator[Curve]:
    for measure in subject.contract.measures.values():
        yield from _of_rate(subject, measure)
    for event in subject.contract.events.values():
        for field in event.fields:
            if field.places is None or field.name in cast_of(subject).traits:
                continue
            if edges := edges_of(subject.contract, field):
                yield from _of_field(subject, event.name, field, edges)


# ---- a number that an event records


def _of_field(subject: Subject, event: str, field: Field, edges: Sequence[int]) -> Iterator[Curve]:
    positions = _positions(field, edges)
    found = 0
    for scene in singles(subject):
        index = next((i for i, _ in scene.rows_of({event})), None)
        if index is None or found >= _MOST_SCENES:
            continue
        curve = _turned(scene, index, field, positions)
        if curve is not None and curve.moves:
            found += 1
            yield curve


def _turned(scene: Scene, index: int, field: Field, positions: Sequence[int]) -> Curve | None:
    subject, row = scene.subject, scene.rows[index]
    places = field.places or 0
    logs = [
        (at, changed(scene.rows, index, **{field.name: decimal_text(at, places)}) or scene.rows)
        for at in positions
    ]
    unit = "%" if field.kind == "percentage" else f" {field.name}"
    words = _Words(f"{field.name} at a {row['event']}", unit, places)
    return _curve(subject, logs, words, row)


@frozen
class _Words:
    of: str
    unit: str
    places: int


def _curve(
    subject: Subject, logs: Sequence[tuple[int, Rows]], words: _Words, row: Row
) -> Curve | None:
    """The curve of logs at growing positions, turned so that the last is paid best."""
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


def _positions(field: Field, edges: Sequence[int]) -> list[int]:
    """Both sides of every threshold, and half way between, within what the field may hold."""
    unit = 10 ** (field.places or 0)
    low, high = 0, max(edges) + _FAR * unit
    for word, limit in field.limits:
        if word in ("at least", "more than", "exactly"):
            low = limit + (word == "more than")
        if word in ("up to and including", "less than", "exactly"):
            high = limit - (word == "less than")
    near = {edge + by for edge in edges for by in (-1, 0, 1)}
    ends = sorted({low, high, *near})
    between = {(one + other) // 2 for one, other in pairwise(ends)}
    return sorted(x for x in {*ends, *between} if low <= x <= high)


def edges_of(contract: Contract, field: Field) -> list[int]:
    """Every constant that the contract compares a field with, and the limits of its tables."""
    found: set[int] = set()
    for payment in contract.payments.values():
        if isinstance(payment.price, BandedValue | ByParts):
            value = payment.price.value
            if isinstance(value, ph.FieldAt) and value.field.text == field.name:
                ends = ((b.low, b.high) for b in payment.price.bands)
                found |= {end for pair in ends for end in pair if end is not None}
    for test in _tests(contract):
        if test.value.field.text == field.name:
            found |= set(_constants(test, field))
    return sorted(found)


def _tests(contract: Contract) -> Iterator[ph.LimitTest]:
    asked = [p.when for p in contract.payments.values()]
    asked += [o.when for o in contract.outcomes.values()]
    picked = [o.achieved_on for o in contract.outcomes.values() if o.achieved_on]
    for part in (*asked, *(phrase.where for phrase in picked)):
        yield from (node for node in nodes(part) if isinstance(node, ph.LimitTest))


def _constants(test: ph.LimitTest, field: Field) -> Iterator[int]:
    for limit in test.limits:
        if isinstance(limit.value, ph.Number | ph.Money | ph.Percent):
            yield scaled(limit.value, field.places or 0)


# ---- how many of a group achieve


def _of_rate(subject: Subject, measure: Measure) -> Iterator[Curve]:
    size = group_size(measure)
    pair = success_and_failure(subject, measure)
    if size is None or pair is None:
        return
    moment = measure.moment.event.text
    logs = [
        (achieve, crowd(subject, [(pair[0], achieve), (pair[1], size - achieve)], moment))
        for achieve in range(size + 1)
    ]
    words = _Words(measure.title.lower(), f" of {size} people", 0)
    curve = _curve(subject, logs, words, logs[0][1][0])
    if curve is not None:
        yield curve


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

    alone = len({row["person"] for row in ends[0].rows}) < 2
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


def shaped(
    subject: Subject, wanted: Callable[[Curve], bool], find: Callable[[Curve], Finding | None]
) -> list[Said]:
    """What is said of each payment whose curves are wanted: one finding at most for each."""
    said: dict[str, Said] = {}
    for curve in curves(subject):
        if not (curve.moves and wanted(curve) and subject.about(curve.block)):
            continue
        finding = find(curve) if not said.get(curve.block, _NONE).findings else None
        found = said.get(curve.block, _NONE)
        detail = f"{curve.of}, at each of {len(curve.points)} values"
        tried = found.searched + len(curve.points)
        if finding:
            said[curve.block] = Said(curve.block, FOUND, detail, (finding,), tried)
        elif not found.findings:
            said[curve.block] = Said(curve.block, SEARCHED, detail, (), tried)
    return list(said.values())


_NONE = Said("", SEARCHED, "")
