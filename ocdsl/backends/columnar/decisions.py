"""The decisions: every part of every line with all of its columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ocdsl.backends.columnar.caps import parts_of
from ocdsl.backends.columnar.lines import final_table, line_id, line_nodes
from ocdsl.backends.columnar.plan import Plan
from ocdsl.backends.columnar.sqltext import SEPARATOR, period_end, quoted, text
from ocdsl.backends.columnar.step import Step
from ocdsl.rules import operators as op

PARTS = "decided_part"
DECISIONS = "decision"

Lines = Sequence[tuple[int, op.Line]]
"""Lines of one frame, with their numbers among the rules."""


def decision_steps(plan: Plan) -> list[Step]:
    """The parts that are decisions, and the view that gives each its words."""
    parts = f"CREATE OR REPLACE VIEW {PARTS} AS\n{parts_of(plan, plan.graph.outputs)}"
    queries = [_decisions(plan, frame, lines) for frame, lines in lines_by_frame(plan).items()]
    view = f"CREATE OR REPLACE VIEW {DECISIONS} AS\n" + "\nUNION ALL\n".join(queries)
    return [
        Step(PARTS, parts, ("What of every line is a decision.",)),
        Step(DECISIONS, view, ("Every decision, with all of its columns.",)),
    ]


def _decisions(plan: Plan, frame: op.Frame, lines: Lines) -> str:
    """The decisions of one frame: parts joined to the rows that they are about."""
    columns = {
        "id": decision_id(lines),
        "payment": each(lines, [text(n.payment) for _, n in lines]),
        "clause": f"coalesce(d.clause, {each(lines, [str(n.clause.line) for _, n in lines])})",
        "provider": "d.provider",
        "person": person(frame),
        "period": period(frame) or "CAST(NULL AS VARCHAR)",
        "amount": "d.amount",
        "currency": text(plan.graph.currency),
        "status": "d.status",
        "earned_on": "d.earned_on",
        "payable_on": "d.payable_on",
        "because": each(lines, [because(plan, n) for _, n in lines]),
        "awaiting": f"coalesce(d.awaiting, {awaiting(plan, lines)})",
        "reason": f"coalesce(d.reason, {reason(plan, lines)})",
    }
    body = ",\n  ".join(f"{sql} AS {name}" for name, sql in columns.items())
    return f"SELECT {body}\n{joined(plan, frame, lines)}"


def joined(plan: Plan, frame: op.Frame, lines: Lines, more: str = "") -> str:
    """Parts `d` of some Lines, and the rows `p` that they are about; `more` joins further."""
    numbers = ", ".join(str(number) for number, _ in lines)
    table = final_table(plan, frame)
    return (
        f"FROM {PARTS} d JOIN {table} p ON p.rowid = d.row_no {more}\nWHERE d.rule IN ({numbers})"
    )


def lines_by_frame(plan: Plan) -> dict[op.Frame, list[tuple[int, op.Line]]]:
    """The Lines of each frame, with their numbers."""
    found: dict[op.Frame, list[tuple[int, op.Line]]] = {}
    for number, node in enumerate(line_nodes(plan)):
        found.setdefault(node.frame, []).append((number, node))
    return found


def each(lines: Lines, values: Sequence[str]) -> str:
    """A value for each rule; the rules that share one are named together."""
    together: dict[str, list[str]] = {}
    for (number, _), value in zip(lines, values, strict=True):
        together.setdefault(value, []).append(str(number))
    if len(together) == 1:
        return values[0]
    cases = " ".join(f"WHEN d.rule IN ({', '.join(n)}) THEN {v}" for v, n in together.items())
    return f"CASE {cases} END"


def decision_id(lines: Lines) -> str:
    """`PAYMENT/PERSON[/PROVIDER/PERIOD]#STATUS…`."""
    ids = [line_id(n, "p.").removesuffix(")") for _, n in lines]
    rest = [i.split(", ", 1)[1] for i in ids]
    payment = each(lines, [text(f"{n.payment}/") for _, n in lines])
    status = each(lines, [text(n.status) for _, n in lines])
    unpaid = f"CASE WHEN d.status IN ('pending', 'not-due') THEN d.status ELSE {status} END"
    return f"concat({payment}, {rest[0]}, '#', {unpaid}, d.part, d.what)"


def person(frame: op.Frame) -> str:
    """The person a row is about; NULL where an event is about nobody."""
    return "nullif(p.person, '')" if frame.kind == "each" else "p.person"


def period(frame: op.Frame) -> str:
    """`2026-05-04/2026-05-10`; empty when the rows are not about periods."""
    if frame.kind != "cell":
        return ""
    return f"concat(iso(p.period_start), '/', iso({period_end('p.period_start', frame.unit)}))"


# ---- what a line waits for, and why it is as it is

Say = Callable[[str], str]
NOTHING = "CAST(NULL AS VARCHAR)"


def awaiting(plan: Plan, lines: Lines, say: Say = text) -> str:
    """What a pending or withheld line waits for; `say` writes the contract's words in SQL."""
    return each(lines, [_awaiting(plan, n, say) for _, n in lines])


def reason(plan: Plan, lines: Lines, say: Say = text) -> str:
    """Why a line is not due, released or forfeited."""
    return each(lines, [_reason(plan, n, say) for _, n in lines])


def _awaiting(plan: Plan, node: op.Line, say: Say) -> str:
    cases = []
    if node.would_be is not None and node.awaits:
        cases.append(f"WHEN d.status = 'pending' THEN {_pending(plan, node, say)}")
    if node.until is not None:
        day = plan.column(node.until, "p").settled
        waits = f"concat({say(f'{node.reason}, by ')}, iso({day}))"
        cases.append(f"WHEN d.status = {text(node.status)} THEN {waits}")
    return f"CASE {' '.join(cases)} END" if cases else NOTHING


def _pending(plan: Plan, node: op.Line, say: Say) -> str:
    """The first condition that is not settled, and the last day it can come."""
    cases = " ".join(
        f"WHEN {plan.column(n, 'p').settled} > {plan.as_at} THEN {say(plan.graph.nodes[n].says)}"
        for n in node.awaits
    )
    return f"concat(CASE {cases} END, ', by ', iso({plan.column(node.earned, 'p').settled}))"


def _reason(plan: Plan, node: op.Line, say: Say) -> str:
    cases = []
    if node.would_be is not None and node.awaits:
        cases.append(f"WHEN d.status = 'not-due' THEN {_not_met(plan, node, say)}")
    if node.reason and node.until is None:
        cases.append(f"WHEN d.status = {text(node.status)} THEN {say(node.reason)}")
    return f"CASE {' '.join(cases)} END" if cases else NOTHING


def _not_met(plan: Plan, node: op.Line, say: Say) -> str:
    """The first condition that is false and settled when the line failed."""
    failed = plan.column(node.earned, "p").settled
    cases = " ".join(
        f"WHEN NOT {f.value} AND {f.settled} = {failed} THEN {say(plan.graph.nodes[n].says)}"
        for n, f in ((n, plan.column(n, "p")) for n in node.awaits)
    )
    return f"concat('not met: ', CASE {cases} END)"


# ---- evidence


def ids_behind(plan: Plan, node: op.Line) -> str:
    """The ids of the events behind a line, in one text and in no order."""
    picks = [n for n in plan.evidence(node) if isinstance(n, op.Pick)]
    found = [(plan.kind_of_event(n.source), f"p.{quoted(n.id)}") for n in picks]
    found += [(kind, "d.taken_by") for kind in _kinds_of_triggers(plan, node)[:1]]
    ids = [_unless_before(found, index) for index in range(len(found))]
    if has_sums(plan, node):
        ids.append("p.event_ids")
    return f"concat_ws({SEPARATOR}, {', '.join(ids) or text('')})"


def has_sums(plan: Plan, node: op.Line) -> bool:
    """Whether a line rests on events summed: then there is at least one."""
    return any(isinstance(n, op.Aggregate) for n in plan.evidence(node))


def because(plan: Plan, node: op.Line, between: str = SEPARATOR) -> str:
    """The ids of the events behind a line, sorted, each once, in one text."""
    split = f"string_split({ids_behind(plan, node)}, {SEPARATOR})"
    if _sum_may_repeat(plan, node):
        split = f"list_distinct({split})"
    return f"array_to_string(list_sort({split}), {between})"


def _unless_before(found: Sequence[tuple[str, str]], index: int) -> str:
    """A picked event's id, missing when an earlier pick of the kind is the same event."""
    kind, mine = found[index]
    same = [f"{mine} IS DISTINCT FROM {other}" for k, other in found[:index] if k == kind]
    return f"CASE WHEN {' AND '.join(same)} THEN {mine} END" if same else mine


def _kinds_of_triggers(plan: Plan, node: op.Line) -> list[str]:
    """The kinds of event that take a line's money back."""
    triggers = [
        plan.graph.nodes[n.trigger]
        for n in plan.graph.nodes.values()
        if isinstance(n, op.Reverse) and n.payment == node.payment
    ]
    return [plan.kind_of_event(n.source) for n in triggers if isinstance(n, op.Pick)]


def _sum_may_repeat(plan: Plan, node: op.Line) -> bool:
    """Whether an event summed may also be picked, or be summed twice."""
    evidence = plan.evidence(node)
    sums = [plan.kind_of_event(n.source) for n in evidence if isinstance(n, op.Aggregate)]
    picks = [plan.kind_of_event(n.source) for n in evidence if isinstance(n, op.Pick)]
    picks += _kinds_of_triggers(plan, node)
    return len(set(sums)) < len(sums) or bool(set(sums) & set(picks))
