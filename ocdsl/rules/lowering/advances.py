"""Lowers advances: set off against later lines, and the balance at the end (ruling E25)."""

from __future__ import annotations

from ocdsl.model.amounts import Flat
from ocdsl.model.contract import Payment
from ocdsl.rules.lowering.builder import Builder
from ocdsl.rules.operators import Apportion, Cumulate, Frame, NodeId


def lower_advance(
    builder: Builder, payment: Payment, paid: NodeId, sources: tuple[NodeId, ...]
) -> NodeId:
    """What is repaid of an advance, whose line is `paid`, from `sources`: lines after all caps."""
    advance = payment.advance
    assert advance is not None and payment.grain is not None and isinstance(payment.price, Flat)
    clause, frame = payment.clauses["repaid"], Frame(payment.name, ("line",), "line")
    running = builder.add(
        Cumulate, "running-total", clause, frame, sources=sources, scope=payment.grain,
        payments=advance.payments, since=payment.on_day,
    )  # fmt: skip
    return builder.add(
        Apportion, "repaid", clause, frame, of=running, limit=payment.price.pence, roll=None,
        excess_status="", end_status="", cap=payment.name, back=paid, share=advance.share,
        balance=advance.balance_due,
    )  # fmt: skip
