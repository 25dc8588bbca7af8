"""Floors, which make lines up when a period has ended, and advances, which lines repay."""

from __future__ import annotations

from ocdsl.backends.columnar.caps import Cap
from ocdsl.backends.columnar.lines import LINES, rule_of
from ocdsl.backends.columnar.parts import (
    PART,
    UNCHANGED,
    made_by,
    order_columns,
    parts_of,
    parts_table,
)
from ocdsl.backends.columnar.plan import Plan
from ocdsl.backends.columnar.sqltext import first_working_day, later, period_start, quoted
from ocdsl.backends.columnar.step import Step, clause_lines, create
from ocdsl.rules import operators as op


def offset_steps(plan: Plan) -> list[Step]:
    """The steps of every floor and of every advance, which come after all caps (law 23)."""
    nodes = [n for n in plan.graph.nodes.values() if isinstance(n, op.Apportion)]
    floors = [_floor(plan, n) for n in nodes if n.fills]
    return [*floors, *(step for n in nodes if n.back for step in _advance(plan, n))]


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


def _advance(plan: Plan, node: op.Apportion) -> list[Step]:
    """The running total of what repays it, then what each line does, and the balance (E25)."""
    cap = Cap.of(plan, node)
    columns = ", ".join((*PART, *order_columns(plan)))
    query = f"""WITH repaid AS (
  SELECT *{"".join(f", {c}" for c in cap.own_columns())},
    {_repaid(node, "after")} AS repaid, {_repaid(node, "before")} AS before_it
  FROM {quoted(cap.running.id)}
)
{_set_off(plan, node, columns)}
UNION ALL
{_balance(plan, node, cap.running)}"""
    table = parts_table(node)
    return [cap.running_total(), Step(table, create(table, query), clause_lines([node]))]


def _repaid(node: op.Apportion, total: str) -> str:
    """How much of the advance has been repaid at a running total, in whole pence."""
    share, of = node.share
    return f"least(CAST({total} AS HUGEINT) * {share} // {of}, {node.limit})"


def _set_off(plan: Plan, node: op.Apportion, columns: str) -> str:
    changed = {
        "made_by": made_by(plan, node),
        "amount": "CAST(before_it - repaid AS BIGINT)",
        "status": "'repaid'",
    }
    names = columns.split(", ")
    body = ", ".join(f"{changed[c]} AS {c}" if c in changed else c for c in names)
    return f"SELECT {body}\nFROM repaid WHERE repaid > before_it"


def _balance(plan: Plan, node: op.Apportion, running: op.Cumulate) -> str:
    """What no line has repaid when the tail ends, due so long after it."""
    assert node.back is not None and node.balance is not None
    tail, due = str(plan.graph.calendar.tail_end), node.balance
    payable = later(tail, due.lag)
    changed = {
        "made_by": made_by(plan, node),
        "amount": f"CAST(coalesce(r.repaid, 0) - {node.limit} AS BIGINT)",
        "status": "'repaid'",
        "earned_on": tail,
        "payable_on": first_working_day(payable) if due.moves else payable,
    }
    names = {name: UNCHANGED.get(name, f"l.{name}") for name in (*PART, *order_columns(plan))}
    body = ", ".join(f"{sql} AS {name}" for name, sql in {**names, **changed}.items())
    keys = "".join(f", {quoted(name)}" for name in running.scope)
    same = [f"r.{quoted(n)} IS NOT DISTINCT FROM l.{quoted(n)}" for n in running.scope]
    return f"""SELECT {body}
FROM {LINES} l
  LEFT JOIN (SELECT max(repaid) AS repaid{keys} FROM repaid GROUP BY ALL) r
    ON {" AND ".join(same) or "true"}
WHERE l.rule = {rule_of(plan, node.back)} AND l.status = 'payable'
  AND {plan.as_at} >= {tail} AND coalesce(r.repaid, 0) < {node.limit}"""


def _scope(name: str) -> str:
    return name if name in ("person", "provider") else period_start("earned_on", name)


def covered(plan: Plan, running: op.Cumulate) -> str:
    """The test that a part is money of one of the payments that are counted."""
    payments = set(running.payments)
    rules = ", ".join(str(i) for i, n in enumerate(plan.lines) if n.payment in payments)
    return f"(status IN ('payable', 'released') AND rule IN ({rules}))"
