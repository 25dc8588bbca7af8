"""Picked events: one look at the log for all the picks of a stage, person by person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeGuard

from ocdsl.backends.columnar.facts import Fact
from ocdsl.backends.columnar.plan import COMMON_FIELDS, Plan
from ocdsl.backends.columnar.sqltext import ALWAYS, greatest, least, listed, quoted, text
from ocdsl.backends.columnar.step import Step, create
from ocdsl.backends.columnar.strangers import can_be_left_out
from ocdsl.rules import operators as op

Joined = tuple[list[str], list[str]]

PICKED = "picked_event"


def picked_step(plan: Plan) -> Step:
    """The events of the kinds that some rule picks from: a small part of most logs."""
    picks = _all_picks(plan)
    kinds = list(dict.fromkeys(plan.kind_of_event(n.source) for n in picks))
    read = plan.graph.events_read()
    fields = {name for kind in kinds for name in read.get(kind, ())} - set(COMMON_FIELDS)
    columns = ", ".join(["event", *COMMON_FIELDS, *map(quoted, sorted(fields))])
    names = ", ".join(map(text, kinds)) or "NULL"
    query = f"SELECT {columns}\nFROM event WHERE event IN ({names})"
    return Step(PICKED, create(PICKED, query), (f"Picked from: {', '.join(kinds)}.",))


def first_picks(plan: Plan, frame: op.Frame, stage: int, beyond: Sequence[op.Node]) -> Joined:
    """The table of people with every pick that needs no other fact: one grouping of the log."""
    if frame.kind != "person" or stage != plan.stages.tables[0][0]:
        return [], []
    picks = [n for n in beyond if _is_pick(n, plan) and not _waits(plan, n)]
    found = [f"{_chosen(plan, n)} AS {_struct(n)}" for n in picks]
    events = PICKED if picks and can_be_left_out(plan.graph) else "event"
    source = f"""(
    SELECT
      {listed(["e.person", *found], 6)}
    FROM {events} e
    GROUP BY e.person
  ) p"""
    return [source], [c for n in picks for c in _columns(plan, n, "p", "p")]


def own_events(plan: Plan, frame: op.Frame, stage: int, beyond: Sequence[op.Node]) -> Joined:
    """The table of the events of a kind, each with itself as what it picks."""
    own = next((n for n in beyond if isinstance(n, op.Pick) and n.which == "own"), None)
    if own is None:
        return [], []
    people = ""
    if plan.reads_people(own.source):
        people = f"\n    JOIN {plan.table(op.PERSON, stage)} p ON p.person = e.person"
    source = f"""(
    SELECT e.person, e.event_id, {itself(plan, own)} AS {_struct(own)}
    FROM event e{people}
    WHERE {plan.passes(own.source)}
  ) p"""
    return [source], _columns(plan, own, "p", "p")


def picks_in_windows(plan: Plan, frame: op.Frame, stage: int, beyond: Sequence[op.Node]) -> Joined:
    """Picks whose first or last day is a fact of the row: the row's table is joined to the log."""
    picks = [n for n in beyond if _is_pick(n, plan) and _waits(plan, n)]
    if not picks:
        return [], []
    table = plan.table(frame, stage - 1)
    found = listed((f"{_chosen(plan, n)} AS {_struct(n)}" for n in picks), 6)
    join = f"""LEFT JOIN (
    SELECT p.rowid AS row_no,
      {found}
    FROM {table} p JOIN {PICKED} e ON e.person = p.person
    WHERE e.event IN ({_kinds(plan, picks)})
    GROUP BY p.rowid
  ) w ON w.row_no = p.rowid"""
    return [join], [c for n in picks for c in _columns(plan, n, "p", "w")]


def field_of_pick(plan: Plan, node: op.Select) -> Fact:
    """The field of a picked event, and the day the pick is settled on."""
    assert node.of is not None
    name = node.of if node.field == "event_id" else f"{node.of} {node.field}"
    return Fact(quoted(name), plan.column(node.of).settled)


def _all_picks(plan: Plan) -> list[op.Pick]:
    return [n for n in plan.stages.nodes() if _is_pick(n, plan)]


def _is_pick(node: op.Node, plan: Plan) -> TypeGuard[op.Pick]:
    """Whether a node picks from the log: not a row's own event, nor the first of some spells."""
    return (
        isinstance(node, op.Pick)
        and node.which != "own"
        and not plan.graph.nodes[node.source].frame.of_spells
    )


def _kinds(plan: Plan, picks: Sequence[op.Pick]) -> str:
    return ", ".join(text(k) for k in dict.fromkeys(plan.kind_of_event(n.source) for n in picks))


def _waits(plan: Plan, node: op.Pick) -> bool:
    """Whether a pick needs a fact of its row: a bound, or one its events are tested against."""
    if node.frame.kind != "person":
        return True
    keep = plan.reads_people(node.source)
    return isinstance(node.low, str) or isinstance(node.high, str) or keep


def _struct(node: op.Pick) -> str:
    return quoted(f"{node.id} event")


def fields_read(plan: Plan, node: op.Pick | op.Spell) -> list[str]:
    """The fields that are read of a picked event."""
    read = {n.field for n in plan.stages.nodes() if isinstance(n, op.Select) and n.of == node.id}
    if node.id in plan.triggers:
        read.add("occurred_on")
    if node.id in plan.orders:
        read.add("id_order")
    return sorted(read - {"event_id"})


def itself(plan: Plan, node: op.Pick | op.Spell) -> str:
    """An event with the fields that are read of it."""
    fields = ["occurred_on", "event_id"]
    fields += [f for f in fields_read(plan, node) if f not in fields]
    return "{" + ", ".join(f"{quoted(f)}: e.{quoted(f)}" for f in fields) + "}"


def _chosen(plan: Plan, node: op.Pick) -> str:
    """The first or last event by (day, event id): ids differ, so no later field ever decides."""
    tests = [plan.passes(node.source, "p")]
    for bound, sign in ((node.low, ">="), (node.high, "<=")):
        if bound is not None:
            day = plan.column(bound, "p").value if isinstance(bound, str) else str(bound)
            tests.append(f"e.occurred_on {sign} {day}")
    if node.equals is not None:
        tests.append(f"e.{quoted(node.field)} = {plan.column(node.equals, 'p').value}")
    function = "max" if node.which == "last" else "min"
    passing = f"FILTER (WHERE {' AND '.join(tests)})"
    if node.place > 1:
        return f"min({itself(plan, node)}, {node.place}) {passing}[{node.place}]"
    return f"{function}({itself(plan, node)}) {passing}"


def _columns(plan: Plan, node: op.Pick, row: str, found: str) -> list[str]:
    event = f"{found}.{_struct(node)}"
    low, high = (_bound(plan, b, row) for b in (node.low, node.high))
    knows = [low.settled, high.settled]
    if node.equals is not None:
        knows.append(plan.column(node.equals, row).settled)
    known = greatest(knows)
    missing = greatest((least((high.value, str(plan.graph.calendar.tail_end))), known))
    cases = [
        f"WHEN {b.value} IS NULL THEN {known}"
        for given, b in ((node.low, low), (node.high, high))
        if isinstance(given, str)
    ]
    # The last one is the last only when no more can come (law 22).
    is_open = "true" if node.which == "last" else f"{event} IS NULL"
    cases.append(f"WHEN {is_open} THEN {missing}")
    settled = f"CASE {' '.join(cases)} ELSE {greatest((f'{event}.occurred_on', known))} END"
    columns = plan.named(node, Fact(f"{event}.event_id", settled))
    fields = fields_read(plan, node)
    return columns + [f"{event}.{quoted(f)} AS {quoted(f'{node.id} {f}')}" for f in fields]


def _bound(plan: Plan, bound: op.NodeId | int | None, row: str) -> Fact:
    if isinstance(bound, str):
        return plan.column(bound, row)
    return Fact(str(plan.graph.calendar.tail_end if bound is None else bound), ALWAYS)
