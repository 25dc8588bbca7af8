"""Lowers pools: a payment for a period or the contract, shared among the providers by weight."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from ocdsl.model.contract import Contract, Payment
from ocdsl.model.nodes import nodes
from ocdsl.rules.frames import wide_frame
from ocdsl.rules.lowering.amounts import Exact, amount_of, known_amount
from ocdsl.rules.lowering.builder import Builder
from ocdsl.rules.lowering.payments import PaymentNodes, when_tests
from ocdsl.rules.lowering.phrases import Scope
from ocdsl.rules.lowering.totals import own_period, row_has
from ocdsl.rules.lowering.values import lower_value
from ocdsl.rules.operators import Aggregate, Allocate, Arith, Compare, NodeId
from ocdsl.syntax import phrases as ph
from ocdsl.syntax.mean_clauses import WeightedMean


def after_what_they_total(contract: Contract) -> Iterator[Payment]:
    """The payments, each after those whose forfeited money it is worked out from."""
    done: dict[str, None] = {}
    for name in contract.payments:
        yield from (contract.payments[each] for each in _first(contract, name, done))


def _first(contract: Contract, name: str, done: dict[str, None]) -> Iterator[str]:
    if name in done:
        return
    done[name] = None
    payment = contract.payments[name]
    for below in _totalled(contract, (payment.price, payment.shared, payment.when)):
        yield from _first(contract, below, done)
    yield name


def _totalled(contract: Contract, value: object) -> Iterator[str]:
    """The payments whose forfeited money a value is worked out from, through measures too."""
    for node in nodes(value):
        if isinstance(node, ph.Forfeited):
            yield node.payment.text
        elif isinstance(node, ph.FieldAt | WeightedMean):
            fields = node.fields if isinstance(node, WeightedMean) else (node,)
            for field in fields:
                measure = contract.calculations.get(field.field.text)
                if measure is not None and field.at is None:
                    yield from _totalled(contract, measure.value)


def lower_pool(builder: Builder, payment: Payment, weight: ph.Value) -> PaymentNodes:
    """A line for each provider: its part of what is paid, by largest remainder (law 21).

    All of it is shared once every weight is settled; where nobody has one, it is not paid.
    """
    assert payment.grain is not None
    whole = Scope(builder, payment.clauses["pays"], frame=wide_frame(payment.grain))
    scope = evolve(whole, frame=wide_frame(("provider", *payment.grain)))
    begun = row_has(scope, "start", builder.calendar.term_end)
    tests = (builder.at(scope.frame, test) for test in when_tests(whole, payment))
    parts = (begun, row_has(scope, "end", None), *tests)
    amount = _part(evolve(scope, clause=payment.clauses["shared"]), payment, whole, weight)
    parts += (known_amount(scope, amount),)
    earned = builder.all_of("conditions", payment.clause, parts)
    return PaymentNodes(
        payment, None, scope.frame, begun, earned, amount, None, None, parts, Exact(amount, 1),
        scope,
    )  # fmt: skip


def _part(scope: Scope, payment: Payment, whole: Scope, weight: ph.Value) -> NodeId:
    """Each provider's part of the money, in proportion to its weight."""
    add, clause = scope.builder.add, scope.clause
    own = add(
        Arith, "weight", clause, scope.frame, op="max", left=lower_value(scope, weight).node, by=0
    )
    by = (own_period(scope, "start"),) if whole.frame.unit else ()
    has = add(Compare, "has-weight", clause, scope.frame, rel="more than", left=own, than=0)
    count = add(Aggregate, "sharers", clause, whole.frame, source=has, how="count", by=by)
    some = add(Compare, "somebody", clause, whole.frame, rel="more than", left=count, than=0)
    begun = row_has(whole, "start", scope.builder.calendar.term_end)
    pot = add(
        Arith, "money-to-share", clause, whole.frame,
        op="if", left=amount_of(whole, payment, begun), right=some,
    )  # fmt: skip
    return add(
        Allocate, "part", clause, scope.frame, amount=scope.builder.at(scope.frame, pot),
        weights=own, by=by,
    )  # fmt: skip
