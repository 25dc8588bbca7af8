"""What a payment comes to at each value of what it is graded by: tables as curves of exact points.

An edge of a table has a point on both sides of it, a smallest unit apart: a jump is told from a
slope by that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from attrs import frozen

from ocdsl.base.money import allocate, half_up
from ocdsl.model.amounts import Band, Banded, BandedValue, ByParts, Withholding
from ocdsl.model.contract import Contract, Payment

_STEEP = 3
"""A step of so many times the usual one is a jump."""
_FEWEST = 3
"""Points in a row without a change that are a stretch of their own."""
_WHOLE = 10_000  # a percentage in hundredths, or a rate in ten-thousandths: all of it
A_HUNDRED_POUNDS = 10_000

Points = tuple[tuple[int, int], ...]


@frozen
class Shape:
    """Where a curve jumps, and where it is flat; both by places among its points."""

    jumps: tuple[int, ...]
    flats: tuple[tuple[int, int], ...]


@frozen
class Graded:
    """One table of a payment: each value in its smallest unit, and the pence that it gives."""

    payment: str
    by: Literal["total", "value", "measure"]
    """A total of events in a period, a value of each subject, or a measure that releases money."""
    kind: str
    """Of the value: `hours`, `percentage`, `money` or another."""
    places: int
    points: Points
    whole: int = 0
    """Of a measure: the pence of which it releases a part."""

    @property
    def shape(self) -> Shape:
        """Its jumps and its flat stretches."""
        return shape_of(self.points, self.places)


def graded(contract: Contract, payment: Payment) -> Iterator[Graded]:
    """Each table by which a payment is graded, as a curve."""
    price = payment.price
    if isinstance(price, Banded):
        declared = contract.events[price.event.event.text].field(price.field)
        kind = declared.kind if declared else ""
        yield Graded(payment.name, "total", kind, price.places, _steps(price.bands, kind))
    elif isinstance(price, BandedValue):
        points = _steps(price.bands, price.kind)
        yield Graded(payment.name, "value", price.kind, price.places, points)
    elif isinstance(price, ByParts):
        points = _parts(price)
        yield Graded(payment.name, "value", price.kind, price.places, points)
    if payment.withholding is not None:
        whole = _withheld(payment, payment.withholding)
        points = _released(payment.withholding.bands, whole)
        yield Graded(payment.name, "measure", "percentage", 2, points, whole)


def _steps(bands: Sequence[Band], kind: str) -> Points:
    """The same amount from one side of a band to the other."""
    points: list[tuple[int, int]] = []
    for band, (low, high) in zip(bands, _sides(bands, kind), strict=True):
        points += [(low, band.pence), (high, band.pence)]
    return tuple(dict.fromkeys(points))


def _parts(price: ByParts) -> Points:
    """What all parts up to a value come to, at every edge."""
    points, total = [(_sides(price.bands, price.kind)[0][0], Fraction(0))], Fraction(0)
    for band, (low, high) in zip(price.bands, _edges(price.bands, price.kind), strict=True):
        rate = Fraction(*band.share) if price.kind == "money" else (
            Fraction(band.pence, 10**price.places)
        )  # fmt: skip
        part = rate * (high - low)
        if band.most is not None and rate:
            full = low + Fraction(band.most * rate.denominator, rate.numerator)
            part = min(part, Fraction(band.most))
            if full < high or band.high is None:
                points.append((int(full), total + band.most))
                part = Fraction(band.most)
        total += part
        points.append((max(high, points[-1][0] + 1), total))
    return tuple((x, half_up(y.numerator, y.denominator)) for x, y in dict.fromkeys(points))


def _released(bands: Sequence[Band], whole: int) -> Points:
    """What is released at both sides of each row; a straight line is drawn by its neighbours."""
    points: list[tuple[int, int]] = []
    for index, (band, (low, high)) in enumerate(
        zip(bands, _sides(bands, "percentage"), strict=True)
    ):
        if band.straight:
            before, after = (Fraction(*bands[index + by].share) for by in (-1, 1))
            points += [(band.low or 0, _part(whole, before)), (band.high or 0, _part(whole, after))]
        else:
            share = Fraction(*band.share)
            points += [(low, _part(whole, share)), (high, _part(whole, share))]
    return tuple(sorted(dict.fromkeys(points), key=lambda point: point[0]))


def _part(whole: int, share: Fraction) -> int:
    part = whole * share
    return half_up(part.numerator, part.denominator)


def _withheld(payment: Payment, held: Withholding) -> int:
    """What is withheld of a fixed price; of any other, a hundred pounds."""
    if payment.fixed_pence is None:
        return A_HUNDRED_POUNDS
    share, of = held.share
    return allocate(payment.fixed_pence, (of - share, share))[1]


def _edges(bands: Sequence[Band], kind: str) -> list[tuple[int, int]]:
    """Where each band begins and ends, the open ends closed at a value that shows them."""
    ends = [edge for band in bands for edge in (band.low, band.high) if edge is not None]
    least, most = min(ends, default=0), max(ends, default=_WHOLE)
    beyond = max((most - min(least, 0)) // 3, 1)
    first = 0 if least > 0 else least - (0 if least == 0 else beyond)
    last = _WHOLE if kind == "percentage" and most < _WHOLE else most + beyond
    return [(first if b.low is None else b.low, last if b.high is None else b.high) for b in bands]


def _sides(bands: Sequence[Band], kind: str) -> list[tuple[int, int]]:
    """The first and the last value that lie in each band."""
    return [
        (low + (b.low is not None and not b.low_included),
         high - (b.high is not None and not b.high_included))
        for b, (low, high) in zip(bands, _edges(bands, kind), strict=True)
    ]  # fmt: skip


# ---- the shape of any curve


def shape_of(points: Points, places: int) -> Shape:
    """Where a curve jumps and where it is flat."""
    return Shape(tuple(_jumps(points, places)), tuple(_flats(points, places)))


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
