"""Spells as SQL: changes of state, the gaps between them, and islands of stretches (ruling E26)."""

from __future__ import annotations

from collections.abc import Sequence

from ocdsl.backends.columnar.facts import Fact
from ocdsl.backends.columnar.picks import Joined, fields_read, itself
from ocdsl.backends.columnar.plan import Plan
from ocdsl.backends.columnar.sqltext import later, least, nth_later, quoted
from ocdsl.backends.columnar.step import Step, clause_lines, create
from ocdsl.rules import operators as op

SHORTEST = {"day": 1, "working day": 1, "month": 28}
"""The fewest days in one of a unit."""


def made_by(plan: Plan, frame: op.Frame) -> op.Spell:
    """The operator whose rows are the spells of a frame."""
    return next(
        n for n in plan.graph.nodes.values()
        if isinstance(n, op.Spell) and n.of is None and n.frame == frame
    )  # fmt: skip


def stretches_table(spell: op.Spell) -> str:
    """The table of the stretches without a break that make up the spells."""
    return quoted(f"stretches of {spell.frame.name}")


def stretches_step(plan: Plan, stage: int, spell: op.Spell) -> Step:
    """One row for each stretch from a start to the next end, with the spell it is part of.

    Only changes of state count: a start while inside and an end while outside are passed over.
    """
    assert spell.starts is not None and spell.ends is not None
    starts, ends = plan.passes(spell.starts), plan.passes(spell.ends)
    people = ""
    if plan.reads_people(spell.starts) or plan.reads_people(spell.ends):
        people = f" JOIN {plan.table(op.PERSON, stage)} p ON p.person = e.person"
    query = f"""WITH turn AS (
  SELECT e.person, e.event_id, e.id_order, e.occurred_on AS day, {starts} AS starts
  FROM event e{people}
  WHERE ({starts}) OR ({ends})
), change AS (
  SELECT * FROM turn
  QUALIFY starts <> lag(starts, 1, false) OVER (PARTITION BY person ORDER BY day, id_order)
), stretch AS (
  SELECT person, event_id AS start_id, id_order AS start_order, day AS start_day, starts,
    lead(event_id) OVER own AS end_id, lead(id_order) OVER own AS end_order,
    lead(day) OVER own AS end_day, lag(day) OVER own AS left_day
  FROM change WINDOW own AS (PARTITION BY person ORDER BY day, id_order)
), numbered AS (
  SELECT * EXCLUDE (starts, left_day), sum(CAST(
    coalesce(start_day > {later("left_day", spell.breaks)}, true) AS INTEGER
  )) OVER (PARTITION BY person ORDER BY start_day, start_order) AS number
  FROM stretch WHERE starts
)
SELECT person, start_id, start_order, start_day, end_day,
  first_value(start_id) OVER spell AS event_id, last_value(end_id) OVER spell AS last_id,
  last_value(end_order) OVER spell AS last_order, last_value(end_day) OVER spell AS last_day
FROM numbered WINDOW spell AS (
  PARTITION BY person, number ORDER BY start_day, start_order
  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
)"""
    table = stretches_table(spell)
    return Step(table, create(table, query), clause_lines([spell]))


def spell_rows(plan: Plan, frame: op.Frame, stage: int, beyond: Sequence[op.Node]) -> Joined:
    """The table of spells, each with its first event."""
    own = next((n for n in beyond if isinstance(n, op.Spell) and n.of is None), None)
    if own is None:
        return [], []
    event = quoted(f"{own.id} event")
    source = f"""(
    SELECT s.person, s.event_id, {itself(plan, own)} AS {event}
    FROM {stretches_table(own)} s JOIN event e ON e.event_id = s.event_id
    WHERE s.start_id = s.event_id
  ) p"""
    columns = plan.named(own, Fact("p.event_id", f"p.{event}.occurred_on"))
    fields = fields_read(plan, own)
    return [source], columns + [
        f"p.{event}.{quoted(f)} AS {quoted(f'{own.id} {f}')}" for f in fields
    ]


def spells_reaching(plan: Plan, frame: op.Frame, stage: int, beyond: Sequence[op.Node]) -> Joined:
    """Whether each row's spell has reached a day, and the event that tells so."""
    joins: list[str] = []
    columns: list[str] = []
    days: dict[op.NodeId, str] = {}
    for node in beyond:
        if not isinstance(node, op.Spell) or node.what not in ("covers", "decides"):
            continue
        assert node.day is not None
        if node.day not in days:
            days[node.day] = f"s{len(days) + 1}"
            joins += _reaching(plan, frame, stage, node, days[node.day])
        columns += _reached(plan, node, days[node.day])
    return joins, columns


def _reaching(plan: Plan, frame: op.Frame, stage: int, node: op.Spell, alias: str) -> list[str]:
    assert node.of is not None and node.day is not None
    source = plan.graph.nodes[node.of]
    assert isinstance(source, op.Spell)
    table, stretches = plan.table(frame, stage - 1), stretches_table(source)
    day = plan.column(node.day, "p").value
    fields = ("start_day", "start_order", "start_id")
    reaching = "{" + ", ".join(f"{name}: s.{name}" for name in fields) + "}"
    return [
        f"""LEFT JOIN (
    SELECT p.rowid AS row_no, min({reaching}) AS reaching
    FROM {table} p JOIN {stretches} s ON s.person = p.person AND s.event_id = p.event_id
    WHERE s.end_day IS NULL OR s.end_day >= {day}
    GROUP BY p.rowid
  ) {alias} ON {alias}.row_no = p.rowid""",
        f"JOIN {stretches} {alias}l ON {alias}l.start_id = p.event_id",
    ]


def _reached(plan: Plan, node: op.Spell, alias: str) -> list[str]:
    assert node.day is not None
    day, tail = plan.column(node.day, "p"), str(plan.graph.calendar.tail_end)
    found = f"{alias}.reaching"
    over = least((later(f"{alias}l.last_day", node.breaks), tail))
    known = (
        f"greatest({day.settled}, CASE WHEN {day.value} > {tail} THEN {tail}"
        f" WHEN {found} IS NOT NULL THEN greatest({day.value}, {found}.start_day) ELSE {over} END)"
    )
    if node.what == "covers":
        return plan.named(node, Fact(f"{found} IS NOT NULL AND {day.value} <= {tail}", known))
    columns = plan.named(node, Fact(f"coalesce({found}.start_id, {alias}l.last_id)", known))
    if node.id in plan.orders:
        columns.append(
            f"coalesce({found}.start_order, {alias}l.last_order) AS {plan.order(node.id)}"
        )
    return columns


def spells_open(plan: Plan, frame: op.Frame, stage: int, beyond: Sequence[op.Node]) -> Joined:
    """The person's spell that goes on at the end of a row's day, and the event that ends it."""
    joins: list[str] = []
    columns: list[str] = []
    aliases: dict[tuple[op.NodeId | None, op.NodeId | None], str] = {}
    for node in beyond:
        if isinstance(node, op.Spell) and node.what in ("open", "closed"):
            place = (node.of, node.day)
            if place not in aliases:
                aliases[place] = f"h{len(aliases) + 1}"
                joins.append(_begun(plan, frame, stage, node, aliases[place]))
            columns += _open_or_closed(plan, node, aliases[place])
    return joins, columns


def _begun(plan: Plan, frame: op.Frame, stage: int, node: op.Spell, alias: str) -> str:
    """The last spell begun by the day, and the stretch of it that goes on after the day."""
    assert node.of is not None and node.day is not None
    source = plan.graph.nodes[node.of]
    assert isinstance(source, op.Spell)
    stretches, day = stretches_table(source), plan.column(node.day, "p").value
    fields = ("start_day", "start_order", "start_id", "last_day", "last_id")
    begun = "{" + ", ".join(f"{name}: f.{name}" for name in fields) + "}"
    return f"""LEFT JOIN (
    SELECT p.rowid AS row_no, max({begun}) AS begun,
      min(s.start_day) FILTER (WHERE s.end_day IS NULL OR s.end_day > {day}) AS inside
    FROM {plan.table(frame, stage - 1)} p
      JOIN {stretches} f ON f.person = p.person AND f.start_id = f.event_id
        AND f.start_day <= {day}
      JOIN {stretches} s ON s.person = f.person AND s.event_id = f.event_id
    GROUP BY p.rowid
  ) {alias} ON {alias}.row_no = p.rowid"""


def _open_or_closed(plan: Plan, node: op.Spell, alias: str) -> list[str]:
    assert node.day is not None
    known, tail = plan.column(node.day, "p").settled, str(plan.graph.calendar.tail_end)
    last, inside = f"{alias}.begun.last_day", f"{alias}.inside"
    over = (
        f"CASE WHEN {last} IS NULL THEN {tail} ELSE {least((later(last, node.breaks), tail))} END"
    )
    over = f"CASE WHEN {alias}.row_no IS NULL THEN 0 ELSE {over} END"
    event = f"{alias}.begun.last_id"
    if node.what == "open":
        over = f"coalesce({inside}, {over})"
        event = f"{alias}.begun.start_id"
    found = f"CASE WHEN {inside} IS NOT NULL THEN {event} END"
    return plan.named(node, Fact(found, f"greatest({known}, {over})"))


def first_spells(plan: Plan, frame: op.Frame, stage: int, beyond: Sequence[op.Node]) -> Joined:
    """Each person's first spell that has an event in a column of the table of spells."""
    joins: list[str] = []
    columns: list[str] = []
    tail = plan.graph.calendar.tail_end
    for node in beyond:
        if not isinstance(node, op.Pick) or not plan.graph.nodes[node.source].frame.of_spells:
            continue
        alias, found = f"k{len(joins) + 1}", plan.column(node.source, "s")
        table = plan.table(plan.graph.nodes[node.source].frame, stage - 1)
        joins.append(f"""LEFT JOIN (
    SELECT s.person, min({{event: {itself(plan, node)}, settled: {found.settled}}}) AS first
    FROM {table} s JOIN event e ON e.event_id = {found.value}
    GROUP BY s.person
  ) {alias} ON {alias}.person = p.person""")
        settled = f"coalesce({alias}.first.settled, {tail})"
        columns += plan.named(node, Fact(f"{alias}.first.event.event_id", settled))
        columns += [
            f"{alias}.first.event.{quoted(f)} AS {quoted(f'{node.id} {f}')}"
            for f in fields_read(plan, node)
        ]
    return joins, columns


# ---- periods of spells


def spell_period_rows(plan: Plan, frame: op.Frame, stage: int, beyond: Sequence[op.Node]) -> Joined:
    """A row for each period that begins while a spell goes on, counted from its first day."""
    nodes = [n for n in beyond if isinstance(n, op.Periods) and n.lag is not None]
    if not nodes:
        return [], []
    lag, of = nodes[0].lag, nodes[0].of
    assert lag is not None and of is not None
    spell = plan.graph.nodes[of]
    assert isinstance(spell, op.Spell)
    last = (
        f"least(coalesce(last_day, {plan.graph.calendar.tail_end}), {plan.graph.calendar.tail_end})"
    )
    most = f"({last} - start_day) // {SHORTEST[lag.unit] * lag.number} + 1"
    source = f"""(
    SELECT person, event_id, {nth_later("start_day", lag, "n")} AS period_start,
      {nth_later("start_day", lag, "n + 1")} - 1 AS period_last, start_day
    FROM (
      SELECT *, unnest(range(0, {most})) AS n
      FROM {stretches_table(spell)} WHERE start_id = event_id
    )
    WHERE period_start <= {last}
  ) p"""
    columns = []
    for node in nodes:
        edge = "period_start" if node.edge == "start" else "period_last"
        columns += plan.named(node, Fact(f"p.{edge}", "p.start_day"))
    return [source], columns


def of_spells(plan: Plan, frame: op.Frame, stage: int, beyond: Sequence[op.Node]) -> Joined:
    """Broadcast from a spell to the rows of its periods, with the events that it picked."""
    mine = [
        n for n in beyond
        if isinstance(n, op.Broadcast) and plan.graph.nodes[n.source].frame.of_spells
    ]  # fmt: skip
    picks = plan.picks_of_spells(frame, stage)
    spells = [*(plan.graph.nodes[n.source].frame for n in mine), *(n.frame for n in picks)]
    if not spells:
        return [], []
    table = plan.table(spells[0], stage - 1)
    columns = [f"b.{quoted(pick.id)}" for pick in picks]
    columns += [c for n in mine for c in plan.named(n, plan.column(n.source, "b"))]
    return [f"JOIN {table} b ON b.person = p.person AND b.event_id = p.event_id"], columns


def first_of_each(plan: Plan, frame: op.Frame, stage: int, beyond: Sequence[op.Node]) -> Joined:
    """Cumulate: whether a row is among the first so many of its person for which that holds."""
    joins: list[str] = []
    columns: list[str] = []
    for node in beyond:
        if not isinstance(node, op.Cumulate):
            continue
        holds = plan.column(node.sources[0])
        alias = f"n{len(joins) + 1}"
        joins.append(f"""LEFT JOIN (
    SELECT *, max(known) FILTER (WHERE place = {node.most}) OVER (PARTITION BY person) AS filled
    FROM (
      SELECT rowid AS row_no, person, {holds.settled} AS known,
        row_number() OVER (
          PARTITION BY person ORDER BY {holds.settled}, period_start, event_id
        ) AS place
      FROM {plan.table(frame, stage - 1)} WHERE {holds.value}
    )
  ) {alias} ON {alias}.row_no = p.rowid""")
        inside = f"{alias}.place <= {node.most}"
        settled = f"CASE WHEN {inside} THEN {alias}.known ELSE coalesce({alias}.filled, 0) END"
        columns += plan.named(node, Fact(f"coalesce({inside}, true)", settled))
    return joins, columns
