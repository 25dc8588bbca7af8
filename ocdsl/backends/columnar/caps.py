"""Caps and recoveries: what of each line is paid, and when; what is left out; what is taken back."""

from __future__ import annotations

from ocdsl.backends.columnar.lines import LINES, due_day, final_table, line_nodes, rule_of
from ocdsl.backends.columnar.plan import Plan
from ocdsl.backends.columnar.sqltext import SEPARATOR, period_start, quoted, text
from ocdsl.backends.columnar.step import Step, clause_lines, create
from ocdsl.backends.columnar.sums import contract_periods
from ocdsl.rules import operators as op

PART_COLUMNS = "line_no, rule, part, what, clause, amount, status, payable_on, awaiting, reason"
"""A part of a line: `part` is what its name adds to the line's, `what` became of it."""


def cap_steps(plan: Plan) -> list[Step]:
    """The steps of every cap, in the order in which they apply (law 23)."""
    return [
        step
        for node in plan.graph.nodes.values()
        if isinstance(node, op.Apportion)
        for step in _cap(plan, node)
    ]


def recovery_steps(plan: Plan) -> list[Step]:
    """The steps that take back what became payable."""
    nodes = plan.graph.nodes.values()
    return [_recovery(plan, node) for node in nodes if isinstance(node, op.Reverse)]


def parts_table(node: op.Node) -> str:
    """The table of what an Apportion or a Reverse makes."""
    return quoted(f"{node.id} parts")


def parts_of(plan: Plan, sources: tuple[op.NodeId, ...]) -> str:
    """The parts that some Lines and Apportions make, as a query."""
    queries = []
    rules = [rule_of(plan, n) for n in sources if isinstance(plan.graph.nodes[n], op.Line)]
    if rules:
        clauses = " ".join(
            f"WHEN {number} THEN {node.clause.line}" for number, node in enumerate(line_nodes(plan))
        )
        queries.append(
            f"SELECT rowid AS line_no, rule, '' AS part, '' AS what, CASE rule {clauses} END AS clause,"
            f" amount, status, payable_on, awaiting, reason FROM {LINES}"
            f" WHERE rule IN ({', '.join(map(str, rules))})"
        )
    for name in sources:
        node = plan.graph.nodes[name]
        if isinstance(node, op.Apportion):
            queries.append(f"SELECT {PART_COLUMNS} FROM {parts_table(node)}")
    return "\n  UNION ALL ".join(queries)


# ---- caps


def _cap(plan: Plan, node: op.Apportion) -> list[Step]:
    running = plan.graph.nodes[node.of]
    assert isinstance(running, op.Cumulate)
    roll = plan.graph.nodes[node.roll] if node.roll else None
    steps = [_running_total(plan, running)]
    if isinstance(roll, op.Roll):
        steps.append(_paid_by(plan, roll, running))
    parts = _paid_in_periods(plan, node, roll, running) if isinstance(roll, op.Roll) else _paid(plan, node, running)
    outside = f"SELECT {PART_COLUMNS} FROM ({parts_of(plan, running.sources)})\n  WHERE NOT {_covered(plan, running)}"
    query = f"{outside}\nUNION ALL\n{parts}"
    steps.append(Step(parts_table(node), create(parts_table(node), query), clause_lines([node])))
    return steps


def _covered(plan: Plan, node: op.Cumulate) -> str:
    payments = set(node.payments)
    rules = [str(i) for i, line in enumerate(line_nodes(plan)) if line.payment in payments]
    return f"(status IN ('payable', 'released') AND rule IN ({', '.join(rules)}))"


def _scope(node: op.Cumulate) -> list[str]:
    """The columns of a cap's scope: keys of the lines, or the period of earning."""
    own = ("person", "provider")
    return [n if n in own else f"{period_start('earned_on', n)} AS {n}" for n in node.scope]


def _running_total(plan: Plan, node: op.Cumulate) -> Step:
    """Each covered line's place in its scope: the money before it and after it, in order."""
    names = "".join(f"{n}, " for n in node.scope)
    scope = "".join(f"{c}, " for c in _scope(node))
    by = f"PARTITION BY {names[:-2]} " if names else ""
    query = f"""SELECT *, after - amount AS before
FROM (
  SELECT *, CAST(sum(amount) OVER (
    {by}ORDER BY earned_on, order_id, id ROWS UNBOUNDED PRECEDING) AS BIGINT) AS after
  FROM (
    SELECT {', '.join(f'c.{c.strip()}' for c in PART_COLUMNS.split(','))}, {scope}earned_on, order_id,
      l.id || part || what AS id
    FROM ({parts_of(plan, node.sources)}) c JOIN {LINES} l ON l.rowid = c.line_no
  )
  WHERE {_covered(plan, node)}
)"""
    table = quoted(node.id)
    return Step(table, create(table, query), clause_lines([node]))


def _paid_by(plan: Plan, node: op.Roll, running: op.Cumulate) -> Step:
    """Roll (excess carried), without a loop: paid by the end of a period is the cap's room so far,
    less the most that was ever left unused before it."""
    names = [quoted(n) for n in running.scope]
    scope = "".join(f"{n}, " for n in names)
    by = f"PARTITION BY {', '.join(names)} " if names else ""
    starts = ", ".join(
        f"({n}, {start})"
        for n, (start, _) in enumerate(contract_periods(plan.graph.calendar, node.unit), 1)
    )
    dues = "".join(f", {sql} AS due_{i}" for i, sql in enumerate(_dues(plan, "starts_on")))
    scopes = f"SELECT DISTINCT {', '.join(names)} FROM {quoted(running.id)}" if names else "SELECT 1 AS whole"
    on = " AND ".join(["e.starts_on = t.starts_on", *(f"e.{n} IS NOT DISTINCT FROM s.{n}" for n in names)])
    query = f"""WITH t AS (
  SELECT * FROM (VALUES {starts}) t (n, starts_on) WHERE starts_on <= {plan.as_at}
), e AS (
  SELECT {scope}{period_start('earned_on', node.unit)} AS starts_on, sum(amount) AS amount
  FROM {quoted(running.id)} GROUP BY ALL
), so_far AS (
  SELECT {''.join(f's.{n}, ' for n in names)}t.n, t.starts_on, t.n * {node.limit} AS room,
    sum(coalesce(e.amount, 0)) OVER ({by.replace('PARTITION BY ', 'PARTITION BY s.') if names else ''}ORDER BY t.n) AS earned
  FROM ({scopes}) s CROSS JOIN t LEFT JOIN e ON {on}
), paid AS (
  SELECT *, CAST(room + least(0, min(earned - room) OVER ({by}ORDER BY n)) AS BIGINT) AS high
  FROM so_far
)
SELECT {scope}starts_on, high, coalesce(lag(high) OVER ({by}ORDER BY n), 0) AS low{dues}
FROM paid"""
    table = quoted(node.id)
    return Step(table, create(table, query), clause_lines([node]))


def _dues(plan: Plan, day: str) -> list[str]:
    """The different due rules of all lines, for a day."""
    return list(dict.fromkeys(due_day(n, day) for n in line_nodes(plan)))


def _due_in_period(plan: Plan) -> str:
    """The due day of a line's part in a later period."""
    dues = _dues(plan, "starts_on")
    cases = " ".join(
        f"WHEN {i} THEN due_{dues.index(due_day(n, 'starts_on'))}"
        for i, n in enumerate(line_nodes(plan))
    )
    return f"CASE r.rule {cases} END"


def _paid_in_periods(plan: Plan, node: op.Apportion, roll: op.Roll, running: op.Cumulate) -> str:
    """The overlap of each line with what is paid in each period; what is past the last waits."""
    names = [quoted(n) for n in running.scope]
    same = "".join(f" AND r.{n} IS NOT DISTINCT FROM b.{n}" for n in names)
    own = f"b.starts_on = {period_start('r.earned_on', roll.unit)}"
    length = 7 if roll.unit == "month" else 10
    paid = f"""SELECT line_no, rule, CASE WHEN {own} THEN part ELSE part || '@' || left(iso(b.starts_on), {length}) END,
  what, clause, least(after, high) - greatest(before, low), status,
  CASE WHEN {own} THEN payable_on ELSE {_due_in_period(plan)} END, awaiting, reason
FROM {quoted(running.id)} r JOIN {quoted(roll.id)} b ON r.after > b.low AND r.before < b.high AND b.high > b.low{same}"""
    by = f"GROUP BY {', '.join(names)}" if names else ""
    scope = "".join(f"{n}, " for n in names)
    on = " AND ".join(f"r.{n} IS NOT DISTINCT FROM b.{n}" for n in names) or "true"
    total = f"LEFT JOIN (SELECT {scope}max(high) AS high FROM {quoted(roll.id)} {by}) b ON {on}"
    return f"{paid}\nUNION ALL\n{_excess(plan, node, running, total, 'coalesce(high, 0)')}"


def _paid(plan: Plan, node: op.Apportion, running: op.Cumulate) -> str:
    """What there is room for in each scope, and what there is not."""
    return f"""SELECT line_no, rule, part, what, clause, least(after, {node.limit}) - before, status,
  payable_on, awaiting, reason
FROM {quoted(running.id)} WHERE before < {node.limit}
UNION ALL
{_excess(plan, node, running, '', str(node.limit))}"""


def _excess(plan: Plan, node: op.Apportion, running: op.Cumulate, join: str, room: str) -> str:
    """What there was no room for: carried until the tail ends, then as the cap says (E24)."""
    tail = plan.graph.calendar.tail_end
    status = f"CASE WHEN {plan.as_at} >= {tail} THEN {text(node.end_status)} ELSE {text(node.excess_status)} END"
    dues = " ".join(
        f"WHEN {i} THEN {due_day(n, str(tail))}" for i, n in enumerate(line_nodes(plan))
    )
    by = text(f"room under {node.cap}, by ")
    return f"""SELECT line_no, rule, part, ':' || status, {node.clause.line}, amount, status,
  CASE WHEN status = 'payable' THEN CASE rule {dues} END END,
  CASE WHEN status = 'carried-forward' THEN {by} || iso({tail}) END, {text(f'over {node.cap}')}
FROM (
  SELECT r.line_no, r.rule, r.part, r.after - greatest(r.before, {room}) AS amount, {status} AS status
  FROM {quoted(running.id)} r {join}
)
WHERE amount > 0"""


# ---- recoveries


def _recovery(plan: Plan, node: op.Reverse) -> Step:
    """What became payable, earliest first, up to the limit, once the trigger has come (E13 to E15)."""
    table = final_table(plan, node.frame)
    rules = [str(i) for i, n in enumerate(line_nodes(plan)) if n.payment == node.payment]
    day = quoted(f"{node.trigger} occurred_on")
    query = f"""SELECT line_no, rule, part, ':recovered' AS what, {node.clause.line} AS clause,
  -least(amount, most - before) AS amount, 'recovered' AS status, trigger_day AS earned_on,
  greatest(trigger_day, payable_on) AS payable_on, CAST(NULL AS VARCHAR) AS awaiting,
  {text(f'taken back on {node.says}')} AS reason,
  array_to_string(list_sort(list_distinct(list_append(string_split(because, {SEPARATOR}), trigger))), {SEPARATOR}) AS because
FROM (
  SELECT *, coalesce(sum(amount) OVER (
    PARTITION BY row_no ORDER BY payable_on, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
  FROM (
    SELECT c.*, l.id || part || what AS id, l.row_no, l.because, t.{day} AS trigger_day,
      t.{quoted(node.trigger)} AS trigger, t.{plan.column(node.limit).value} AS most
    FROM ({parts_of(plan, node.parts)}) c
      JOIN {LINES} l ON l.rowid = c.line_no
      JOIN {table} t ON t.rowid = l.row_no
    WHERE c.rule IN ({', '.join(rules)}) AND c.status IN ('payable', 'released')
      AND c.payable_on IS NOT NULL AND t.{day} <= {plan.as_at}
  )
)
WHERE least(amount, most - before) > 0"""
    name = parts_table(node)
    return Step(name, create(name, query), clause_lines([node]))
