"""What a result says beside its decisions: totals, outcomes, measures, the account of the events."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ocdsl.backends.columnar.lines import final_table
from ocdsl.backends.columnar.load import LoadReport
from ocdsl.backends.columnar.plan import Plan
from ocdsl.base.calendar import iso
from ocdsl.events.log import Unseen
from ocdsl.ledger.result import EventAccount, Totals, totals_of
from ocdsl.model.contract import Contract
from ocdsl.rules.graph import MeasureNodes, OutcomeNodes

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

NO_DECISION = "no decision rests on it"


def summary_of(
    con: DuckDBPyConnection, plan: Plan, contract: Contract, as_at: int
) -> dict[str, Any]:
    """The contract's text, money by status, people by outcome, rates by provider and period."""
    return {
        "contract_text": contract.source.text,
        "totals": _totals(con),
        "outcomes": {
            name: _outcome(con, plan, nodes, as_at) for name, nodes in plan.graph.outcomes.items()
        },
        "measures": [
            row
            for name, nodes in plan.graph.measures.items()
            for row in _measure(con, plan, name, nodes, as_at)
        ],
    }


def _totals(con: DuckDBPyConnection) -> Totals:
    rows = con.execute(
        """SELECT status, payment, coalesce(provider, ''), CAST(sum(amount) AS HUGEINT)
        FROM decision GROUP BY ALL"""
    ).fetchall()
    return totals_of({(status, payment, provider): int(pence) for status, payment, provider, pence in rows})


def _outcome(
    con: DuckDBPyConnection, plan: Plan, nodes: OutcomeNodes, as_at: int
) -> dict[str, int]:
    """People by what became of them, of those who have joined as at the date."""
    member, achieved = plan.column(nodes.member), plan.column(nodes.achieved)
    left = plan.column(nodes.left) if nodes.left else None
    aside = f"{left.value} AND {left.settled} <= {as_at}" if left else "false"
    table = final_table(plan, plan.graph.nodes[nodes.member].frame)
    rows = con.execute(
        f"""SELECT CASE WHEN {aside} THEN 'set_aside' WHEN {achieved.settled} > {as_at} THEN 'pending'
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
        f"""SELECT provider, period_start, period_end, {', '.join(columns)},
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


# ---- the account of the events


def account_of(
    con: DuckDBPyConnection, plan: Plan, report: LoadReport, unseen: Sequence[Unseen]
) -> EventAccount:
    """Where every row read went: used, not relevant or refused, with counts by reason (law 17)."""
    used = _used(con, plan)
    reasons: dict[str, int] = {}
    for each in unseen:
        reasons[each.reason] = reasons.get(each.reason, 0) + 1
    idle = report.accepted - len(unseen) - used
    if idle:
        reasons[NO_DECISION] = idle
    refused: dict[str, int] = {}
    for refusal in report.refusals:
        refused[refusal.code] = refused.get(refusal.code, 0) + 1
    return EventAccount(
        read=report.rows_read,
        used=used,
        not_relevant=sum(reasons.values()),
        refused=len(report.refusals),
        reasons={
            "not_relevant": dict(sorted(reasons.items())),
            "refused": dict(sorted(refused.items())),
        },
        refusals=[refusal._asdict() for refusal in report.refusals],
    )


def _used(con: DuckDBPyConnection, plan: Plan) -> int:
    """How many events some decision rests on."""
    (count,) = con.execute(
        """SELECT count(DISTINCT event_id) FROM (
          SELECT unnest(string_split(because, chr(31))) AS event_id FROM decision WHERE because <> '')"""
    ).fetchall()[0]
    return int(count)
