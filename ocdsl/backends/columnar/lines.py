"""Payment lines: narrow tables with a row for every line there is as at the date (law 22)."""

from __future__ import annotations

from collections.abc import Sequence

from ocdsl.backends.columnar.facts import Fact
from ocdsl.backends.columnar.plan import Plan
from ocdsl.backends.columnar.sqltext import first_working_day, later, period_end, text
from ocdsl.backends.columnar.stages import NEVER
from ocdsl.backends.columnar.step import Step, clause_lines, create, view
from ocdsl.base.calendar import Due
from ocdsl.rules import operators as op

LINES = "payment_line"

UNPAID = ("pending", "not-due", "shadow")
"""The statuses that a payment's own line has in place of its own: nothing of it is paid."""


def rule_of(plan: Plan, line: op.NodeId) -> int:
    """The number of a Line among the rules."""
    return [n.id for n in plan.lines].index(line)


def final_table(plan: Plan, frame: op.Frame) -> str:
    """A frame's last table, in which every column that lines read is."""
    return plan.table(frame, NEVER)


def with_lines(plan: Plan, tables: Sequence[Step]) -> list[Step]:
    """The steps of all tables, each followed by the payment lines that it is the last to wait for.

    The lines of a frame have a table of their own, so that they are made while other frames still
    are; all together they are a view. `rule` says which Line a row is of, `row_no` which row of
    that Line's table it is about.
    """
    mine = {final_table(plan, frame): _lines_step(plan, frame) for frame in _frames(plan)}
    steps = [found for step in tables for found in (step, mine.get(step.table)) if found]
    union = "\nUNION ALL ".join(f"SELECT * FROM {step.table}" for step in mine.values())
    return [*steps, Step(LINES, view(LINES, union))]


def _frames(plan: Plan) -> list[op.Frame]:
    return list(dict.fromkeys(node.frame for node in plan.lines))


def _lines_step(plan: Plan, frame: op.Frame) -> Step:
    """What is earned, and what is pending or not due, of the Lines of one frame."""
    lines = [(number, node) for number, node in enumerate(plan.lines) if node.frame == frame]
    query = "\nUNION ALL\n".join(_line_query(plan, number, node) for number, node in lines)
    table = plan.own_table(frame, "lines")
    return Step(table, create(table, query), clause_lines([node for _, node in lines]))


def _line_query(plan: Plan, number: int, node: op.Line) -> str:
    earned, subject = plan.column(node.earned), plan.column(node.subject)
    columns = {
        "rule": f"CAST({number} AS TINYINT)",
        "row_no": "rowid",
        **_keys(plan, node),
        **_by_standing(plan, node, earned),
    }
    shown = f"{subject.value} AND {subject.settled} <= {plan.as_at}"
    shown += f" AND {plan.column(node.holds).value}" if node.holds else ""
    body = ",\n  ".join(f"{sql} AS {name}" for name, sql in columns.items())
    return f"""SELECT
  {body}
FROM {final_table(plan, node.frame)}
WHERE {shown} AND ({_is_line(plan, node, earned)})"""


def _keys(plan: Plan, node: op.Line) -> dict[str, str]:
    """Who is paid, and what a cap needs besides: its scope's keys and the order of lines.

    Lines earned on one day stand in the order of their events' ids; those without an event come
    before all others, in the order of their own.
    """
    caps = [n for n in plan.graph.nodes.values() if isinstance(n, op.Cumulate) and not n.most]
    found = {"provider": provider_column(plan, node)}
    if any("person" in cap.scope for cap in caps):
        found["person"] = "person" if node.frame.has_person else "CAST(NULL AS VARCHAR)"
    if caps or any(line.per_penny > 1 for line in plan.lines):
        order = plan.order(node.order)
        found["id_order"] = order
        found["line_id"] = f"CASE WHEN {order} IS NULL THEN {line_id(node)} END"
        if has_stay_periods(plan):
            in_stay = node.frame.kind == "spell period"
            found["stay_period"] = "period_start" if in_stay else "CAST(NULL AS INTEGER)"
    return found


def has_stay_periods(plan: Plan) -> bool:
    """Whether one event, the start of a stay, has several lines of a payment, each of a period."""
    return any(line.frame.kind == "spell period" for line in plan.lines)


def line_id(node: op.Line, row: str = "") -> str:
    """`PAYMENT/PERSON[/OUTCOME]`, `PAYMENT/PERSON/PROVIDER/PERIOD`, or `PAYMENT/[PERSON/]EVENT`."""
    if node.frame.kind == "each":
        person = f"CASE WHEN {row}person = '' THEN '' ELSE in_person({row}person) || '/' END"
        return f"concat({text(node.payment + '/')}, {person}, in_person({row}event_id))"
    if node.frame.kind == "period":
        return _wide_id(node, row)
    if node.frame.of_spells:
        start = f", '/', iso({row}period_start)" if node.frame.kind == "spell period" else ""
        whose = f"in_person({row}person), '/', in_person({row}event_id)"
        return f"concat({text(node.payment + '/')}, {whose}{start})"
    cell = f", '/', {row}provider, '/', iso({row}period_start)" if node.frame.kind == "cell" else ""
    outcome = f", {text(f'/{node.outcome}')}" if node.outcome else ""
    return f"concat({text(node.payment + '/')}, in_person({row}person){cell}{outcome})"


def line_prefix(node: op.Line) -> str:
    """What a line's id begins with: its payment, and a `/` where more follows."""
    return node.payment + ("/" if node.frame.keys else "")


def _wide_id(node: op.Line, row: str) -> str:
    """`PAYMENT/PROVIDER/PERIOD`, without what the frame has not."""
    parts = [f"{row}provider"] if "provider" in node.frame.keys else []
    parts += [f"iso({row}period_start)"] if node.frame.unit else []
    rest = ", '/', ".join(parts) or text("")
    return f"concat({text(line_prefix(node))}, {rest})"


def provider_column(plan: Plan, node: op.Line) -> str:
    """The provider of a line: a person's own, the one in the row's key, or the event's."""
    if node.provider is None:
        return "provider" if "provider" in node.frame.keys else "CAST(NULL AS VARCHAR)"
    value = plan.column(node.provider).value
    return f"nullif({value}, '')" if node.frame.kind == "each" else value


def _is_line(plan: Plan, node: op.Line, earned: Fact) -> str:
    """Earned with an amount and not yet gone; or, where that is shown, not earned."""
    amount = plan.column(node.amount).value
    there = f"{earned.value} AND {earned.settled} <= {plan.as_at} AND coalesce({amount}, 0) <> 0"
    if node.until is not None:
        there += f" AND {plan.column(node.until).settled} > {plan.as_at}"
    if node.would_be is None:
        return there
    if node.shadow_until is not None:
        would_be = plan.column(node.would_be).value
        there += f" OR {_in_shadow(node, earned)} AND coalesce({would_be}, 0) <> 0"
    return f"({there})\n  OR NOT {earned.value} OR {earned.settled} > {plan.as_at}"


def _by_standing(plan: Plan, node: op.Line, earned: Fact) -> dict[str, str]:
    """The columns that differ between an earned line, a pending one and one that is not due."""
    now = f"{earned.value} AND {earned.settled} <= {plan.as_at}"
    due = due_day(node, earned.settled)
    if node.would_be is None:
        status, amount = text(node.status), plan.column(node.amount).value
        return {"status": status, "amount": amount, "earned_on": earned.settled, "payable_on": due}
    would_be = f"coalesce({plan.column(node.would_be).value}, 0)"
    paid, shadow = now, ""
    if node.shadow_until is not None:
        paid = f"{now} AND NOT ({_in_shadow(node, earned)})"
        shadow = f" WHEN {_in_shadow(node, earned)} THEN 'shadow'"
    return {
        "status": f"CASE WHEN {earned.settled} > {plan.as_at} THEN 'pending'{shadow}"
        f" WHEN {earned.value} THEN {text(node.status)} ELSE 'not-due' END",
        "amount": f"CASE WHEN {paid} THEN {plan.column(node.amount).value} ELSE {would_be} END",
        "earned_on": f"CASE WHEN {now} THEN {earned.settled} END",
        "payable_on": f"CASE WHEN {paid} THEN {due} END",
    }


def _in_shadow(node: op.Line, earned: Fact) -> str:
    """Whether a line is earned on a day on which it is shown and not paid (ruling E38)."""
    return f"{earned.value} AND {earned.settled} <= {node.shadow_until}"


def due_day(node: op.Line, day: str) -> str:
    """The day that what is earned on a day is payable; NULL when nothing is (law 22)."""
    return "CAST(NULL AS INTEGER)" if node.due is None else later_due(node.due, day)


def later_due(due: Due, day: str) -> str:
    """The day that what is due so long after a day is payable."""
    payable = later(period_end(day, due.end_of) if due.end_of else day, due.lag)
    return first_working_day(payable) if due.moves else payable
