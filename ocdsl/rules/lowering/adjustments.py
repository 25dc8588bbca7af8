"""Lowers what happens to an earned amount: withholding and release, recovery, caps (law 23)."""

from __future__ import annotations

from math import lcm
from typing import Any

from attrs import evolve, frozen

from ocdsl.base.calendar import Due, Lag
from ocdsl.rules.lowering.builder import Builder
from ocdsl.rules.lowering.days import shift
from ocdsl.rules.lowering.measures import RateNodes
from ocdsl.rules.lowering.payments import PaymentNodes, line
from ocdsl.rules.lowering.phrases import (
    Scope,
    pick,
)
from ocdsl.rules.lowering.withholding import Kept, against_rate, parts_of, until_decided
from ocdsl.rules.meant import PHRASE
from ocdsl.rules.operators import (
    Arith,
    Compare,
    Frame,
    Line,
    NodeId,
    Reverse,
    Round,
    Shift,
)


@frozen
class LineNodes:
    """A payment's lines: those that use room under a cap, and those that do not."""

    paid: PaymentNodes
    cash: tuple[NodeId, ...]
    others: tuple[NodeId, ...]
    trigger: NodeId | None
    """The picked event that takes money back."""


# ---- recovery


def recovery_trigger(builder: Builder, paid: PaymentNodes) -> NodeId | None:
    """The first recovering event from the day after earning to the last day (ruling E16)."""
    recovery = paid.payment.recovery
    if recovery is None:
        return None
    scope = Scope(builder, paid.payment.clauses["recover"], frame=paid.frame)
    earning = builder.add(
        Shift, "day-of-earning", scope.clause, paid.frame, of=paid.earned, lag=Lag(0)
    )
    due = _due_day(scope, earning, paid.payment.due)
    last = shift(scope, due, recovery.after_due)
    until = last if recovery.up_to_and_including else shift(scope, last, Lag(-1))
    return pick(scope, recovery.event, between=(shift(scope, earning, Lag(1)), until))


def _due_day(scope: Scope, earning: NodeId, due: Due) -> NodeId | int:
    """When what is earned on a day is due; the first working day from then where due dates move."""
    day = shift(scope, earning, due.lag, due.end_of)
    if not due.moves:
        return day
    rule = scope.builder.contract.dates.calendar
    return shift(scope, shift(scope, day, Lag(-1)), Lag(1, "working day", rule))


def lower_recovery(builder: Builder, lines: LineNodes, parts: tuple[NodeId, ...]) -> NodeId:
    """What became payable of each line is taken back, up to the share of the amount."""
    recovery = lines.paid.payment.recovery
    assert recovery is not None and lines.trigger is not None
    clause = lines.paid.payment.clauses["recover"]
    limit = _share_of(builder, lines.paid, recovery.share, "to-recover", "recover")
    if lines.paid.exact.per_penny > 1:
        # A line may have had a penny more on its statement than it has alone.
        limit = builder.add(
            Arith, "to-recover-at-most", clause, lines.paid.frame, op="+", left=limit, by=1
        )
    return builder.add(
        Reverse, "recovered", clause, lines.paid.frame, parts=parts,
        payment=lines.paid.payment.name, trigger=lines.trigger, limit=limit,
        says=builder.words(PHRASE, phrase=recovery.event),
    )  # fmt: skip


def _share_of(
    builder: Builder, paid: PaymentNodes, share: tuple[int, int], hint: str, keyword: str
) -> NodeId:
    """A share of the amount, rounded once to whole pence; the whole amount is itself."""
    numerator, denominator = share
    if numerator == denominator:
        return paid.amount
    clause = paid.payment.clauses[keyword]
    times = builder.add(
        Arith, f"{hint}-times", clause, paid.frame, op="×", left=paid.amount, by=numerator
    )
    exact = builder.add(
        Arith, f"{hint}-exact", clause, paid.frame, op="÷", left=times, by=denominator
    )
    return builder.add(Round, hint, clause, paid.frame, of=exact)


# ---- the lines of a payment


def lower_lines(
    builder: Builder, paid: PaymentNodes, rate: RateNodes | None, awaited: NodeId | None
) -> LineNodes:
    """The lines of a payment, with or without a share withheld.

    `rate` is what it is withheld against, `awaited` the condition of the outcome it waits for.
    """
    own: dict[str, Any] = {
        "shows_unpaid": True, "would_be": paid.amount, "awaits": paid.awaits,
        "shadow_until": paid.payment.shadow_until, "holds": paid.holds,
    }  # fmt: skip
    clause, live = paid.payment.clauses["pays"], _after_shadow(builder, paid)
    trigger = recovery_trigger(builder, live)
    if "withhold" not in paid.payment.clauses:
        exact = {"amount": paid.exact.node, "per_penny": paid.exact.per_penny}
        cash = line(builder, paid, "payable", clause, **own, **exact)
        return LineNodes(live, (cash,), (), trigger)
    now, held = parts_of(builder, paid)
    cash = line(builder, paid, "payable", clause, amount=now, **own)
    kept = Kept(builder, live, held, trigger)
    lines = against_rate(kept, rate) if rate else until_decided(kept, awaited)
    return LineNodes(live, (cash, lines.freed), lines.others, trigger)


def _after_shadow(builder: Builder, paid: PaymentNodes) -> PaymentNodes:
    """The payment once it is out of shadow: before, nothing is withheld or taken back (E38)."""
    until = paid.payment.shadow_until
    if until is None:
        return paid
    clause, frame = paid.payment.clauses["in shadow"], paid.frame
    earning = builder.add(Shift, "day-of-earning", clause, frame, of=paid.earned, lag=Lag(0))
    after = builder.add(
        Compare, "out-of-shadow", clause, frame, rel="within", left=earning, low=until + 1
    )
    return evolve(paid, earned=builder.all_of("earned-for-money", clause, (paid.earned, after)))


# ---- statements


def lower_statements(builder: Builder, sources: tuple[NodeId, ...]) -> NodeId | None:
    """Lines with exact amounts, rounded by statement (ruling E7); None where all are in pence."""
    contract = builder.contract
    nodes = (builder.nodes[name] for name in sources)
    per_penny = lcm(*(node.per_penny for node in nodes if isinstance(node, Line)))
    if per_penny == 1:
        return None
    frame = Frame("statement", ("line",), "line")
    return builder.add(
        Round, "rounded-statements", contract.clauses["rounding"], frame, sources=sources,
        unit=contract.statements, per_penny=per_penny,
    )  # fmt: skip
