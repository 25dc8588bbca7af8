"""The numbers that are turned to see what is paid at each value: recorded ones, and of people.

A number that an event records, how many of a group achieve what a rate counts, and how many there
are of what is paid by their number. Each is turned to both sides of every threshold that the
contract has for it, and half way between.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from ocdsl.base.money import decimal_text
from ocdsl.incentives.cast import cast_of
from ocdsl.incentives.check import FOUND, SEARCHED, Finding, Said
from ocdsl.incentives.engines.curves import Curve, Words, curve_of
from ocdsl.incentives.engines.lives import lives_of
from ocdsl.incentives.scenes import Scene, crowd, group_size, singles, success_and_failure
from ocdsl.incentives.subject import Subject
from ocdsl.incentives.transforms.rows import changed
from ocdsl.model.amounts import Band, BandedValue, ByParts
from ocdsl.model.bands import least_and_most
from ocdsl.model.contract import Contract, Field, Measure, Payment
from ocdsl.model.kinds import scaled
from ocdsl.model.nodes import nodes
from ocdsl.model.told import told
from ocdsl.syntax import phrases as ph

_MOST_SCENES = 2
_MOST_PEOPLE = 600
"""A number that turns only beyond so many is not turned: each point is a log of all of them."""

_FAR = 1_000
"""Whole units beyond the last threshold, where nothing limits a value."""


def curves(subject: Subject) -> tuple[Curve, ...]:
    """The shape of what is paid by every value that has thresholds, and by every rate."""
    return subject.once("curves", lambda: tuple(_curves(subject)))


def _curves(subject: Subject) -> Iterator[Curve]:
    for measure in subject.contract.measures.values():
        yield from _of_rate(subject, measure)
    for payment in subject.contract.payments.values():
        yield from _of_number(subject, payment)
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
    words = Words(told("{field} at {event:a}", field=field.name, event=row["event"]), unit, places)
    return curve_of(subject, logs, words, row)


def _positions(field: Field, edges: Sequence[int]) -> list[int]:
    """Both sides of every threshold, and half way between, within what the field may hold."""
    unit = 10 ** (field.places or 0)
    least, most = least_and_most(field.limits)
    low = 0 if least is None else least
    high = max(edges) + _FAR * unit if most is None else most
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
    words = Words(measure.title.lower(), told(" of {size} people", size=size), 0)
    curve = curve_of(subject, logs, words, logs[0][1][0])
    if curve is not None:
        yield curve


# ---- how many there are of what is paid by their number


def _of_number(subject: Subject, payment: Payment) -> Iterator[Curve]:
    """What is paid by band of `the number of` an outcome: as many people as each limit is of."""
    price = payment.price
    if not isinstance(price, BandedValue | ByParts) or not isinstance(price.value, ph.NumberOf):
        return
    outcome = subject.contract.outcomes.get(price.value.of.text)
    positions = _numbers(price.bands, isinstance(price, ByParts))
    lives = lives_of(subject, outcome.name) if outcome and positions else None
    if outcome is None or lives is None:
        return
    one = lives.achieved
    logs = [(at, crowd(subject, [(one, at)], one[0]["event"])) for at in positions]
    curve = curve_of(
        subject,
        logs,
        Words(told("people who achieve {outcome}", outcome=outcome.name), " people", 0),
        one[0],
    )
    if curve is not None:
        yield curve


def _numbers(bands: Sequence[Band], parts: bool) -> list[int]:
    """Nobody, both sides of each limit and of where a row is paid in full, and half way between."""
    edges = {end for band in bands for end in (band.low, band.high) if end is not None}
    if parts:
        full = ((band, band.low or 0) for band in bands if band.most is not None and band.pence)
        edges |= {low + -(-(band.most or 0) // band.pence) for band, low in full}
    if not edges or max(edges) > _MOST_PEOPLE:
        return []
    ends = sorted({0, *(edge + by for edge in edges for by in (-1, 0, 1)), max(edges) + 10})
    between = {(one + other) // 2 for one, other in pairwise(ends)}
    return sorted(at for at in {*ends, *between} if at >= 0)


# ---- what is said of them


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
