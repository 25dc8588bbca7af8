"""Amounts that change from period to period, as one walk over the periods (ruling E36)."""

from __future__ import annotations

from collections.abc import Sequence

from ocdsl.backends.columnar.facts import Fact
from ocdsl.backends.columnar.plan import Plan
from ocdsl.backends.columnar.sqltext import ALWAYS
from ocdsl.rules import operators as op


def compounded(
    plan: Plan, frame: op.Frame, stage: int, beyond: Sequence[op.Node]
) -> tuple[list[str], list[str]]:
    """Roll (compound): each amount starts from the rounded one of the period before."""
    joins, columns = [], []
    mine = (n for n in beyond if isinstance(n, op.Roll) and n.step == "compound")
    for number, node in enumerate(mine, 1):
        alias = f"r{number}"
        query = _walk(plan, plan.table(frame, stage - 1), node)
        joins.append(f"LEFT JOIN (\n{query}\n  ) {alias} ON {alias}.period_start = p.period_start")
        columns += plan.named(node, Fact(f"{alias}.amount", f"{alias}.settled"))
    return joins, columns


def _walk(plan: Plan, table: str, node: op.Roll) -> str:
    change = plan.column(node.sources[0])
    limited = "a.change"
    least, most = node.between or (None, None)
    if least is not None:
        limited = f"greatest({limited}, {least})"
    if most is not None:
        limited = f"least({limited}, {most})"
    after = f"CAST(half_up(a.amount * ({node.parts} + {limited}), {node.parts}) AS BIGINT)"
    return f"""    WITH RECURSIVE numbered AS (
      SELECT period_start, {change.value} AS change, {change.settled} AS settled,
        row_number() OVER (ORDER BY period_start) AS n
      FROM {table}
    ), walk AS (
      SELECT period_start, n, CAST({node.limit} AS BIGINT) AS amount,
        CAST({ALWAYS} AS INTEGER) AS settled, change, settled AS change_settled
      FROM numbered WHERE n = 1
      UNION ALL
      SELECT b.period_start, b.n,
        CASE WHEN a.amount IS NOT NULL AND a.change IS NOT NULL THEN {after} END,
        CAST(greatest(a.settled, a.change_settled) AS INTEGER), b.change, b.settled
      FROM walk a JOIN numbered b ON b.n = a.n + 1
    )
    SELECT period_start, amount, settled FROM walk"""
