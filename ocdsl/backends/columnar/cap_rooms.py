"""What moves from one period of a cap to the next: its excess, or the room it did not use."""

from __future__ import annotations

from ocdsl.backends.columnar.lines import due_day, final_table
from ocdsl.backends.columnar.plan import Plan
from ocdsl.backends.columnar.sqltext import listed, period_end, period_start, quoted
from ocdsl.backends.columnar.step import Step, clause_lines, create
from ocdsl.backends.columnar.sums import contract_periods
from ocdsl.rules import operators as op


def roll_step(plan: Plan, roll: op.Roll, running: op.Cumulate) -> Step:
    """The step of a Roll over the running total of a cap."""
    if roll.step == "excess carried":
        return paid_step(plan, roll, running, quoted(roll.sources[0]))
    query = {"room carried": _kept, "rolling limit": _recent}[roll.step]
    table = quoted(roll.id)
    return Step(table, create(table, query(plan, roll, running)), clause_lines([roll]))


def paid_step(plan: Plan, roll: op.Roll, running: op.Cumulate, earned: str) -> Step:
    """The step of a Roll that carries excess; `earned` has the money of each line, or day."""
    table = quoted(roll.id)
    return Step(table, create(table, _paid_by(plan, roll, running, earned)), clause_lines([roll]))


def dues_of(plan: Plan) -> list[str]:
    """The different due rules of all lines, for a period's first day."""
    return list(dict.fromkeys(due_day(n, "starts_on") for n in plan.lines))


def _earned(plan: Plan, roll: op.Roll, names: list[str], before: str, earned: str = "") -> str:
    """The money earned in each scope and each period begun, as the last of some CTEs, `months`."""
    scope, of_scope = ("".join(f"{p}{n}, " for n in names) for p in ("", "s."))
    starts = ", ".join(
        f"({n}, {start})"
        for n, (start, _) in enumerate(contract_periods(plan.graph.calendar, roll.unit), 1)
    )
    cumulate = plan.graph.nodes[roll.sources[0]]
    takes = isinstance(cumulate, op.Cumulate) and cumulate.takes
    total = "-sum(amount)" if takes else "sum(amount)"
    own = [f"e.{n} IS NOT DISTINCT FROM s.{n}" for n in names]
    scopes = f"SELECT DISTINCT {', '.join(names)} FROM e" if names else "SELECT true AS whole"
    base, joined = _base(plan, roll)
    return f"""{before} t AS (
  SELECT * FROM (VALUES {starts}) t (n, starts_on) WHERE starts_on <= {plan.as_at}
), e AS (
  SELECT {scope}{period_start("earned_on", roll.unit)} AS starts_on, {total} AS amount
  FROM {earned or quoted(roll.sources[0])} GROUP BY ALL
), months AS (
  SELECT {of_scope}t.n, t.starts_on, CAST(coalesce(e.amount, 0) AS BIGINT) AS amount{base}
  FROM ({scopes}) s CROSS JOIN t{joined}
    LEFT JOIN e ON {" AND ".join(["e.starts_on = t.starts_on", *own])}
)"""


def _base(plan: Plan, roll: op.Roll) -> tuple[str, str]:
    """What a share is taken of in each period, and when it is settled; and the table with both."""
    if len(roll.sources) == 1:
        return "", ""
    node = plan.graph.nodes[roll.sources[1]]
    fact = plan.column(node.id, "b")
    on = "b.provider = s.provider AND b.period_start = t.starts_on"
    closes = (
        f"max({fact.settled}) OVER (PARTITION BY s.provider ORDER BY t.n "
        f"ROWS {roll.lasts - 1} PRECEDING) AS closes"
    )
    table = final_table(plan, node.frame)
    return f",\n    coalesce({fact.value}, 0) AS base, {closes}", f"\n    JOIN {table} b ON {on}"


def _paid_by(plan: Plan, roll: op.Roll, running: op.Cumulate, earned: str) -> str:
    """Roll (excess carried), without a loop: the room there was, less the most ever unused."""
    names = [quoted(name) for name in running.scope]
    scope = "".join(f"{n}, " for n in names)
    by = f"PARTITION BY {', '.join(names)} " if names else ""
    dues = "".join(f", {sql} AS due_{i}" for i, sql in enumerate(dues_of(plan)))
    length = 7 if roll.unit == "month" else 10
    return f"""{_earned(plan, roll, names, "WITH", earned)}, so_far AS (
  SELECT *, n * CAST({roll.limit} AS HUGEINT) AS room,
    sum(amount) OVER ({by}ORDER BY n) AS earned
  FROM months
), paid AS (
  SELECT *, CAST(room + least(0, min(earned - room) OVER ({by}ORDER BY n)) AS BIGINT) AS high
  FROM so_far
)
SELECT {scope}starts_on, '@' || left(iso(starts_on), {length}) AS later, high,
  coalesce(lag(high) OVER ({by}ORDER BY n), 0) AS low{dues}
FROM paid"""


def _walked(plan: Plan, roll: op.Roll, running: op.Cumulate, room: str, after: list[str]) -> str:
    """A walk over the periods with a state `s1` to `sN`, that makes the room of each.

    `room` and what the state is `after` the period read the state before it in `w`, and what is
    earned in the period, `m.amount`.
    """
    *others, unit = (quoted(name) for name in running.scope)
    same = "".join(f" AND m.{n} IS NOT DISTINCT FROM w.{n}" for n in others)
    scope = "".join(f"m.{n}, " for n in others)
    nothing = ", ".join(f"CAST(0 AS BIGINT) AS s{i}" for i, _ in enumerate(after, 1))
    state = listed([f"CAST({sql} AS BIGINT) AS s{i}" for i, sql in enumerate(after, 1)], 4)
    own, closes = (", m.closes", ", closes") if len(roll.sources) > 1 else ("", "")
    found = f"SELECT {scope}m.n, m.starts_on{own}, CAST({room} AS BIGINT) AS room,\n    {state}"
    return f"""{_earned(plan, roll, others, "WITH RECURSIVE")}, walk AS (
  {found}
  FROM months m CROSS JOIN (SELECT {nothing}) w WHERE m.n = 1
  UNION ALL
  {found}
  FROM walk w JOIN months m ON m.n = w.n + 1{same}
)
SELECT {"".join(f"{n}, " for n in others)}starts_on AS {unit}, room{closes} FROM walk"""


def _recent(plan: Plan, roll: op.Roll, running: op.Cumulate) -> str:
    """Roll (rolling limit): the state is what was let through in the periods before (E33)."""
    if len(roll.sources) > 1:
        return _recent_share(plan, roll, running)
    before = range(1, min(roll.lasts, _periods(plan, roll)))
    room = f"greatest({roll.limit} - ({' + '.join(f'w.s{i}' for i in before) or '0'}), 0)"
    after = [*(f"w.s{i}" for i in before[1:]), f"least(m.amount, {room})"]
    return _walked(plan, roll, running, room, after)


def _recent_share(plan: Plan, roll: op.Roll, running: op.Cumulate) -> str:
    """Of a share of what the periods come to: that of the periods before is state too."""
    count = min(roll.lasts, _periods(plan, roll)) - 1
    paid = [f"w.s{i}" for i in range(1, count + 1)]
    base = [f"w.s{i}" for i in range(count + 1, 2 * count + 1)]
    share, of = roll.kept
    limit = f"half_up(({' + '.join([*base, 'm.base'])}) * {share}, {of})"
    room = f"greatest({limit} - ({' + '.join(paid) or '0'}), 0)"
    after = [*paid[1:], f"least(m.amount, {room})"] if paid else []
    after += [*base[1:], "m.base"] if base else []
    return _walked(plan, roll, running, room, after or ["0"])


def rooms_table(plan: Plan, room: op.NodeId) -> str:
    """The table of the room of each scope: recorded, rolled, or a measure of its provider."""
    node = plan.graph.nodes[room]
    if node.frame.kind == "line" or isinstance(node, op.Roll):
        return quoted(room)
    value, unit = plan.column(room), quoted(node.frame.unit)
    return (
        f"(SELECT provider, period_start AS {unit}, {value.value} AS room, "
        f"{value.settled} AS closes FROM {final_table(plan, node.frame)})"
    )


def _kept(plan: Plan, roll: op.Roll, running: op.Cumulate) -> str:
    """Roll (room carried): the state is the room carried so far from the oldest periods (E20).

    `sI` is what is carried from the `I` oldest together, so what is used comes off every one, down
    to nothing: the oldest is used first. Then the oldest lapses and what is unused is added.
    """
    count = max(min(roll.lasts, _periods(plan, roll)), 1)
    limit, (share, of) = roll.limit, roll.kept
    wanted = f"greatest(m.amount - {limit}, 0)"
    left = [f"greatest(w.s{i} - {wanted}, 0)" for i in range(1, count + 1)]
    unused = f"half_up(greatest({limit} - m.amount, 0) * {share}, {of})"
    after = [f"{sql} - {left[0]}" for sql in left[1:]]
    after.append(f"{left[-1]} - {left[0]} + {unused}")
    return _walked(plan, roll, running, f"{limit} + w.s{count}", after)


def _periods(plan: Plan, roll: op.Roll) -> int:
    """How many periods the contract has: no state lasts longer."""
    return sum(1 for _ in contract_periods(plan.graph.calendar, roll.unit)) + 1


def recorded_step(plan: Plan, room: op.Select) -> Step:
    """The room that is recorded of each scope's person, or provider; missing where none is yet."""
    pick = plan.graph.nodes[room.of or ""]
    assert isinstance(pick, op.Pick) and pick.lines is not None
    running = plan.graph.nodes[pick.lines]
    assert isinstance(running, op.Cumulate)
    names, unit, tail = running.scope, pick.frame.unit, str(plan.graph.calendar.tail_end)
    scope, whose = ", ".join(map(quoted, names)), "person" if "person" in names else "provider"
    closes = f"least({period_end(f's.{quoted(unit)}', unit)}, {tail})" if unit else tail
    best = {"first": "arg_min_null", "last": "arg_max_null"}[pick.which]
    query = f"""SELECT {", ".join(f"s.{quoted(n)}" for n in names)}, {closes} AS closes,
  {best}(e.{quoted(room.field)}, ROW(e.occurred_on, e.id_order)) AS room
FROM (SELECT DISTINCT {scope} FROM {quoted(running.id)}) s
  LEFT JOIN event e ON e.{whose} = s.{whose} AND e.occurred_on <= {closes}
    AND {plan.passes(pick.source)}
GROUP BY ALL"""
    table = quoted(room.id)
    return Step(table, create(table, query), clause_lines([pick, room]))
