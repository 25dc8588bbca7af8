"""Lowers the price of a payment: fixed, worked out or looked up; in whole pence, rounded once."""

from __future__ import annotations

from math import lcm

from attrs import evolve, frozen

from ocdsl.base.money import half_up
from ocdsl.model.amounts import Band, BandedValue, ByParts, Flat, Worked
from ocdsl.model.contract import Payment
from ocdsl.rules.lowering.arithmetic import (
    PENCE,
    Held,
    at_least,
    at_most,
    part_of,
    product_of,
    rounded,
    sum_of,
)
from ocdsl.rules.lowering.counted import periods_counted
from ocdsl.rules.lowering.phrases import Scope
from ocdsl.rules.lowering.values import looked_up, lower_value
from ocdsl.rules.operators import Arith, Compare, NodeId, Round


def amount_of(scope: Scope, payment: Payment, one: NodeId) -> NodeId:
    """The amount at the scope's frame, below nothing for a deduction.

    `one` is a condition that is true of every row that can have a line.
    """
    price, sign = payment.price, -1 if payment.takes else 1
    if isinstance(price, Flat):
        fixed = scope.builder.add(
            Arith, "price", scope.clause, scope.frame, op="×", left=one, by=sign * price.pence
        )
        return kept_of(scope, payment, fixed)
    amount = _worked(scope, payment)
    if isinstance(amount, int):
        return scope.builder.add(
            Arith, "price", scope.clause, scope.frame, op="×", left=one, by=sign * amount
        )
    return taken_of(scope, payment, amount)


def taken_of(scope: Scope, payment: Payment, amount: NodeId) -> NodeId:
    """What a line comes to: the amount of a payment, and that much below nothing of a deduction."""
    return _signed(scope, "taken", amount) if payment.takes else amount


def kept_of(scope: Scope, payment: Payment, price: NodeId) -> NodeId:
    """What is paid of a price in pence: not what would have happened anyway, rounded once (E6)."""
    if "less" not in payment.clauses:
        return price
    scope = evolve(scope, clause=payment.clauses["less"])
    return rounded(scope, part_of(scope, Held(price, 1), payment.kept), 1, "kept").node


@frozen
class Exact:
    """An amount in whole parts of a penny."""

    node: NodeId
    per_penny: int


def exact_of(scope: Scope, payment: Payment, pence: NodeId) -> Exact:
    """The amount before its rounding, where statements are rounded and not lines (ruling E7)."""
    if not scope.builder.contract.rounds_statements:
        return Exact(pence, 1)
    found = _unrounded(scope, payment, pence)
    if found.scale == 1:
        return Exact(pence, 1)
    if payment.takes:
        found = evolve(found, node=_signed(scope, "exact-taken", found.node))
    return Exact(found.node, found.scale)


def _unrounded(scope: Scope, payment: Payment, pence: NodeId) -> Held:
    """The amount held in parts of a penny, above nothing; in pence where it is always whole."""
    kept, of = payment.kept
    price = payment.price
    if isinstance(price, Worked | ByParts) or (isinstance(price, BandedValue) and price.limits):
        value = _value(scope, payment, price)
        if not value.node:
            return _constant(scope, value, payment.kept, pence)
        scale = lcm(value.scale, PENCE)
        value = Held(_times_by(scope, value.node, kept * scale // value.scale), of * scale // PENCE)
        above = scope.builder.add(
            Arith, "exact-or-nothing", scope.clause, scope.frame, op="max", left=value.node, by=0
        )
        return evolve(value, node=above)
    if of == 1:
        return Held(pence, 1)
    return Held(_times_by(scope, _price(scope, pence), kept), of)


def _constant(scope: Scope, value: Held, part: tuple[int, int], pence: NodeId) -> Held:
    """One amount for every row, such as a rate of a card: times the condition of its row."""
    one, scale = scope.builder.nodes[pence], lcm(value.scale, PENCE)
    assert isinstance(one, Arith)
    node = scope.builder.add(
        Arith, "exact", scope.clause, scope.frame, op="×", left=one.left,
        by=max(value.constant * (scale // value.scale) * part[0], 0),
    )  # fmt: skip
    return Held(node, part[1] * scale // PENCE)


def _price(scope: Scope, kept: NodeId) -> NodeId:
    """The price in pence of which an amount is a part: what is divided first."""
    node = scope.builder.nodes[kept]
    while not (isinstance(node, Arith) and node.op == "÷"):
        below = node.of if isinstance(node, Round) else getattr(node, "left", None)
        assert below is not None
        node = scope.builder.nodes[below]
    return node.left


def _times_by(scope: Scope, node: NodeId, by: int) -> NodeId:
    return node if by == 1 else scope.builder.add(
        Arith, f"exact-times-{by}", scope.clause, scope.frame, op="×", left=node, by=by
    )  # fmt: skip


def _signed(scope: Scope, hint: str, node: NodeId) -> NodeId:
    return scope.builder.add(Arith, hint, scope.clause, scope.frame, op="×", left=node, by=-1)


def _value(scope: Scope, payment: Payment, price: Worked | ByParts | BandedValue) -> Held:
    """A price at the scope's frame, between its limits."""
    match price:
        case Worked():
            found = lower_value(scope, price.value)
            if price.counted is not None:
                found = product_of(scope, found, periods_counted(scope, price.counted))
        case ByParts():
            found = _parts(scope, price)
        case BandedValue():
            found = looked_up(scope, price)
    for limit in price.limits:
        at_limit = evolve(scope, clause=payment.clauses[limit.word])
        bound = at_most if limit.word == "at most" else at_least
        found = bound(at_limit, found, lower_value(at_limit, limit.value))
    return found


def _parts(scope: Scope, price: ByParts) -> Held:
    """The sum of the parts: what lies in each row, times the row's rate, up to its limit."""
    value, low, found = lower_value(scope, price.value), 0, None
    for band in price.bands:
        high = _high(band, price.places)
        part = _between(scope, value, low, high)
        money = price.kind == "money"
        rate = Held("", band.share[1], constant=band.share[0]) if money else (
            Held("", PENCE, constant=band.pence)
        )  # fmt: skip
        amount = product_of(scope, part, rate)
        if band.most is not None:
            amount = at_most(scope, amount, Held("", PENCE, constant=band.most))
        found = amount if found is None else sum_of(scope, found, amount)
        low = low if high is None else high
    assert found is not None
    return found


def _high(band: Band, places: int) -> int | None:
    """Where a row ends: whole units that are `less than 371` end with the 370th."""
    if band.high is None or band.high_included or places:
        return band.high
    return band.high - 1


def _between(scope: Scope, value: Held, low: int, high: int | None) -> Held:
    """How much of a value lies between two limits; none below nothing."""
    above = at_least(scope, value, Held("", value.scale, constant=low))
    inside = above if high is None else (
        at_most(scope, above, Held("", value.scale, constant=high))
    )  # fmt: skip
    return sum_of(scope, inside, Held("", value.scale, constant=-low)) if low else inside


def known_amount(scope: Scope, amount: NodeId) -> NodeId:
    """The condition that an amount could be worked out: no part of it is missing."""
    return scope.builder.add(
        Compare, "amount-known", scope.clause, scope.frame, rel="present", left=amount,
        says=scope.builder.words("the amount can be worked out"),
    )  # fmt: skip


def _worked(scope: Scope, payment: Payment) -> NodeId | int:
    """The amount at each row; in pence where it is one number for all of them."""
    price = payment.price
    if isinstance(price, BandedValue) and not price.limits:
        return kept_of(scope, payment, looked_up(scope, price).node)
    assert isinstance(price, Worked | ByParts | BandedValue)
    exact, (kept, of) = _value(scope, payment, price), payment.kept
    if not exact.node:
        return max(half_up(exact.constant * PENCE * kept, exact.scale * of), 0)
    if "less" in payment.clauses:
        exact = part_of(evolve(scope, clause=payment.clauses["less"]), exact, payment.kept)
    amount = rounded(scope, exact, PENCE, "amount").node
    # A payment never takes and a deduction never pays: below nothing is nothing.
    return scope.builder.add(
        Arith, "amount-or-nothing", scope.clause, scope.frame, op="max", left=amount, by=0
    )
