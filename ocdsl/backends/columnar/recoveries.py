"""Recoveries: what became payable is taken back, earliest first (rulings E13 to E15)."""

from __future__ import annotations

from ocdsl.backends.columnar.lines import final_table
from ocdsl.backends.columnar.parts import PART, became, made_by, parts_of, parts_table
from ocdsl.backends.columnar.plan import Plan
from ocdsl.backends.columnar.sqltext import quoted, text
from ocdsl.backends.columnar.step import Step, clause_lines, create
from ocdsl.rules import operators as op


def recovery_steps(plan: Plan) -> list[Step]:
    """The steps that take back what became payable."""
    nodes = plan.graph.nodes.values()
    return [_recovery(plan, node) for node in nodes if isinstance(node, op.Reverse)]


def _recovery(plan: Plan, node: op.Reverse) -> Step:
    """Of each line, up to the limit, on the later of the trigger and the part's payable day."""
    # Where a variation changes the periods, each text has rows of its own.
    own = (n.payment == node.payment and n.frame == node.frame for n in plan.lines)
    rules = [str(i) for i, is_own in enumerate(own) if is_own]
    day = f"t.{quoted(f'{node.trigger} occurred_on')}"
    limit = plan.column(node.limit, "t").value
    changed = {
        "part": f"concat(part, {became(plan)})",
        "made_by": made_by(plan, node),
        "amount": "-least(amount, most - before)",
        "status": "'recovered'",
        "earned_on": "trigger_day",
        "payable_on": "greatest(trigger_day, payable_on)",
        "taken_by": "trigger",
    }
    columns = ", ".join(f"{changed[c]} AS {c}" if c in changed else c for c in PART)
    query = f"""SELECT {columns}
FROM (
  SELECT *, coalesce(sum(amount) OVER (
    PARTITION BY row_no ORDER BY payable_on, {_by_id(plan)}
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
  FROM (
    SELECT c.*, {day} AS trigger_day, t.{quoted(node.trigger)} AS trigger, {limit} AS most
    FROM ({parts_of(plan, node.parts)}) c
      JOIN {final_table(plan, node.frame)} t ON t.rowid = c.row_no
    WHERE c.rule IN ({", ".join(rules)}) AND c.status IN ('payable', 'released')
      AND c.payable_on IS NOT NULL AND {day} <= {plan.as_at}
  )
)
WHERE least(amount, most - before) > 0"""
    name = parts_table(node)
    return Step(name, create(name, query), clause_lines([node]))


def _by_id(plan: Plan) -> str:
    """The parts of one row by their ids, which differ after the `#` alone."""
    statuses = " ".join(f"WHEN {i} THEN {text(n.status)}" for i, n in enumerate(plan.lines))
    return f"concat(CASE rule {statuses} END, part, {became(plan)})"
