"""Lowers the price of a payment: fixed, worked out or looked up; in whole pence, rounded once."""

from __future__ import annotations

from ocdsl.base.money import half_up
from ocdsl.model.amounts import BandedValue, Flat, Worked
from ocdsl.model.contract import Payment
from ocdsl.rules.lowering.phrases import Scope
from ocdsl.rules.lowering.values import PENCE, lower_value, rounded
from ocdsl.rules.operators import Arith, Compare, Lookup, NodeId


def amount_of(scope: Scope, payment: Payment, one: NodeId) -> NodeId:
    """The amount at the scope's frame, below nothing for a deduction.

    `one` is a condition that is true of every row that can have a line.
    """
    price, sign = payment.price, -1 if payment.takes else 1
    if isinstance(price, Flat):
        return scope.builder.add(
            Arith, "price", scope.clause, scope.frame, op="×", left=one, by=sign * price.pence
        )
    amount = _worked(scope, payment)
    if isinstance(amount, int):
        return scope.builder.add(
            Arith, "price", scope.clause, scope.frame, op="×", left=one, by=sign * amount
        )
    if sign == 1:
        return amount
    return scope.builder.add(
        Arith, "taken", scope.clause, scope.frame, op="×", left=amount, by=sign
    )


def known_amount(scope: Scope, amount: NodeId) -> NodeId:
    """The condition that an amount could be worked out: no part of it is missing."""
    return scope.builder.add(
        Compare, "amount-known", scope.clause, scope.frame, rel="present", left=amount,
        says="the amount can be worked out",
    )  # fmt: skip


def _worked(scope: Scope, payment: Payment) -> NodeId | int:
    """The amount at each row; in pence where it is one number for all of them."""
    price = payment.price
    if isinstance(price, BandedValue):
        return scope.builder.add(
            Lookup, "price", scope.clause, scope.frame,
            of=lower_value(scope, price.value).node, bands=price.bands, result="pence",
            says="a price in the table",
        )  # fmt: skip
    assert isinstance(price, Worked)
    value = lower_value(scope, price.value)
    if not value.node:
        return max(half_up(value.constant * PENCE, value.scale), 0)
    amount = rounded(scope, value, PENCE, "amount").node
    # A payment never takes and a deduction never pays: below nothing is nothing.
    return scope.builder.add(
        Arith, "amount-or-nothing", scope.clause, scope.frame, op="max", left=amount, by=0
    )
