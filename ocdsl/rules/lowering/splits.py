"""Lowers splits: every line divided between those who pay it, or to whom it is passed on.

They come after caps and recovery (law 23): what is divided is what is paid.
"""

from __future__ import annotations

from ocdsl.model.splits import Split
from ocdsl.rules.lowering.builder import Builder
from ocdsl.rules.operators import Allocate, Apportion, Cumulate, Frame, NodeId


def lower_splits(
    builder: Builder, lines: tuple[NodeId, ...], recovered: tuple[NodeId, ...]
) -> tuple[NodeId, ...]:
    """The outputs of a contract as its splits divide them: `lines`, and what is taken back."""
    splits = builder.contract.splits.values()
    for split in sorted(splits, key=lambda split: split.place):
        divided = (_in_order if split.in_order else _by_share)(builder, split, lines)
        if recovered:
            recovered = (_mirrored(builder, split, recovered, divided),)
        lines = (divided,)
    return (*lines, *recovered)


def _frame(split: Split) -> Frame:
    return Frame(split.name, ("line",), "line")


def _by_share(builder: Builder, split: Split, sources: tuple[NodeId, ...]) -> NodeId:
    return builder.add(
        Allocate, "divided", split.clauses["divides"], _frame(split), sources=sources,
        payments=split.payments, side=split.side, parties=split.parties,
    )  # fmt: skip


def _in_order(builder: Builder, split: Split, sources: tuple[NodeId, ...]) -> NodeId:
    """The running total of what is paid, and who has which part of it (a waterfall)."""
    clause = split.clauses["divides"]
    running = builder.add(
        Cumulate, "running-total", clause, _frame(split), sources=sources, scope=(),
        payments=split.payments,
    )  # fmt: skip
    return builder.add(
        Apportion, "divided", clause, _frame(split), of=running, limit=0, roll=None,
        excess_status="", end_status="", cap=split.name, parties=split.parties,
    )  # fmt: skip


def _mirrored(
    builder: Builder, split: Split, sources: tuple[NodeId, ...], divided: NodeId
) -> NodeId:
    return builder.add(
        Allocate, "taken-back-from-each", split.clauses["divides"], _frame(split),
        sources=sources, payments=split.payments, side=split.side, parties=split.parties,
        like=divided,
    )  # fmt: skip
