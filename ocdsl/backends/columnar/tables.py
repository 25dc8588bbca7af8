"""The tables of people, of sums and of periods: one step for each stage of each frame."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve

from ocdsl.backends.columnar.compound import compounded
from ocdsl.backends.columnar.facts import Fact, fact_of
from ocdsl.backends.columnar.picks import (
    Joined,
    field_of_pick,
    first_picks,
    own_events,
    picked_step,
    picks_in_windows,
)
from ocdsl.backends.columnar.plan import Plan
from ocdsl.backends.columnar.spells import (
    first_of_each,
    first_spells,
    of_spells,
    spell_period_rows,
    spell_rows,
    spells_open,
    spells_reaching,
    stretches_step,
)
from ocdsl.backends.columnar.sqltext import greatest, listed, quoted
from ocdsl.backends.columnar.step import Step, clause_lines, create, view
from ocdsl.backends.columnar.sums import (
    counts_of_groups,
    event_sums_step,
    merged_periods,
    period_rows,
    sums_of_events,
)
from ocdsl.rules import operators as op
from ocdsl.rules.graph import inputs


def table_steps(plan: Plan) -> list[Step]:
    """The steps that make every node that is not about payment lines a column."""
    tables = [step for at in plan.stages.tables for step in _steps_at(plan, *at)]
    sums = (event_sums_step(plan, frame, stage) for stage, frame in plan.stages.tables)
    return [picked_step(plan), *(step for step in sums if step is not None), *tables]


def _steps_at(plan: Plan, stage: int, frame: op.Frame) -> list[Step]:
    """A frame's table, after the stretches that its spells are made of."""
    nodes = plan.stages.nodes(frame, stage)
    made = [n for n in nodes if isinstance(n, op.Spell) and n.of is None]
    return [*(stretches_step(plan, stage, n) for n in made), _table_step(plan, stage, frame)]


def _table_step(plan: Plan, stage: int, frame: op.Frame) -> Step:
    table = plan.table(frame, stage)
    nodes = plan.stages.nodes(frame, stage)
    make = view if _only_adds(plan, stage, frame) else create
    return Step(table, make(table, table_query(plan, stage, frame)), clause_lines(nodes))


def _only_adds(plan: Plan, stage: int, frame: op.Frame) -> bool:
    """Whether a stage only tells people what the periods of their providers have come to.

    It is then cheaper to join them again than to copy every row, as long as the next stage does not
    ask for the numbers of its rows: a view has none.
    """
    later = [s for s, own in plan.stages.tables if own == frame and s > stage]
    if frame.kind != "person" or not later:
        return False
    beyond = [n for n in plan.stages.nodes(frame, stage) if plan.stages.looks_beyond(n)]
    following = plan.stages.nodes(frame, min(later))
    return all(_of_its_period(n) for n in beyond) and all(
        _of_its_period(n) or isinstance(n, op.Allocate)
        for n in following
        if plan.stages.looks_beyond(n)
    )


def _of_its_period(node: op.Node) -> bool:
    return isinstance(node, op.Broadcast) and bool(node.by)


def table_query(plan: Plan, stage: int, frame: op.Frame, every: bool = False) -> str:
    """The query of a frame's table at a stage: what later steps read, or every column there is."""
    nodes = plan.stages.nodes(frame, stage)
    beyond = [n for n in nodes if plan.stages.looks_beyond(n)]
    before = _before(plan, stage, frame)
    read = [*_carried(plan, frame, stage)] if before else []
    first = _first_level(plan, frame, before, read, _joins(plan, frame, stage, beyond))
    levels = [
        [column for node in level for column in _row_wise(plan, frame, node)]
        for level in _levels(nodes, {n.id for n in beyond})
    ]
    kept = [n for n in [*read, *nodes] if every or plan.kept(n, stage)]
    picks = [*plan.picks_of_people(frame, stage), *plan.picks_of_spells(frame, stage)]
    names = [quoted(n.id) for n in picks]
    names += _columns(plan, kept)
    return _query([*plan.keys(frame), *plan.extra_columns(frame), *names], first, levels)


def _before(plan: Plan, stage: int, frame: op.Frame) -> str | None:
    """The frame's table of an earlier stage, if it has one."""
    earlier = [s for s, own in plan.stages.tables if own == frame and s < stage]
    return plan.table(frame, max(earlier)) if earlier else None


def _carried(plan: Plan, frame: op.Frame, stage: int) -> Iterable[op.Node]:
    """Nodes of earlier stages that this stage or a later one still reads."""
    return (
        n for n in plan.stages.nodes(frame)
        if plan.stages.of[n.id] < stage <= plan.stages.last_use[n.id]
    )  # fmt: skip


# ---- the first level: the table before, with what looks beyond its rows joined to it


def _joins(plan: Plan, frame: op.Frame, stage: int, beyond: Sequence[op.Node]) -> Joined:
    """Tables to join, and the columns to take from them; each operator in its own way."""
    makers = (
        first_picks, own_events, spell_rows, spell_period_rows, picks_in_windows, sums_of_events,
        counts_of_groups, merged_periods, compounded, _of_people, _of_periods, _of_wider, of_spells,
        spells_reaching, spells_open, first_spells, first_of_each, _shares,
    )  # fmt: skip
    sources: list[str] = []
    columns: list[str] = []
    for make in makers:
        joined, taken = make(plan, frame, stage, beyond)
        sources += joined
        columns += taken
    return sources, columns


def _first_level(
    plan: Plan, frame: op.Frame, before: str | None, kept: Sequence[op.Node], joined: Joined
) -> str:
    """The rows of the table, from the one before or made anew, with the joined columns."""
    sources, columns = joined
    table = f"{before} p" if before else _made_anew(plan, frame, sources)
    rest = sources if before else sources[1:] if frame.kind != "period" else sources
    keys = [f"p.{key}" for key in (*plan.keys(frame), *plan.extra_columns(frame))]
    own = [f"p.{name}" for name in _columns(plan, kept)]
    joins = "".join(f"\n  {source}" for source in rest)
    # The contract itself has no keys.
    shown = [*keys, *own, *columns] or ["1 AS whole"]
    return f"SELECT\n    {listed(shown)}\n  FROM {table}{joins}"


def _columns(plan: Plan, nodes: Sequence[op.Node]) -> list[str]:
    return list(dict.fromkeys(name for node in nodes for name in plan.columns(node)))


def _made_anew(plan: Plan, frame: op.Frame, sources: Sequence[str]) -> str:
    return period_rows(plan, frame) if frame.kind == "period" else sources[0]


def _of_people(plan: Plan, frame: op.Frame, stage: int, beyond: Sequence[op.Node]) -> Joined:
    """Broadcast from a person's row to the finer rows about that person."""
    if frame.kind == "period":
        return [], []
    mine = [
        n for n in beyond
        if isinstance(n, op.Broadcast) and not n.by
        and not plan.graph.nodes[n.source].frame.of_spells
    ]  # fmt: skip
    picks = plan.picks_of_people(frame, stage)
    if not mine and not picks:
        return [], []
    people = plan.table(op.PERSON, stage)
    columns = [f"o.{quoted(pick.id)}" for pick in picks]
    for node in mine:
        columns += plan.named(node, plan.column(node.source, "o"))
    return [f"JOIN {people} o ON o.person = p.person"], columns


def _of_periods(plan: Plan, frame: op.Frame, stage: int, beyond: Sequence[op.Node]) -> Joined:
    """Broadcast from a provider's period to the rows that belong to it."""
    groups: dict[tuple[op.Frame, tuple[op.NodeId, ...]], list[op.Broadcast]] = {}
    for node in beyond:
        if isinstance(node, op.Broadcast) and node.by:
            source = plan.graph.nodes[node.source]
            groups.setdefault((source.frame, node.by), []).append(node)
    joins, columns = [], []
    for number, ((coarser, by), nodes) in enumerate(groups.items(), 1):
        alias = f"q{number}"
        table = plan.table(coarser, stage - 1)
        keys = [plan.column(key, "p") for key in by]
        names = ("provider" if key == "provider" else "period_start" for key in coarser.keys)
        on = " AND ".join(f"{alias}.{n} = {k.value}" for n, k in zip(names, keys, strict=True))
        joins.append(f"LEFT JOIN {table} {alias} ON {on}")
        known = greatest(k.settled for k in keys)
        for node in nodes:
            fact = plan.column(node.source, alias)
            columns += plan.named(node, evolve(fact, settled=greatest((fact.settled, known))))
    return joins, columns


def _of_wider(plan: Plan, frame: op.Frame, stage: int, beyond: Sequence[op.Node]) -> Joined:
    """Broadcast from a coarser frame of providers and periods: joined by the keys they share."""
    groups: dict[op.Frame, list[op.Broadcast]] = {}
    for node in beyond if frame.kind == "period" else ():
        if isinstance(node, op.Broadcast) and not node.by:
            groups.setdefault(plan.graph.nodes[node.source].frame, []).append(node)
    joins, columns = [], []
    for number, (coarser, nodes) in enumerate(groups.items(), 1):
        alias = f"c{number}"
        keys = [name for name in plan.keys(coarser) if name != "period_end"]
        on = " AND ".join(f"{alias}.{name} = p.{name}" for name in keys) or "true"
        joins.append(f"JOIN {plan.table(coarser, stage - 1)} {alias} ON {on}")
        for node in nodes:
            columns += plan.named(node, plan.column(node.source, alias))
    return joins, columns


def _shares(plan: Plan, frame: op.Frame, stage: int, beyond: Sequence[op.Node]) -> Joined:
    """Allocate by weights: a group's pence over its rows, by largest remainder (ruling E10)."""
    joins, columns = [], []
    mine = [n for n in beyond if isinstance(n, op.Allocate)]
    for number, node in enumerate(mine, 1):
        assert node.weights is not None and node.amount is not None
        amount, weight = plan.column(node.amount, "p"), plan.column(node.weights, "p")
        alias, table = f"a{number}", plan.table(frame, stage - 1)
        row = _row_of(frame)
        joins.append(
            f"LEFT JOIN (\n{_allocated(plan, node, table)}\n  ) {alias} ON {alias}.row_no = p.{row}"
        )
        settled = greatest((weight.settled, amount.settled))
        columns += plan.named(node, Fact(f"{alias}.part", settled))
    return joins, columns


def _row_of(frame: op.Frame) -> str:
    """What tells the rows of a frame apart: of people their names, for theirs may be a view."""
    return "person" if frame.kind == "person" else "rowid"


def _allocated(plan: Plan, node: op.Allocate, table: str) -> str:
    assert node.weights is not None and node.amount is not None
    amount, weight = plan.column(node.amount).value, plan.column(node.weights).value
    groups = [plan.column(key).value for key in node.by] or ["true"]
    own = plan.order(node.order)
    read = [*plan.keys(node.frame), *groups, own, amount, weight]
    by, keys = ", ".join(groups), ", ".join(plan.keys(node.frame))
    row = _row_of(node.frame)
    inner = dict.fromkeys([*read, row])
    exact = f"CAST({amount} AS HUGEINT) * {weight}"
    return f"""    SELECT row_no, CAST(share + CAST(row_number() OVER (
        PARTITION BY {by} ORDER BY remainder DESC, ties NULLS FIRST, {keys}
      ) <= amount - sum(share) OVER (PARTITION BY {by}) AS INTEGER) AS BIGINT) AS part
    FROM (
      SELECT {row} AS row_no, {by}, {keys}, {amount} AS amount, {own} AS ties,
        CASE WHEN whole = 0 THEN 0 ELSE {exact} // whole END AS share,
        CASE WHEN whole = 0 THEN 0 ELSE {exact} % whole END AS remainder
      FROM (
        SELECT {listed(inner, 10)},
          sum({weight}) OVER (PARTITION BY {by}) AS whole
        FROM {table}
        WHERE {amount} IS NOT NULL AND {weight} IS NOT NULL
      )
    )"""


# ---- the other levels: each works on one row of the level before


def _levels(nodes: Sequence[op.Node], beyond: set[op.NodeId]) -> list[list[op.Node]]:
    """Row-wise nodes by how many others of their stage they rest on, one after the other."""
    depth = dict.fromkeys(beyond, 0)
    levels: dict[int, list[op.Node]] = {}
    for node in nodes:
        if node.id in beyond:
            continue
        depth[node.id] = 1 + max((depth.get(i, 0) for i in inputs(node)), default=0)
        levels.setdefault(depth[node.id], []).append(node)
    return [levels[d] for d in sorted(levels)]


def _query(names: Sequence[str], first: str, levels: Sequence[Sequence[str]]) -> str:
    """The named columns of the last level; each level adds columns to the one before."""
    parts = [f"row_0 AS NOT MATERIALIZED (\n  {first}\n)"]
    for number, columns in enumerate(levels, 1):
        parts.append(
            f"row_{number} AS NOT MATERIALIZED (\n  SELECT *,\n    {listed(columns)}\n"
            f"  FROM row_{number - 1}\n)"
        )
    chain = ",\n".join(parts)
    return f"WITH {chain}\nSELECT {', '.join(names)}\nFROM row_{len(levels)}"


def _row_wise(plan: Plan, frame: op.Frame, node: op.Node) -> list[str]:
    if isinstance(node, op.Select):
        return plan.named(node, field_of_pick(plan, node))
    return plan.named(node, fact_of(node, plan.reader(frame)))
