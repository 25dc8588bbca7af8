"""The embedded engine's answers to questions about one evaluation: one row looked up at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from ocdsl.backends.columnar.engine import Run
from ocdsl.backends.columnar.kinds import CONDITION, EVENT, RATIO
from ocdsl.backends.columnar.lines import final_table
from ocdsl.backends.columnar.sqltext import quoted, text
from ocdsl.backends.columnar.tables import table_query
from ocdsl.events.rows import Event
from ocdsl.ledger.decision_ids import key_of
from ocdsl.ledger.facts import Fact, PaidBy, Totals
from ocdsl.rules import operators as op

_COMMON = (
    "event_id", "event", "provider", "person", "occurred_on", "recorded_at", "recorded_by",
)  # fmt: skip
_NOT_FIELDS = {*_COMMON, "id_order", "recorded_on", "supersedes", "retracts"}


class ColumnarFacts:
    """A `FactSource` over a run of the embedded engine."""

    def __init__(self, run: Run) -> None:
        """Raises UnreadableLog when the log is no longer what it was."""
        run.files.check()
        self._run = run
        self._fields = [
            name for name, *_ in self._query("DESCRIBE event") if name not in _NOT_FIELDS
        ]
        self._own: dict[str, list[Event]] = {}
        self._found: dict[tuple[str, Any], dict[str, Any] | None] = {}

    def fact(self, node: str, key: Any) -> Fact | None:
        """The fact of a node at a row, or None."""
        found = self._run.plan.graph.nodes[node]
        if found.frame.kind == "event":
            return self._event_fact(found, key)
        if found.frame.kind == "line" or node not in self._run.plan.stages.of:
            return None
        row = self._row(found, key)
        return None if row is None else self._as_fact(node, row)

    def members(self, node: str, key: Any) -> Sequence[Any]:
        """The rows counted or summed in one group of an Aggregate."""
        aggregate = self._run.plan.graph.nodes[node]
        assert isinstance(aggregate, op.Aggregate)
        if aggregate.frame.kind == "cell":
            row = self._row(aggregate, key)
            return sorted(row["event_ids"].split(chr(31))) if row else []
        if self._run.plan.graph.sums_events(node):
            row = self._row(aggregate, key)
            return sorted(filter(None, ((row or {}).get(f"{node} ids") or "").split(chr(31))))
        plan, source = self._run.plan, self._run.plan.graph.nodes[aggregate.source]
        value = plan.column(source.id).value
        counted = value if self._kind(source.id) == CONDITION else f"{value} IS NOT NULL"
        groups = [f"{plan.column(by).value} = ?" for by in aggregate.by]
        keys = plan.keys(source.frame)
        table = plan.table(source.frame, plan.stages.of[node] - 1)
        found = self._query(
            f"SELECT {', '.join(keys)} FROM {table} WHERE {' AND '.join([counted, *groups])}", key
        )
        if source.frame.kind == "person":
            self._fetch_people([person for (person,) in found])
        return sorted(row[0] if len(keys) == 1 else row for row in found)

    def running(self, node: str, line: str) -> Totals | None:
        """The totals of a Cumulate before and after a line."""
        total, asked = self._run.plan.graph.nodes[node], _asked(line)
        assert isinstance(total, op.Cumulate)
        # Before any cap a line is one part, itself, and the table has no column for its name.
        has_part = any(name == "part" for name, *_ in self._query(f"DESCRIBE {quoted(node)}"))
        if asked.part and not has_part:
            return None
        names = ", ".join([*map(quoted, total.scope), "before", "after"])
        part = f"part = {text(asked.part)} AND " if has_part else ""
        for rule, own in enumerate(self._run.plan.lines):
            if (own.payment, own.status) != (asked.payment, asked.status):
                continue
            where = f"{part}rule = {rule} AND row_no = ({self._row_number(own.frame)})"
            if own.outcome and own.outcome != asked.outcome:
                continue
            key = key_of(own.frame.keys, line, own.outcome)
            found = self._query(f"SELECT {names} FROM {quoted(node)} WHERE {where}", key)
            if found:
                return Totals(found[0][:-2], int(found[0][-2]), int(found[0][-1]))
        return None

    def scope_total(self, node: str, scope: tuple[Any, ...]) -> int:
        """The money of all lines in a scope of a Cumulate."""
        total = self._run.plan.graph.nodes[node]
        assert isinstance(total, op.Cumulate)
        found = self._query(f"SELECT max(after) FROM {quoted(node)} WHERE {_in(total)}", scope)
        return int(found[0][0])

    def room(self, node: str, scope: tuple[Any, ...]) -> int:
        """The room that a Roll makes in a scope of a Cumulate."""
        where = _in(self._total_of(node))
        found = self._query(f"SELECT room FROM {quoted(node)} WHERE {where}", scope)
        return int(found[0][0])

    def recorded(self, node: str, scope: tuple[Any, ...]) -> int | None:
        """The limit that is recorded of a scope of a Cumulate."""
        room = self._run.plan.graph.nodes[node]
        assert isinstance(room, op.Select)
        pick = self._run.plan.graph.nodes[room.of or ""]
        assert isinstance(pick, op.Pick)
        total = self._run.plan.graph.nodes[pick.lines or ""]
        assert isinstance(total, op.Cumulate)
        found = self._query(f"SELECT room FROM {quoted(node)} WHERE {_in(total)}", scope)
        return None if found[0][0] is None else int(found[0][0])

    def _total_of(self, node: str) -> op.Cumulate:
        """The running total that a Roll rests on."""
        roll = self._run.plan.graph.nodes[node]
        assert isinstance(roll, op.Roll)
        total = self._run.plan.graph.nodes[roll.sources[0]]
        assert isinstance(total, op.Cumulate)
        return total

    def paid_by(self, node: str, scope: tuple[Any, ...]) -> Sequence[PaidBy]:
        """What a Roll that carries excess paid by the end of each period begun."""
        total = self._total_of(node)
        found = self._query(
            f"SELECT high, starts_on FROM {quoted(node)} WHERE {_in(total)} ORDER BY starts_on",
            scope,
        )
        return [PaidBy(int(high), start) for high, start in found]

    def events_of(self, person: str) -> Sequence[Event]:
        """The visible events of a person, by (day, event id)."""
        if person not in self._own:
            self._own[person] = self._events("person = ?", person)
        return self._own[person]

    def people(self) -> Iterable[str]:
        """Everybody in the log."""
        return (
            person
            for (person,) in self._query("SELECT DISTINCT person FROM event WHERE person <> ''")
        )

    # ---- many rows at once

    def _fetch_people(self, people: list[str]) -> None:
        """Look up all there is about some people: whoever asks who they are asks of each."""
        plan, new = self._run.plan, [person for person in people if person not in self._own]
        for event in self._events("person IN (SELECT unnest(?))", new):
            self._own.setdefault(event.person, []).append(event)
        for stage, frame in plan.stages.tables:
            if frame.kind == "person" and new:
                every = table_query(plan, stage, frame, every=True)
                query = f"SELECT * FROM ({every}) WHERE person IN (SELECT unnest(?))"
                found = self._run.con.execute(query, [new])
                names = [column[0] for column in found.description]
                for row in found.fetchall():
                    values = dict(zip(names, row, strict=True))
                    self._found[plan.table(frame, stage), values["person"]] = values

    # ---- one row

    def _row_number(self, frame: op.Frame) -> str:
        keys = [name for name in self._run.plan.keys(frame) if name != "period_end"]
        where = " AND ".join(f"{name} = ?" for name in keys)
        return f"SELECT rowid FROM {final_table(self._run.plan, frame)} WHERE {where}"

    def _kind(self, node: str) -> str:
        return self._run.plan.stages.kinds[node]

    def _row(self, node: op.Node, key: Any) -> Mapping[str, Any] | None:
        """Every column of the row of a node's step, worked out again; each row once.

        The table that the step made holds no more than later steps read.
        """
        plan = self._run.plan
        stage = plan.stages.of[node.id]
        table = plan.table(node.frame, stage)
        if (table, key) not in self._found:
            keys = [name for name in plan.keys(node.frame) if name != "period_end"]
            where = " AND ".join(f"{name} = ?" for name in keys) or "true"
            values = key if isinstance(key, tuple) else (key,)
            every = table_query(plan, stage, node.frame, every=True)
            found = self._run.con.execute(f"SELECT * FROM ({every}) WHERE {where}", values)
            names = [column[0] for column in found.description]
            row = found.fetchone()
            self._found[table, key] = dict(zip(names, row, strict=True)) if row else None
        return self._found[table, key]

    def _as_fact(self, node: str, row: Mapping[str, Any]) -> Fact:
        kind, value = self._kind(node), row[node]
        known = self._run.plan.settled_with[node]
        settled = 0 if known is None else row[f"{known} settled"]
        if value is None:
            return None, settled
        if kind == EVENT:
            return self._event(row["person"], value), settled
        return ((int(value), int(row[f"{node} under"])) if kind == RATIO else value), settled

    def _event_fact(self, node: op.Node, event_id: str) -> Fact | None:
        """A fact about an event, worked out from its own fields; None if it needs more."""
        plan = self._run.plan
        if (isinstance(node, op.Select) and not node.field) or plan.reads_people(node.id):
            return None
        fact = plan.event_fact(node.id, "")
        query = f"SELECT {fact.value}, {fact.settled} FROM event e WHERE e.event_id = ?"
        found = self._query(query, (event_id,))
        return (found[0][0], found[0][1]) if found else None

    def _event(self, person: str, event_id: str) -> Event:
        return next(e for e in self.events_of(person) if e.event_id == event_id)

    def _events(self, where: str, value: str | list[str]) -> list[Event]:
        columns = [*_COMMON, "supersedes", "retracts", *map(quoted, self._fields)]
        found = self._query(
            f"SELECT {', '.join(columns)} FROM event WHERE {where} ORDER BY occurred_on, event_id",
            (value,),
        )
        return [self._as_event(row) for row in found]

    def _as_event(self, row: tuple[Any, ...]) -> Event:
        width = len(_COMMON)
        values = zip(self._fields, row[width + 2 :], strict=True)
        return Event(
            **dict(zip(_COMMON, row[:width], strict=True)),
            values={name: value for name, value in values if value is not None},
            supersedes=row[width] or "",
            retracts=row[width + 1] or "",
            file="",
            row=0,
        )

    def _query(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        return list(self._run.con.execute(query, values).fetchall())


class _Asked(NamedTuple):
    """What a line's id says: the payment, the status, the period moved to, and its last part."""

    payment: str
    status: str
    part: str
    outcome: str
    """Where the payment is for each of several outcomes: which of them."""


def _asked(line: str) -> _Asked:
    subject, _, status = line.rpartition("#")
    status, at, moved = status.partition("@")
    first, last = subject.partition("/")[0], subject.rpartition("/")[2]
    return _Asked(first, status, f"{at}{moved}", last)


def _in(total: op.Cumulate) -> str:
    """The test that a row is of the scope asked for."""
    tests = [f"{quoted(name)} IS NOT DISTINCT FROM ?" for name in total.scope]
    return " AND ".join(tests) or "true"
