"""Lowers caps: running totals of lines, and what of each there is room for."""

from __future__ import annotations

from ocdsl.base.calendar import PERIODS
from ocdsl.model.caps import Cap
from ocdsl.rules.lowering.builder import Builder
from ocdsl.rules.operators import Allocate, Apportion, Cumulate, Frame, NodeId, Roll
from ocdsl.syntax.cap_clauses import PRO_RATA


def lower_cap(builder: Builder, cap: Cap, sources: tuple[NodeId, ...]) -> NodeId:
    """The lines that a cap covers, paid in their order while there is room (law 27).

    Lines of `sources` that the cap does not cover pass through it unchanged.
    """
    clause = cap.clauses["at most"]
    frame = Frame(cap.name, ("line",), "line")
    unit = next((g for g in cap.grain if g in PERIODS), "")
    scope = tuple(g for g in cap.grain if g != unit) if cap.carries else cap.grain
    running = builder.add(
        Cumulate, "running-total", clause, frame, sources=sources, scope=scope,
        payments=cap.payments, ranks=cap.most > 0,
    )  # fmt: skip
    roll = shares = None
    if cap.order == PRO_RATA:
        shares = builder.add(
            Allocate, "shares-of-room", cap.clauses["order"], frame, amount=running,
            limit=cap.pence, unit=unit,
        )  # fmt: skip
    if cap.carries:
        by_period = Frame(f"{cap.name}-by-{unit}", (*scope, unit), "period", unit)
        roll = builder.add(
            Roll, "paid-by-end", cap.clauses["excess"], by_period, step="excess carried",
            sources=(running,), limit=cap.pence, unit=unit,
        )  # fmt: skip
    return builder.add(
        Apportion, "paid-under-cap", clause, frame, of=running, limit=cap.most or cap.pence,
        roll=roll, inside=shares,
        excess_status="carried-forward" if cap.carries else "capped",
        end_status="capped" if cap.lapses or not cap.carries else "payable", cap=cap.name,
    )  # fmt: skip
