"""Caps: what of each line is paid, and when, and what there is no room for (laws 23 and 27)."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from ocdsl.backends.columnar.cap_days import CapDays
from ocdsl.backends.columnar.cap_rooms import (
    dues_of,
    paid_step,
    recorded_step,
    roll_step,
    rooms_table,
)  # fmt: skip
from ocdsl.backends.columnar.lines import LINES, due_day, has_stay_periods, rule_of
from ocdsl.backends.columnar.parts import (
    PART,
    UNCHANGED,
    made_by,
    order_after,
    order_columns,
    parts_of,
    parts_table,
)
from ocdsl.backends.columnar.plan import Plan
from ocdsl.backends.columnar.sqltext import period_end, period_start, quoted, text
from ocdsl.backends.columnar.step import Step, clause_lines, create, view
from ocdsl.rules import operators as op


def cap_steps(plan: Plan) -> list[Step]:
    """The steps of every cap, in the order in which they apply (law 23)."""
    nodes = plan.graph.nodes.values()
    found = (n for n in nodes if isinstance(n, op.Apportion))
    caps = [n for n in found if not (n.parties or n.fills or n.back)]
    return [step for n in caps for step in Cap.of(plan, n).steps()]


@frozen
class Cap:
    """One cap: the running total of its lines, its room by period, and their overlap."""

    plan: Plan
    node: op.Apportion
    running: op.Cumulate
    roll: op.Roll | None
    shares: op.Allocate | None

    @staticmethod
    def of(plan: Plan, node: op.Apportion) -> Cap:
        """The cap of a node, or the waterfall, with its running total."""
        running = plan.graph.nodes[node.of]
        roll = plan.graph.nodes[node.roll] if node.roll else None
        shares = plan.graph.nodes[node.inside] if node.inside else None
        assert isinstance(running, op.Cumulate)
        assert roll is None or isinstance(roll, op.Roll)
        assert shares is None or isinstance(shares, op.Allocate)
        return Cap(plan, node, running, roll, shares)

    def steps(self) -> list[Step]:
        """Running total; what is paid by the end of each period; the parts."""
        if (days := self._days()) is not None:
            return self._steps_by_day(days)
        steps = [self.running_total()]
        if self.roll is not None:
            steps.append(roll_step(self.plan, self.roll, self.running))
        if self.shares is not None:
            steps.append(self._shared(self.shares))
            parts = self._parts_of_shares(quoted(self.shares.id))
        elif self.plan.graph.settled_room(self.node) is not None:
            return [*steps, self._all_parts(self._parts_of_shares(self._in_order()))]
        else:
            parts = [self._paid(), self._over(f"{quoted(self.running.id)} r {self._rooms()}")]
        if (recorded := self._recorded()) is not None:
            if isinstance(recorded, op.Select):
                steps.append(recorded_step(self.plan, recorded))
            parts.append(
                self._waiting(f"{quoted(self.running.id)} r {self._rooms()}", self._unknown())
            )
        return [*steps, self._all_parts(parts)]

    def _all_parts(self, covered: list[str]) -> Step:
        table = parts_table(self.node)
        query = "\nUNION ALL\n".join([self.not_covered(), *covered])
        return Step(table, create(table, query), clause_lines([self.node]))

    # ---- by day, where excess is carried

    def _days(self) -> CapDays | None:
        """The days of a cap that carries its excess, and takes its lines as they are earned."""
        running, roll = self.running, self.roll
        if roll is None or roll.step != "excess carried" or self.shares or self.node.room:
            return None
        if running.ranks or running.takes:
            return None
        return CapDays(running, roll, self._lines(), self._order())

    def _steps_by_day(self, days: CapDays) -> list[Step]:
        """Whole days at once, the others by line; the total of each line is for who asks for it."""
        assert self.roll is not None
        columns = [f"due_{number}" for number, _ in enumerate(dues_of(self.plan))]
        table, about = quoted(self.running.id), clause_lines([self.running])
        whole = f"({self._lines()}) r JOIN {days.whole} b ON {days.same('r', 'b')}"
        parts = [
            self._select(self._of_whole_day(self.roll), whole),
            self._paid_in_periods(self.roll, self._in_rooms(days.split)),
            self._over(f"{days.split} r {self._rooms()}"),
        ]
        return [
            Step(table, view(table, self._totals()), about),
            days.by_day(about),
            paid_step(self.plan, self.roll, self.running, days.all),
            days.whole_days(["starts_on", "later", *columns]),
            days.split_days(),
            self._all_parts(parts),
        ]

    # ---- the running total

    def _covered(self) -> str:
        payments = set(self.running.payments)
        rules = [str(i) for i, n in enumerate(self.plan.lines) if n.payment in payments]
        since = self.running.since
        later = "" if since is None else f" AND earned_on >= {since}"
        return f"(status IN ('payable', 'released') AND rule IN ({', '.join(rules)}){later})"

    def _of_sources(self) -> str:
        if not self.first():
            return ""
        rules = ", ".join(str(rule_of(self.plan, n)) for n in self.running.sources)
        return f"rule IN ({rules}) AND "

    def _names(self) -> list[str]:
        return [quoted(name) for name in self.running.scope]

    def _scope(self) -> str:
        """The columns of the scope: keys of the lines, or the period of earning."""
        units = [n for n in self.running.scope if n not in ("person", "provider")]
        return "".join(f", {period_start('earned_on', u)} AS {quoted(u)}" for u in units)

    def _by(self) -> str:
        return f"PARTITION BY {', '.join(self._names())} " if self.running.scope else ""

    def own_columns(self) -> list[str]:
        """The columns of a part that the running total of whole lines has not."""
        return [f"{sql} AS {name}" for name, sql in UNCHANGED.items()] if self.first() else []

    def first(self) -> bool:
        """Whether no other cap comes before: then a line has one part, itself."""
        return all(isinstance(self.plan.graph.nodes[n], op.Line) for n in self.running.sources)

    def running_total(self) -> Step:
        """Each covered line's place in its scope: the money, or lines, before and after it."""
        table = quoted(self.running.id)
        return Step(table, create(table, self._totals()), clause_lines([self.running]))

    def _lines(self) -> str:
        """The covered lines, with their scope, as a query."""
        names = (*PART, *order_columns(self.plan))
        columns = [n for n in names if not (self.first() and n in UNCHANGED)]
        source = LINES
        if not self.first():
            source = f"({parts_of(self.plan, self.running.sources, ordered=True)})"
        return f"""SELECT {", ".join(columns)}{self._scope()}
    FROM {source}
    WHERE {self._of_sources()}{self._covered()}"""

    def _order(self) -> str:
        """What orders the covered lines of one scope and day, as SQL."""
        part = "" if self.first() else ", part"
        return f"id_order NULLS FIRST, line_id, {ties(self.plan)}{part}"

    def _totals(self) -> str:
        size, first = ("1", "amount DESC, ") if self.running.ranks else ("amount", "")
        size = "-amount" if self.running.takes else size
        return f"""SELECT *, after - ({size}) AS before
FROM (
  SELECT *, CAST(sum({size}) OVER (
    {self._by()}ORDER BY {first}earned_on, {self._order()}
    ROWS UNBOUNDED PRECEDING
  ) AS BIGINT) AS after
  FROM (
    {self._lines()}
  )
)"""

    # ---- room shared in proportion

    def _shared(self, shares: op.Allocate) -> Step:
        """Allocate: each line's part of the room, settled when the period closes (ruling E19)."""
        by, unit = self._by(), shares.unit
        tail = self.plan.graph.calendar.tail_end
        closes = str(tail)
        if unit:
            last = period_end(period_start("earned_on", unit), unit)
            closes = f"least({last}, {tail})"
        query = f"""WITH with_room AS (
  SELECT r.*, {self._room()} AS room FROM {quoted(self.running.id)} r {self._rooms()}
), total AS (
  SELECT *, CAST(sum(amount) OVER ({by}) AS HUGEINT) AS earned FROM with_room
), exact AS (
  SELECT *, least(room, earned) * amount AS times FROM total
), placed AS (
  SELECT *, least(room, earned) - sum(times // earned) OVER ({by}) AS pence_left,
    row_number() OVER ({by}ORDER BY times % earned DESC, after) AS place
  FROM exact
)
SELECT * EXCLUDE (earned, room, times, pence_left, place),
  CAST(times // earned + CAST(place <= pence_left AS INTEGER) AS BIGINT) AS share,
  {closes} AS closes
FROM placed"""
        table = quoted(shares.id)
        return Step(table, create(table, query), clause_lines([shares]))

    def _in_order(self) -> str:
        """Each line's part of the room in order, settled when the room is; none for no provider."""
        inside = f"greatest(least(r.after, coalesce({self._room()}, 0)) - r.before, 0)"
        closes = f"coalesce(b.closes, {self.plan.graph.calendar.tail_end})"
        return (
            f"(SELECT r.*, {inside} AS share, greatest({closes}, r.earned_on) AS closes "
            f"FROM {quoted(self.running.id)} r LEFT {self._rooms()})"
        )

    def _parts_of_shares(self, lines: str) -> list[str]:
        """What is inside and what is not once the room is settled; before, all is pending."""
        as_at, left_out = self.plan.as_at, "r.after - r.before - r.share"
        dues = " ".join(
            f"WHEN {i} THEN {due_day(n, 'r.closes')}" for i, n in enumerate(self.plan.lines)
        )
        maker = made_by(self.plan, self.node)
        inside = {"amount": f"{self._each()}r.share", "payable_on": f"CASE r.rule {dues} END"}
        nothing = {"payable_on": "CAST(NULL AS INTEGER)", "made_by": maker}
        outside = {
            **nothing,
            "amount": f"{self._each()}({left_out})",
            "status": text(self.node.excess_status),
        }
        closed = f"{lines} r\nWHERE r.closes <= {as_at} AND "
        return [
            self._select(inside, f"{closed}r.share > 0"),
            self._select(outside, f"{closed}{left_out} > 0"),
            self._waiting(f"{lines} r", f"r.closes > {as_at}"),
        ]

    # ---- the parts

    def not_covered(self) -> str:
        """The parts that pass unchanged: of other payments, or of no money."""
        more = order_after(self.plan, self.node)
        inner = parts_of(self.plan, self.running.sources, ordered=bool(more))
        columns = ", ".join([*PART, *more])
        return f"SELECT {columns}\nFROM ({inner})\nWHERE NOT {self._covered()}"

    def _select(self, changed: dict[str, str], source: str) -> str:
        known = {**(UNCHANGED if self.first() else {}), **changed}
        columns = [
            f"{known[c]} AS {c}" if c in known else f"r.{c}"
            for c in (*PART, *order_after(self.plan, self.node))
        ]
        return f"SELECT {', '.join(columns)}\nFROM {source}"

    def _paid(self) -> str:
        """What there is room for in each scope."""
        if self.roll is not None and not self.roll.makes_room:
            return self._paid_in_periods(self.roll, self._in_rooms(quoted(self.running.id)))
        room = self._room()
        changed = {"amount": f"{self._each()}(least(r.after, {room}) - r.before)"}
        source = f"{quoted(self.running.id)} r {self._rooms()}"
        return self._select(changed, f"{source}\nWHERE r.before < {room}")

    def _in_rooms(self, totals: str) -> str:
        """The lines of a table of running totals, each with the periods whose room it reaches."""
        assert self.roll is not None
        same = "".join(f" AND r.{n} IS NOT DISTINCT FROM b.{n}" for n in self._names())
        reached = f"r.after > b.low AND r.before < b.high AND b.high > b.low{same}"
        return f"{totals} r JOIN {quoted(self.roll.id)} b ON {reached}"

    def _paid_in_periods(self, roll: op.Roll, source: str) -> str:
        """The overlap of each line with what is paid in each period of `source` (ruling E14)."""
        amount = "least(r.after, b.high) - greatest(r.before, b.low)"
        return self._select({"amount": amount, **self._by_period(roll)}, source)

    def _by_period(self, roll: op.Roll) -> dict[str, str]:
        """How a part is named and when it is payable, when the period `b` pays it."""
        own = f"b.starts_on = {period_start('r.earned_on', roll.unit)}"
        dues = dues_of(self.plan)
        due = " ".join(
            f"WHEN {i} THEN b.due_{dues.index(due_day(n, 'starts_on'))}"
            for i, n in enumerate(self.plan.lines)
        )
        before = "''" if self.first() else "r.part"
        return {
            "part": f"CASE WHEN {own} THEN {before} ELSE concat({before}, b.later) END",
            "payable_on": f"CASE WHEN {own} THEN r.payable_on ELSE CASE r.rule {due} END END",
        }

    def _of_whole_day(self, roll: op.Roll) -> dict[str, str]:
        """What becomes of a line whose day lies in the one period `b`, or over the cap."""
        paid = self._by_period(roll)
        inside = {
            "part": paid["part"],
            "payable_on": paid["payable_on"],
            "made_by": "CAST(0 AS TINYINT)",
            "status": "r.status",
        }
        over = {"part": UNCHANGED["part"] if self.first() else "r.part", **self._as_excess()}
        return {
            name: f"CASE WHEN b.starts_on IS NULL THEN {over[name]} ELSE {inside[name]} END"
            for name in inside
        }

    def _over(self, source: str) -> str:
        """What there was no room for, of running totals `r`."""
        known = f" AND NOT ({self._unknown()})" if self.node.room else ""
        amount = f"{self._each()}(r.after - greatest(r.before, {self._room()}))"
        where = f"WHERE r.after > {self._room()}{known}"
        return self._select({"amount": amount, **self._as_excess()}, f"{source}\n{where}")

    def _as_excess(self) -> dict[str, str]:
        """What is over is carried until the tail ends, then goes as the cap says (ruling E24)."""
        tail, node = self.plan.graph.calendar.tail_end, self.node
        ended, going = text(node.end_status), text(node.excess_status)
        status = f"CASE WHEN {self.plan.as_at} >= {tail} THEN {ended} ELSE {going} END"
        dues = " ".join(
            f"WHEN {i} THEN {due_day(n, str(tail))}" for i, n in enumerate(self.plan.lines)
        )
        return {
            "made_by": made_by(self.plan, node),
            "status": status,
            "payable_on": f"CASE WHEN ({status}) = 'payable' THEN CASE r.rule {dues} END END",
        }

    def _unknown(self) -> str:
        """That the room of a scope is not recorded yet, and still can be."""
        return f"b.room IS NULL AND b.closes > {self.plan.as_at}"

    def _each(self) -> str:
        """Where room is a number of lines, each is inside whole or not at all."""
        return "r.amount * " if self.running.ranks else "-" if self.running.takes else ""

    def _waiting(self, source: str, where: str) -> str:
        """Lines that are earned, and pending until their room is known."""
        changed = {
            "status": "'pending'", "earned_on": "CAST(NULL AS INTEGER)",
            "payable_on": "CAST(NULL AS INTEGER)", "made_by": made_by(self.plan, self.node),
        }  # fmt: skip
        return self._select(changed, f"{source}\nWHERE {where}")

    def _recorded(self) -> op.Node | None:
        """The value that is the room of each scope, where it is recorded."""
        return self.plan.graph.nodes[self.node.room] if self.node.room else None

    def _room(self) -> str:
        if self.node.room is not None:
            return "coalesce(b.room, 0)"
        if self.roll is None:
            return str(self.node.limit)
        return "b.room" if self.roll.makes_room else "coalesce(b.high, 0)"

    def _rooms(self) -> str:
        """The room in each scope; or all that is paid in it by the last period begun."""
        names = self._names()
        on = " AND ".join(f"r.{n} IS NOT DISTINCT FROM b.{n}" for n in names) or "true"
        if self.node.room is not None:
            return f"JOIN {rooms_table(self.plan, self.node.room)} b ON {on}"
        if self.roll is None:
            return ""
        if self.roll.makes_room:
            return f"JOIN {quoted(self.roll.id)} b ON {on}"
        scope = "".join(f"{n}, " for n in names)
        by = f"GROUP BY {', '.join(names)}" if names else ""
        highest = f"SELECT {scope}max(high) AS high FROM {quoted(self.roll.id)} {by}"
        return f"LEFT JOIN ({highest}) b ON {on}"


def ties(plan: Plan) -> str:
    """What orders lines earned on one day by one event: such lines are about one person.

    So their ids differ in the payment, the period of a stay, the outcome, the status and the part
    alone. Ranks tell them apart, and the period where a stay that starts with the event has many.
    """
    nodes = plan.lines
    outcomes = [f"/{n.outcome}" if n.outcome else "" for n in nodes]
    payments = [(f"{n.payment}/",) for n in nodes]
    rest = [(f"{outcomes[i]}#{n.status}",) for i, n in enumerate(nodes)]
    if not has_stay_periods(plan):
        return _ranked([(*one, *two) for one, two in zip(payments, rest, strict=True)])
    return f"{_ranked(payments)}, stay_period NULLS FIRST, {_ranked(rest)}"


def _ranked(marks: Sequence[tuple[str, ...]]) -> str:
    """The place of each line's mark among those of all, as SQL."""
    places = {mark: place for place, mark in enumerate(sorted(set(marks)))}
    ranks = " ".join(f"WHEN {i} THEN {places[mark]}" for i, mark in enumerate(marks))
    return f"CASE rule {ranks} END"
