"""Tables as curves: each edge has a point on both sides, worked out by hand."""

from __future__ import annotations

from ocdsl.model.amounts import Band, ByParts
from ocdsl.model.contract import Payment
from ocdsl.model.graded import Graded, graded, shape_of
from ocdsl.syntax import phrases as ph
from tests.specification import made


def payment(price: object) -> Graded:
    """The one curve of the start fee, with another price."""
    from attrs import evolve

    contract = made.contract()
    changed: Payment = evolve(contract.payments["start-fee"], price=price)
    (curve,) = graded(contract, changed)
    return curve


def test_parts_at_their_own_rates_add_up_from_edge_to_edge() -> None:
    """£10.00 for each of the first 5 hours, £20.00 for each after, which come to £60.00 at most.

    5 hours are £50.00; the limit is reached after 3 hours more: £110.00 at 8 hours.
    """
    bands = (
        Band(None, False, 500, True, pence=1_000),
        Band(500, False, None, False, pence=2_000, most=6_000),
    )
    value = ph.FieldAt(ph.Name("hours"))
    curve = payment(ByParts(value, "hours", 2, bands))
    assert curve.points[:3] == ((0, 0), (500, 5_000), (800, 11_000))


def test_a_smallest_change_of_a_measured_value_that_moves_money_is_a_jump() -> None:
    shape = shape_of(((0, 0), (100, 0), (101, 500), (200, 500)), places=2)
    assert shape.jumps == (2,) and shape.flats == ((0, 1), (2, 3))


def test_a_slope_is_neither() -> None:
    shape = shape_of(((0, 0), (100, 500)), places=2)
    assert shape.jumps == () and shape.flats == ()
