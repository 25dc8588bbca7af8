"""Floors: what the lines of a scope do not come to is made up when its period has ended."""

from __future__ import annotations

from ocdsl.backends.columnar.caps import PART, UNCHANGED, order_columns, parts_of, parts_table
from ocdsl.backends.columnar.lines import LINES, rule_of
from ocdsl.backends.columnar.plan import Plan
from ocdsl.backends.columnar.sqltext import period_start, quoted
from ocdsl.backends.columnar.step import Step, clause_lines, create
from ocdsl.rules import operators as op


def offset_steps(plan: Plan) -> list[Step]:
    """The steps of every floor, which come after all caps (law 23)."""
    nodes = plan.graph.nodes.values()
    return [_floor(plan, n) for n in nodes if isinstance(n, op.Apportion) and n.fills]


def _floor(plan: Plan, node: op.Apportion) -> Step:
    """Of each line of the floor, what the lines of its provider and period do not come to."""
    running = plan.graph.nodes[node.of]
    assert isinstance(running, op.Cumulate) and node.fills is not None
    scope = "".join(f", {_scope(name)} AS {quoted(name)}" for name in running.scope)
    units = [name for name in running.scope if name not in ("person", "provider")]
    periods = "".join(f", {_scope(name)} AS {quoted(name)}" for name in units)
    names = "".join(f", {quoted(name)}" for name in running.scope)
    same = [f"c.{quoted(n)} IS NOT DISTINCT FROM l.{quoted(n)}" for n in running.scope]
    columns = {name: UNCHANGED.get(name, f"l.{name}") for name in (*PART, *order_columns(plan))}
    columns["amount"] = f"CAST({node.limit} - coalesce(c.paid, 0) AS BIGINT)"
    body = ", ".join(f"{sql} AS {name}" for name, sql in columns.items())
    query = f"""WITH covered AS (
  SELECT sum(amount) AS paid{names}
  FROM (SELECT amount{scope} FROM ({parts_of(plan, running.sources)})
    WHERE {covered(plan, running)})
  GROUP BY ALL
)
SELECT {body}
FROM (SELECT *{periods} FROM {LINES}) l
  LEFT JOIN covered c ON {" AND ".join(same) or "true"}
WHERE l.rule = {rule_of(plan, node.fills)} AND coalesce(c.paid, 0) < {node.limit}"""
    table = parts_table(node)
    return Step(table, create(table, query), clause_lines([node]))


def _scope(name: str) -> str:
    return name if name in ("person", "provider") else period_start("earned_on", name)


def covered(plan: Plan, running: op.Cumulate) -> str:
    """The test that a part is money of one of the payments that are counted."""
    payments = set(running.payments)
    rules = ", ".join(str(i) for i, n in enumerate(plan.lines) if n.payment in payments)
    return f"(status IN ('payable', 'released') AND rule IN ({rules}))"
