"""Lowers what is paid or taken for each provider, each period, or the contract."""

from __future__ import annotations

from attrs import evolve

from ocdsl.base.calendar import Lag
from ocdsl.model.contract import Payment
from ocdsl.rules.frames import wide_frame
from ocdsl.rules.lowering.amounts import amount_of, exact_of, known_amount
from ocdsl.rules.lowering.builder import Builder
from ocdsl.rules.lowering.days import shift
from ocdsl.rules.lowering.payments import PaymentNodes, when_tests
from ocdsl.rules.lowering.phrases import Scope
from ocdsl.rules.lowering.pools import lower_pool
from ocdsl.rules.lowering.totals import own_period, row_has
from ocdsl.rules.meant import PHRASE
from ocdsl.rules.operators import Compare, NodeId
from ocdsl.syntax import phrases as ph


def lower_wide(builder: Builder, payment: Payment) -> PaymentNodes:
    """A line for each row of the grain that has begun; earned when it has ended, or later.

    What begins after the term is not paid for.
    """
    assert payment.grain is not None
    if payment.shared is not None:
        return lower_pool(builder, payment, payment.shared)
    frame = wide_frame(payment.grain)
    scope = Scope(builder, payment.clauses["pays"], frame=frame)
    begun = row_has(scope, "start", builder.calendar.term_end)
    due = row_has(scope, "end", None) if payment.on_day is None else _day(scope, payment.on_day)
    parts = (begun, due, *when_tests(scope, payment))
    amount = amount_of(scope, payment, begun)
    parts += (known_amount(scope, amount),)
    earned = builder.all_of("conditions", payment.clause, parts)
    exact = exact_of(scope, payment, amount)
    return PaymentNodes(
        payment, None, frame, begun, earned, amount, None, None, parts, exact, scope
    )


def _day(scope: Scope, day: int) -> NodeId:
    """The condition that a day of the term has come."""
    builder = scope.builder
    node = shift(scope, own_period(scope, "start"), Lag(day - builder.calendar.term_start))
    scope = evolve(scope, clause=builder.contract.payments[scope.clause.block].clauses["on"])
    return builder.add(
        Compare, "day-has-come", scope.clause, scope.frame, rel="reached", left=node,
        says=builder.words(PHRASE, phrase=ph.Day(day)),
    )  # fmt: skip
