"""The shape of what is paid, as charts: the curves of the search, and the steps of its tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ocdsl.incentives.engines.curves import Curve, curves
from ocdsl.incentives.subject import Subject
from ocdsl.model.amounts import Banded
from ocdsl.model.contract import Payment
from ocdsl.model.register import Chart

_STEEP = 3
"""A step of so many times the usual one is a jump."""
_FEWEST = 3
"""Points in a row without a change that are a stretch of their own."""


def charts(subject: Subject) -> tuple[Chart, ...]:
    """A chart of every value that money goes by, as far as it moves it."""
    moving = (curve for curve in curves(subject) if curve.moves)
    tables = (p for p in subject.contract.payments.values() if isinstance(p.price, Banded))
    found = (*(_of_curve(curve) for curve in moving), *(_of_table(subject, p) for p in tables))
    unique = {(chart.on, chart.of): chart for chart in reversed(found)}
    return tuple(reversed(unique.values()))


def _of_curve(curve: Curve) -> Chart:
    points = tuple(sorted((point.at, point.owed) for point in curve.points))
    return _marked(curve.block, curve.of, (curve.unit, curve.places), points)


def _of_table(subject: Subject, payment: Payment) -> Chart:
    """The amount of a table at both sides of each of its edges."""
    price = payment.price
    assert isinstance(price, Banded)
    points: list[tuple[int, int]] = []
    sign = -1 if payment.takes else 1
    end = max((b.low or b.high or 0) for b in price.bands) * 4 // 3
    for band in price.bands:
        low = (band.low or 0) + (band.low is not None and not band.low_included)
        high = end if band.high is None else band.high - (not band.high_included)
        points += [(low, sign * band.pence), (max(high, low + 1), sign * band.pence)]
    field = subject.contract.events[price.event.event.text].field(price.field)
    unit = f" {field.kind}" if field and field.kind in ("hours", "days") else f" {price.field}"
    of = f"the total of {price.field} in a {price.unit}"
    return _marked(payment.name, of, (unit, price.places), tuple(points))


def _marked(on: str, of: str, told: tuple[str, int], points: tuple[tuple[int, int], ...]) -> Chart:
    unit, places = told
    jumps = tuple(_jumps(points, places))
    return Chart(on, of, unit, places, points, jumps, tuple(_flats(points, places)))


def _jumps(points: Sequence[tuple[int, int]], places: int) -> Iterator[int]:
    """Where a smallest change of a measured value changes the money, or one more of a count does
    so by much more than the others."""
    changes = [abs(after[1] - before[1]) for before, after in pairwise(points)]
    for index, (before, after) in enumerate(pairwise(points), 1):
        change, near = changes[index - 1], after[0] - before[0] <= 1
        others = sorted(c for n, c in enumerate(changes, 1) if c and n != index)
        usual = others[len(others) // 2] if others else 0
        if change and near and (places or change > _STEEP * usual):
            yield index


def _flats(points: Sequence[tuple[int, int]], places: int) -> Iterator[tuple[int, int]]:
    first = 0
    for index in range(1, len(points) + 1):
        if index < len(points) and points[index][1] == points[first][1]:
            continue
        far = points[index - 1][0] - points[first][0]
        if far >= (2 if places else _FEWEST - 1):
            yield first, index - 1
        first = index
