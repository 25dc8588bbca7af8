"""Statements: the total of each is rounded once, its pennies shared over its lines (E7)."""

from __future__ import annotations

from ocdsl.backends.columnar.caps import ties
from ocdsl.backends.columnar.parts import PART, order_columns, parts_of, parts_table
from ocdsl.backends.columnar.plan import Plan
from ocdsl.backends.columnar.sqltext import period_start
from ocdsl.backends.columnar.step import Step, clause_lines, create
from ocdsl.rules import operators as op


def statement_steps(plan: Plan) -> list[Step]:
    """The step that rounds statements, where the contract does."""
    nodes = plan.graph.nodes.values()
    return [_step(plan, n) for n in nodes if isinstance(n, op.Round) and n.sources]


def _step(plan: Plan, node: op.Round) -> Step:
    """Exact amounts rounded down, then a penny for the largest remainders."""
    more, per = order_columns(plan), node.per_penny
    columns = ", ".join((*PART, *more))
    rounded = columns.replace("amount", "CAST(pence AS BIGINT) AS amount")
    rest = f"((exact % {per}) + {per}) % {per}"
    scales = " ".join(f"WHEN {i} THEN {per // n.per_penny}" for i, n in enumerate(plan.lines))
    lines = parts_of(plan, node.sources, ordered=True)
    query = f"""WITH line AS ({lines}), due AS (
  SELECT *, CAST(amount AS HUGEINT) * CASE rule {scales} END AS exact,
    {period_start("payable_on", node.unit)} AS statement
  FROM line WHERE payable_on IS NOT NULL
), low AS (
  SELECT *, {rest} AS rest, (exact - {rest}) // {per} AS pence_below FROM due
), placed AS (
  SELECT *, half_up(sum(exact) OVER w, {per}) - sum(pence_below) OVER w AS pence_left,
    row_number() OVER (PARTITION BY provider, statement
      ORDER BY rest DESC, id_order NULLS FIRST, line_id, {ties(plan)}) AS place
  FROM low WINDOW w AS (PARTITION BY provider, statement)
), shared AS (
  SELECT *, pence_below + CAST(place <= pence_left AS INTEGER) AS pence FROM placed
)
SELECT {rounded} FROM shared WHERE pence <> 0
UNION ALL
SELECT {columns} FROM line WHERE payable_on IS NULL"""
    table = parts_table(node)
    return Step(table, create(table, query), clause_lines([node]))
