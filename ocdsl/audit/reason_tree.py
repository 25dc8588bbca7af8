"""Builds the tree of reasons: from an output of the graph down to events and contract lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from attrs import evolve

from ocdsl.audit.case import Case
from ocdsl.audit.conditions import events_at
from ocdsl.base.money import pounds
from ocdsl.ledger.decision import Decision
from ocdsl.ledger.decision_ids import line_of
from ocdsl.ledger.reason import Reason
from ocdsl.rules import operators as op


def reason_of(case: Case, decision: Decision, made_by: Sequence[str], key: Any) -> Reason:
    """The reason of a decision: the operators that made it, each at its own row (law 25).

    `made_by` are the names of the operators from the output down to the payment's line. A row
    that several steps rest on has its children where it is met first.
    """
    told: set[tuple[str, Any]] = set()
    reason: Reason | None = None
    for node_id in reversed(made_by):
        below = tuple(_row(case, node, row, told) for node, row in case.rows_below(node_id, key))
        reason = _step(case, node_id, decision, (*([reason] if reason else []), *below))
    assert reason is not None
    return evolve(reason, value=f"{pounds(decision.amount)}, {decision.status}")


def _step(case: Case, node_id: str, decision: Decision, children: tuple[Reason, ...]) -> Reason:
    """A step that handles whole lines: the line itself, a running total, a cap, a recovery."""
    node = case.node(node_id)
    value = "the payment's line"
    if isinstance(node, op.Cumulate):
        totals = case.facts.running(node_id, line_of(decision.id))
        before, after = (totals.before, totals.after) if totals else (0, 0)
        value = f"from {pounds(before)} to {pounds(after)}" if totals else "not covered"
    return Reason(
        node=node_id,
        operator=type(node).__name__,
        clause=node.clause.identity,
        line=node.clause.line,
        says=node.says,
        value=value,
        settled_on=decision.earned_on,
        children=children,
    )


def _row(case: Case, node_id: str, key: Any, told: set[tuple[str, Any]]) -> Reason:
    node = case.node(node_id)
    fact = case.facts.fact(node_id, key)
    above = (node_id, key) in told
    told.add((node_id, key))
    rows: Iterable[tuple[str, Any]] = () if above else case.rows_below(node_id, key)
    return Reason(
        node=node_id,
        operator=type(node).__name__,
        clause=node.clause.identity,
        line=node.clause.line,
        says=node.says,
        value=_value(case, node_id, key),
        settled_on=fact[1] if fact and fact[1] else None,
        events=events_at(case, node_id, key),
        children=tuple(_row(case, below, row, told) for below, row in rows),
        told_above=above,
    )


def _value(case: Case, node_id: str, key: Any) -> str:
    fact = case.facts.fact(node_id, key)
    if fact is None:
        return "an event" if isinstance(case.node(node_id), op.Select) else "none"
    text = case.text(node_id, key)
    if fact[1] <= case.as_at:
        return text
    return f"not yet known; {text} if nothing more happens"
