"""Sums: of a person's events in each period, of people and lines for each provider and period."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ocdsl.backends.columnar.facts import Fact
from ocdsl.backends.columnar.kinds import CONDITION
from ocdsl.backends.columnar.plan import Plan
from ocdsl.backends.columnar.sqltext import (
    SEPARATOR,
    greatest,
    least,
    listed,
    period_end,
    quoted,
    text,
)
from ocdsl.backends.columnar.step import Step, clause_lines, create
from ocdsl.base.calendar import period_end as last_day
from ocdsl.base.calendar import period_start as first_day
from ocdsl.rules import operators as op
from ocdsl.rules.graph import Calendar, inputs

Joined = tuple[list[str], list[str]]


def event_sums_step(plan: Plan, frame: op.Frame, stage: int) -> Step | None:
    """The sums of a finer frame as a step of their own, where nothing of a person is asked.

    It can then be made while the table of people is; else the frame's own step makes them.
    """
    node = _summed(plan, plan.stages.nodes(frame, stage), frame)
    if node is None or plan.reads_people(node.source):
        return None
    table = _sums_table(frame)
    return Step(table, create(table, _summed_query(plan, frame, stage, node)), clause_lines([node]))


def sums_of_events(plan: Plan, frame: op.Frame, stage: int, beyond: Sequence[op.Node]) -> Joined:
    """The table of sums: one grouping of the events of a kind by person, provider and period."""
    node = _summed(plan, beyond, frame)
    if node is None:
        return [], []
    made = plan.reads_people(node.source)
    source = f"({_summed_query(plan, frame, stage, node)})" if made else _sums_table(frame)
    return [f"{source} p"], plan.named(node, Fact("p.total", "p.settled"))


def _summed(plan: Plan, nodes: Sequence[op.Node], frame: op.Frame) -> op.Aggregate | None:
    found = (n for n in nodes if isinstance(n, op.Aggregate) and frame.kind == "cell")
    return next(found, None)


def _sums_table(frame: op.Frame) -> str:
    return quoted(f"{frame.name} sums")


def _summed_query(plan: Plan, frame: op.Frame, stage: int, node: op.Aggregate) -> str:
    people = plan.reads_people(node.source)
    join = f"\n      JOIN {plan.table(op.PERSON, stage)} p ON p.person = e.person" if people else ""
    person, provider, start = (plan.event_fact(key, "p").value for key in node.by)
    value = plan.event_fact(node.source, "p").value
    return f"""
    SELECT *, {_group_settled(plan, frame)} AS settled
    FROM (
      SELECT {person} AS person, {provider} AS provider, {start} AS period_start,
        CAST(sum({value}) AS BIGINT) AS total, max(e.occurred_on) AS last_day,
        min(e.id_order) AS first_id, count(*) AS events,
        string_agg(e.event_id, {SEPARATOR}) AS event_ids
      FROM event e{join}
      WHERE {plan.passes(node.source)}
      GROUP BY ALL
    )"""


def _group_settled(plan: Plan, frame: op.Frame) -> str:
    """A sum is settled when its period ends; the contract's last period ends with the tail."""
    tail = str(plan.graph.calendar.tail_end)
    end = least((period_end("period_start", frame.unit), f"greatest({tail}, period_start)"))
    return greatest((end, "last_day"))


# ---- providers and periods


def period_rows(plan: Plan, frame: op.Frame) -> str:
    """The rows of a frame of periods: every provider, and every period of the contract."""
    scope = "provider" in frame.keys
    providers = ", ".join(f"({text(name)})" for name in plan.graph.providers)
    calendar = plan.graph.calendar
    found = contract_periods(calendar, frame.unit) if frame.unit else ()
    periods = ",\n      ".join(f"({a}, {b})" for a, b in found)
    starts = f"(VALUES\n      {periods}\n    ) t (period_start, period_end)"
    if not frame.unit:
        source = f"FROM (VALUES {providers}) s (provider)" if scope else ""
        return f"(SELECT {'provider' if scope else '1 AS whole'} {source}) p"
    if not scope:
        return f"(SELECT * FROM {starts}) p"
    return f"""(
    SELECT provider, period_start, period_end
    FROM (VALUES {providers}) s (provider), {starts}
  ) p"""


def contract_periods(calendar: Calendar, unit: str) -> Iterator[tuple[int, int]]:
    """First and last days of the periods, from the term's first to that in which the tail ends."""
    start = first_day(calendar.term_start, unit, calendar.week_day, calendar.year_month)
    while start <= calendar.tail_end:
        end = last_day(start, unit)
        yield start, min(end, calendar.tail_end)
        start = end + 1


def counts_of_groups(plan: Plan, frame: op.Frame, stage: int, beyond: Sequence[op.Node]) -> Joined:
    """People counted, or lines summed, for each provider and period (ruling E9)."""
    if frame.kind != "period":
        return [], []
    groups: dict[tuple[op.Frame, tuple[op.NodeId, ...]], list[op.Aggregate]] = {}
    end = "p.period_end" if frame.unit else str(plan.graph.calendar.tail_end)
    for node in beyond:
        if isinstance(node, op.Aggregate):
            source = plan.graph.nodes[node.source].frame
            groups.setdefault((source, _group(plan, node)), []).append(node)
    joins, columns = [], []
    for number, ((source, _), nodes) in enumerate(groups.items(), 1):
        alias = f"g{number}"
        rows = _rows_of(plan, source, nodes, stage)
        joins.append(_grouped(plan, frame, rows, nodes, alias))
        for node in nodes:
            found = plan.column(node.id, alias)
            latest = f"greatest({end}, {found.settled})"
            nothing = found.value if node.how in ("max", "min") else f"coalesce({found.value}, 0)"
            columns += plan.named(node, Fact(nothing, latest))
            if plan.keeps_ids(node):
                columns.append(f"{alias}.{plan.ids(node.id)} AS {plan.ids(node.id)}")
    return joins, columns


def _rows_of(
    plan: Plan,
    source: op.Frame,
    nodes: Sequence[op.Aggregate],
    stage: int,
) -> tuple[str, Callable[[op.NodeId], Fact]]:
    """What is grouped, and how a node's fact is read there: a table's rows, or events."""
    if source.kind != "event":
        return f"FROM {plan.table(source, stage - 1)}\n    WHERE true", plan.column
    people = any(plan.reads_people(n.source) for n in nodes)
    join = ""
    if people:
        join = f"\n      JOIN {plan.table(op.PERSON, stage - 1)} p ON p.person = e.person"
    tests = plan.passes(_selected(plan, nodes[0].source))
    return f"FROM event e{join}\n    WHERE {tests}", lambda name: plan.event_fact(name, "p")


def _selected(plan: Plan, name: op.NodeId) -> op.NodeId:
    """The relation of events that a fact about events is of."""
    node = plan.graph.nodes[name]
    if isinstance(node, op.Select):
        assert node.of is not None
        return node.of
    of_events = (i for i in inputs(node) if plan.graph.nodes[i].frame.kind == "event")
    return _selected(plan, next(of_events))


def _group(plan: Plan, node: op.Aggregate) -> tuple[op.NodeId, ...]:
    """What is grouped together: nodes with the same keys, of the same events."""
    if plan.graph.nodes[node.source].frame.kind != "event":
        return node.by
    return (*node.by, _selected(plan, node.source))


def _grouped(
    plan: Plan,
    frame: op.Frame,
    rows: tuple[str, Callable[[op.NodeId], Fact]],
    nodes: Sequence[op.Aggregate],
    alias: str,
) -> str:
    source, read = rows
    names = [name for name in plan.keys(frame) if name != "period_end"]
    keys = [read(key).value for key in nodes[0].by]
    sums = [column for node in nodes for column in _sums(plan, node, read)]
    given = [f"{key} AS {name}" for key, name in zip(keys, names, strict=True)]
    there = "".join(f" AND {key} IS NOT NULL" for key in keys)
    on = " AND ".join(f"{alias}.{name} = p.{name}" for name in names) or "true"
    return f"""LEFT JOIN (
    SELECT {listed([*given, *sums], 6)}
    {source}{there}
    GROUP BY ALL
  ) {alias} ON {on}"""


def _sums(plan: Plan, node: op.Aggregate, read: Callable[[op.NodeId], Fact]) -> Iterator[str]:
    """The value of a group, the day it is settled on and, where they are kept, the ids."""
    fact, mine = read(node.source), plan.column(node.id)
    known = f"FILTER (WHERE {fact.value} IS NOT NULL)"
    if node.how == "count":
        truth = fact.value
        if plan.stages.kinds[node.source] != CONDITION:
            truth = f"{fact.value} <> 0"
        yield f"count(*) FILTER (WHERE {truth}) AS {mine.value}"
    else:
        yield f"CAST({node.how}({fact.value}) AS BIGINT) AS {mine.value}"
    yield f"max({fact.settled}) {known} AS {mine.settled}"
    if plan.keeps_ids(node):
        yield f"string_agg(e.event_id, {SEPARATOR}) {known} AS {plan.ids(node.id)}"


# ---- periods joined until there are enough people


def merged_periods(plan: Plan, frame: op.Frame, stage: int, beyond: Sequence[op.Node]) -> Joined:
    """Roll (merge until): too few people are judged with those of the next period (ruling E21)."""
    rolls: dict[tuple[op.NodeId, ...], list[op.Roll]] = {}
    for node in beyond:
        if isinstance(node, op.Roll) and node.step == "merge until":
            rolls.setdefault(node.sources, []).append(node)
    joins, columns = [], []
    for number, nodes in enumerate(rolls.values(), 1):
        alias = f"m{number}"
        merge = _merged if nodes[0].joins else _each_alone
        query = merge(plan, plan.table(frame, stage - 1), nodes[0])
        on = f"{alias}.provider = p.provider AND {alias}.period_start = p.period_start"
        joins.append(f"LEFT JOIN (\n{query}\n  ) {alias} ON {on}")
        for node in nodes:
            value = f"{alias}.{'group_start' if node.output == 'group' else 'achieved'}"
            under = f"{alias}.counted" if node.output == "ratio" else None
            columns += plan.named(node, Fact(value, f"{alias}.settled", under))
    return joins, columns


def _each_alone(plan: Plan, table: str, node: op.Roll) -> str:
    achieved, counted = (plan.column(source) for source in node.sources)
    enough = f"{counted.value} >= {max(node.limit, 1)}"
    return f"""    SELECT provider, period_start, period_start AS group_start,
      CASE WHEN {enough} THEN {achieved.value} END AS achieved,
      CASE WHEN {enough} THEN {counted.value} END AS counted,
      {greatest((achieved.settled, counted.settled))} AS settled
    FROM {table}"""


def _merged(plan: Plan, table: str, node: op.Roll) -> str:
    """A walk over the periods: each joins the group before it while that is too small."""
    achieved, counted = (plan.column(source) for source in node.sources)
    settled = greatest((achieved.settled, counted.settled))
    alone = "coalesce(before_achieved, CASE WHEN after.people > 0 THEN after.reached END)"
    alone_of = "coalesce(before_people, CASE WHEN after.people > 0 THEN after.people END)"
    if not node.judged_at_end:
        alone, alone_of = "before_achieved", "before_people"
    return f"""    WITH RECURSIVE numbered AS (
      SELECT provider, period_start, {achieved.value} AS reached, {counted.value} AS people,
        {settled} AS settled,
        row_number() OVER (PARTITION BY provider ORDER BY period_start) AS n
      FROM {table}
    ), walk AS (
      SELECT *, 1 AS group_no, people AS so_far FROM numbered WHERE n = 1
      UNION ALL
      SELECT b.*, a.group_no + CAST(a.so_far >= {node.limit} AS INTEGER),
        b.people + CASE WHEN a.so_far >= {node.limit} THEN 0 ELSE a.so_far END
      FROM walk a JOIN numbered b ON b.provider = a.provider AND b.n = a.n + 1
    ), grouped AS (
      SELECT provider, group_no, max(period_start) AS group_start,
        CAST(sum(reached) AS BIGINT) AS reached, CAST(sum(people) AS BIGINT) AS people,
        max(settled) AS settled, sum(people) >= {node.limit} AS enough
      FROM walk GROUP BY provider, group_no
    ), after AS (
      SELECT *, lag(reached) OVER w AS before_achieved, lag(people) OVER w AS before_people
      FROM grouped WINDOW w AS (PARTITION BY provider ORDER BY group_no)
    )
    SELECT walk.provider, walk.period_start, group_start,
      CASE WHEN enough THEN after.reached ELSE {alone} END AS achieved,
      CASE WHEN enough THEN after.people ELSE {alone_of} END AS counted,
      CASE WHEN enough THEN after.settled ELSE {plan.graph.calendar.tail_end} END AS settled
    FROM walk JOIN after USING (provider, group_no)"""
