"""Payment lines: one table with a row for every line there is as at the date (law 22)."""

from __future__ import annotations

from ocdsl.backends.columnar.facts import Fact
from ocdsl.backends.columnar.plan import Plan
from ocdsl.backends.columnar.sqltext import SEPARATOR, period_end, quoted, text
from ocdsl.backends.columnar.stages import NEVER
from ocdsl.backends.columnar.step import Step, clause_lines, create
from ocdsl.backends.columnar.tables import order_column
from ocdsl.rules import operators as op

LINES = "payment_line"


def line_nodes(plan: Plan) -> list[op.Line]:
    """The Lines that the decisions come from; a line's rule is its place here."""
    wanted = plan.graph.upstream(*plan.graph.outputs)
    return [n for n in plan.graph.nodes.values() if isinstance(n, op.Line) and n.id in wanted]


def rule_of(plan: Plan, line: op.NodeId) -> int:
    """The number of a Line among the rules."""
    return [n.id for n in line_nodes(plan)].index(line)


def lines_step(plan: Plan) -> Step:
    """The table of all payment lines: what is earned, and what is pending or not due."""
    nodes = line_nodes(plan)
    queries = [_line_query(plan, number, node) for number, node in enumerate(nodes)]
    return Step(LINES, create(LINES, "\nUNION ALL\n".join(queries)), clause_lines(nodes))


def final_table(plan: Plan, frame: op.Frame) -> str:
    """A frame's last table, in which every column that lines read is."""
    return plan.table(frame, NEVER)


def _line_query(plan: Plan, number: int, node: op.Line) -> str:
    earned, subject = plan.column(node.earned), plan.column(node.subject)
    is_cell = node.frame.kind == "cell"
    provider = "provider" if node.provider is None else plan.column(node.provider).value
    line = f"{_line_id(node)} || '#' || CASE WHEN {earned.settled} > {plan.as_at} THEN 'pending'"
    line += f" WHEN {earned.value} THEN {text(node.status)} ELSE 'not-due' END"
    columns = {
        "rule": str(number),
        "row_no": "rowid",
        "id": line,
        "payment": text(node.payment),
        "provider": provider,
        "person": "person",
        "period": _period(node) if is_cell else "CAST(NULL AS VARCHAR)",
        **_by_standing(plan, node, earned),
        "order_id": order_column(plan, node.order),
        "because": _because(plan, node),
    }
    body = ",\n  ".join(f"{sql} AS {name}" for name, sql in columns.items())
    return f"""SELECT
  {body}
FROM {final_table(plan, node.frame)}
WHERE {subject.value} AND {subject.settled} <= {plan.as_at} AND ({_is_line(plan, node, earned)})"""


def _is_line(plan: Plan, node: op.Line, earned: Fact) -> str:
    """Earned with an amount and not yet gone; or, where that is shown, not earned."""
    amount = plan.column(node.amount).value
    there = f"{earned.value} AND {earned.settled} <= {plan.as_at} AND coalesce({amount}, 0) <> 0"
    if node.until is not None:
        there += f" AND {plan.column(node.until).settled} > {plan.as_at}"
    if node.would_be is None:
        return there
    return f"({there})\n  OR NOT {earned.value} OR {earned.settled} > {plan.as_at}"


def _by_standing(plan: Plan, node: op.Line, earned: Fact) -> dict[str, str]:
    """The columns that differ between an earned line, a pending one and one that is not due."""
    due = due_day(node, earned.settled)
    cases = {
        "status": (text(node.status), "'pending'", "'not-due'"),
        "amount": (plan.column(node.amount).value, *_would_be(plan, node)),
        "earned_on": (earned.settled, "NULL", "NULL"),
        "payable_on": (due, "NULL", "NULL"),
        "awaiting": (_awaiting(plan, node), _pending(plan, node, earned), "NULL"),
        "reason": (_reason(node), "NULL", _not_met(plan, node, earned)),
    }
    return {name: _case(plan, node, earned, three) for name, three in cases.items()}


_TYPES = {"NULL": "NULL"}


def _case(plan: Plan, node: op.Line, earned: Fact, three: tuple[str, str, str]) -> str:
    if node.would_be is None or len(set(three)) == 1:
        return three[0]
    return (
        f"CASE WHEN {earned.settled} > {plan.as_at} THEN {three[1]}"
        f" WHEN {earned.value} THEN {three[0]} ELSE {three[2]} END"
    )


def _would_be(plan: Plan, node: op.Line) -> tuple[str, str]:
    if node.would_be is None:
        return "0", "0"
    amount = f"coalesce({plan.column(node.would_be).value}, 0)"
    return amount, amount


def _awaiting(plan: Plan, node: op.Line) -> str:
    if node.until is None:
        return "CAST(NULL AS VARCHAR)"
    return f"{text(node.reason + ', by ')} || iso({plan.column(node.until).settled})"


def _reason(node: op.Line) -> str:
    return text(node.reason) if node.reason and node.until is None else "CAST(NULL AS VARCHAR)"


def _pending(plan: Plan, node: op.Line, earned: Fact) -> str:
    """The first condition that is not settled, and the last day it can come."""
    if not node.awaits:
        return "NULL"
    cases = " ".join(
        f"WHEN {plan.column(n).settled} > {plan.as_at} THEN {text(plan.graph.nodes[n].says)}"
        for n in node.awaits
    )
    return f"CASE {cases} END || ', by ' || iso({earned.settled})"


def _not_met(plan: Plan, node: op.Line, earned: Fact) -> str:
    """The first condition that is false and settled when the line failed."""
    if not node.awaits:
        return "NULL"
    facts = [(plan.column(n), plan.graph.nodes[n].says) for n in node.awaits]
    cases = " ".join(
        f"WHEN NOT {f.value} AND {f.settled} = {earned.settled} THEN {text(says)}"
        for f, says in facts
    )
    return f"'not met: ' || CASE {cases} END"


def due_day(node: op.Line, day: str) -> str:
    """The day that what is earned on a day is payable; NULL when nothing is (law 22)."""
    if node.due_days is None:
        return "CAST(NULL AS INTEGER)"
    start = period_end(day, node.due_end_of) if node.due_end_of else day
    return f"{start} + {node.due_days}"


def _line_id(node: op.Line) -> str:
    person = f"{text(node.payment + '/')} || in_person(person)"
    if node.frame.kind != "cell":
        return person
    return f"{person} || '/' || provider || '/' || iso(period_start)"


def _period(node: op.Line) -> str:
    end = period_end("period_start", node.frame.unit)
    return f"iso(period_start) || '/' || iso({end})"


# ---- evidence


def _because(plan: Plan, node: op.Line) -> str:
    """The ids of the events behind a line, sorted, each once, in one text."""
    evidence = plan.evidence(node)
    picks = [n for n in evidence if isinstance(n, op.Pick)]
    once = ", ".join(_unless_before(plan, picks, index) for index in range(len(picks)))
    if not any(isinstance(n, op.Aggregate) for n in evidence):
        return f"array_to_string(list_sort([{once}]), {SEPARATOR})"
    ids = f"list_concat(event_ids, [{once}])" if picks else "event_ids"
    sums = [n for n in evidence if isinstance(n, op.Aggregate)]
    kinds = {plan.kind_of_event(p.source) for p in picks}
    if any(_kind_of_sum(plan, n) in kinds for n in sums):
        ids = f"list_distinct({ids})"
    return f"array_to_string(list_sort({ids}), {SEPARATOR})"


def _unless_before(plan: Plan, picks: list[op.Pick], index: int) -> str:
    """A picked event's id, missing when an earlier pick of the kind is the same event."""
    mine = quoted(picks[index].id)
    kind = plan.kind_of_event(picks[index].source)
    same = [
        f"{mine} IS DISTINCT FROM {quoted(p.id)}"
        for p in picks[:index]
        if plan.kind_of_event(p.source) == kind
    ]
    return f"CASE WHEN {' AND '.join(same)} THEN {mine} END" if same else mine


def _kind_of_sum(plan: Plan, node: op.Aggregate) -> str:
    return plan.kind_of_event(node.source)
