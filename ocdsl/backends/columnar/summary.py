"""What a result says beside its decisions: totals, outcomes and measures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ocdsl.backends.columnar.decisions import PARTS
from ocdsl.backends.columnar.lines import final_table
from ocdsl.backends.columnar.plan import Plan
from ocdsl.base.calendar import iso
from ocdsl.ledger.result import Subtotal, Totals, totals_of
from ocdsl.model.contract import Contract
from ocdsl.rules.graph import MeasureNodes, OutcomeNodes

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def summary_of(
    con: DuckDBPyConnection, plan: Plan, contract: Contract, as_at: int
) -> dict[str, Any]:
    """The contract's text, money by status, people by outcome, rates by provider and period."""
    return {
        "contract_text": contract.source.text,
        "totals": _totals(con, plan),
        "outcomes": {
            name: _outcome(con, plan, nodes, as_at) for name, nodes in plan.graph.outcomes.items()
        },
        "measures": [
            row
            for name, nodes in plan.graph.measures.items()
            for row in _measure(con, plan, name, nodes, as_at)
        ],
    }


def _totals(con: DuckDBPyConnection, plan: Plan) -> Totals:
    rows = con.execute(
        f"""SELECT rule, status, coalesce(provider, ''), coalesce(payer, ''),
          coalesce(payee, ''), CAST(sum(amount) AS HUGEINT)
        FROM {PARTS} GROUP BY ALL"""
    ).fetchall()
    payments = [node.payment for node in plan.lines]
    sums: dict[Subtotal, int] = {}
    for rule, status, provider, payer, payee, pence in rows:
        key = (status, payments[rule], provider, payer, payee)
        sums[key] = sums.get(key, 0) + int(pence)
    return totals_of(sums)


def _outcome(
    con: DuckDBPyConnection, plan: Plan, nodes: OutcomeNodes, as_at: int
) -> dict[str, int]:
    """People by what became of them, of those who have joined as at the date."""
    member, achieved = plan.column(nodes.member), plan.column(nodes.achieved)
    left = plan.column(nodes.left) if nodes.left else None
    aside = f"{left.value} AND {left.settled} <= {as_at}" if left else "false"
    table = final_table(plan, plan.graph.nodes[nodes.member].frame)
    rows = con.execute(
        f"""SELECT CASE WHEN {aside} THEN 'set_aside'
          WHEN {achieved.settled} > {as_at} THEN 'pending'
          WHEN {achieved.value} THEN 'achieved' ELSE 'not_achieved' END, count(*)
        FROM {table} WHERE {member.value} AND {member.settled} <= {as_at} GROUP BY ALL"""
    ).fetchall()
    return {"achieved": 0, "not_achieved": 0, "pending": 0, "set_aside": 0, **dict(rows)}


def _measure(
    con: DuckDBPyConnection, plan: Plan, name: str, nodes: MeasureNodes, as_at: int
) -> list[dict[str, Any]]:
    """A measure for each provider and period begun: counts, group, and the rate once settled."""
    rate = plan.column(nodes.rate)
    columns = [plan.column(n).value for n in (nodes.achieved, nodes.counted, nodes.group)]
    table = final_table(plan, plan.graph.nodes[nodes.rate].frame)
    rows = con.execute(
        f"""SELECT provider, period_start, period_end, {", ".join(columns)},
          {rate.value}, {rate.under}, {rate.settled}
        FROM {table} WHERE period_start <= {as_at} ORDER BY provider, period_start"""
    ).fetchall()
    return [_measure_row(name, row, as_at) for row in rows]


def _measure_row(name: str, row: tuple[Any, ...], as_at: int) -> dict[str, Any]:
    provider, first, last, achieved, counted, group, numerator, denominator, settled = row
    known = settled <= as_at
    return {
        "measure": name,
        "provider": provider,
        "period": f"{iso(first)}/{iso(last)}",
        "achieved": achieved,
        "counted": counted,
        "group": iso(group),
        "rate": f"{numerator}/{denominator}" if known and numerator is not None else None,
        "settled_on": iso(settled) if known else None,
    }
