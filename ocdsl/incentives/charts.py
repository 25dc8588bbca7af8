"""The shape of what is paid, as charts: the curves of the search, and the steps of its tables."""

from __future__ import annotations

from ocdsl.incentives.engines.curves import Curve
from ocdsl.incentives.engines.dials import curves
from ocdsl.incentives.subject import Subject
from ocdsl.model.amounts import Banded
from ocdsl.model.contract import Payment
from ocdsl.model.graded import shape_of
from ocdsl.model.register import Chart
from ocdsl.model.told import told


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
    of = told("the total of {field} in a {unit}", field=price.field, unit=price.unit)
    return _marked(payment.name, of, (unit, price.places), tuple(points))


def _marked(on: str, of: str, told: tuple[str, int], points: tuple[tuple[int, int], ...]) -> Chart:
    unit, places = told
    shape = shape_of(points, places)
    return Chart(on, of, unit, places, points, shape.jumps, shape.flats)
