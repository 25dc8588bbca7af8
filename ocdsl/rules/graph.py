"""The rules graph: nodes in order, what goes out, and a stable text of it all with a digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

import attrs
from attrs import field, frozen

from ocdsl.base.calendar import Due, Lag
from ocdsl.base.source import Span
from ocdsl.model.contract import Clause
from ocdsl.rules.meant import Meant
from ocdsl.rules.operators import Aggregate, Apportion, Line, Node, NodeId, Pick, Roll, Spell


@frozen
class WorkingDayTable:
    """The bank holidays that working days leave out, as the table had them (law 9)."""

    calendar: str
    digest: str
    """Names the very table."""
    first_day: int
    last_day: int
    holidays: tuple[int, ...]


@frozen
class Calendar:
    """What a graph needs to know of time: days are ordinals."""

    term_start: int
    term_end: int
    tail_end: int
    week_day: int
    year_month: int
    working_days: WorkingDayTable | None = None


@frozen
class MeasureNodes:
    """The nodes that answer for a measure: its rate, and the people achieved and counted."""

    rate: NodeId
    achieved: NodeId
    counted: NodeId
    group: NodeId


@frozen
class OutcomeNodes:
    """The nodes that answer for an outcome: whether it is achieved, and who may achieve it."""

    achieved: NodeId
    member: NodeId
    left: NodeId | None
    """Set aside before it settled; None when the cohort sets nobody aside."""


@frozen
class Graph:
    """A contract's rules. `nodes` is in an order in which every node follows its inputs."""

    contract: str
    currency: str
    providers: tuple[str, ...]
    calendar: Calendar
    nodes: Mapping[NodeId, Node]
    outputs: tuple[NodeId, ...]
    """Lines, Apportions and Reverses whose rows are the decisions."""
    measures: Mapping[str, MeasureNodes]
    outcomes: Mapping[str, OutcomeNodes]
    meant: Mapping[str, Meant] = field(factory=dict, eq=False, repr=False)
    """What the words of nodes were made of, by those words: for the wording, and in no JSON."""
    _nearest: dict[NodeId, tuple[NodeId, ...]] = field(
        factory=dict, init=False, eq=False, repr=False
    )
    """What has been asked of `nearest_first`: an explanation asks it for each of its values."""

    def upstream(self, *starts: NodeId) -> set[NodeId]:
        """The nodes that these rest on, themselves included."""
        seen: set[NodeId] = set()
        todo = list(starts)
        while todo:
            node_id = todo.pop()
            if node_id not in seen:
                seen.add(node_id)
                todo.extend(inputs(self.nodes[node_id]))
        return seen

    def nearest_first(self, start: NodeId) -> tuple[NodeId, ...]:
        """The nodes that one rests on, itself first: each stands before those it rests on."""
        if start not in self._nearest:
            rests_on = self.upstream(start)
            self._nearest[start] = tuple(n for n in reversed(list(self.nodes)) if n in rests_on)
        return self._nearest[start]

    def evidence(self, line: Line) -> tuple[NodeId, ...]:
        """The nodes whose events are the evidence of a line, in graph order.

        Picked events, and the events summed for a person, or for the provider and period that a
        line is for; a measure's own people are not listed on every line that it releases: the
        explanation has them.
        """
        starts = [n for n in (line.subject, line.earned, line.amount, line.order) if n]
        if line.frame.kind == "period":
            rests_on = self.upstream(*starts)
            own = (n for n in self.nodes if n in rests_on and self.nodes[n].frame == line.frame)
            return tuple(n for n in own if self.sums_events(n))
        found = self.upstream_about_a_person(*starts)
        return tuple(
            n for n, node in self.nodes.items()
            if n in found and is_evidence(node)
            and (node.frame == line.frame or not isinstance(node, Spell))
        )  # fmt: skip

    def sums_events(self, name: NodeId) -> bool:
        """Whether a node counts, sums or compares events themselves."""
        node = self.nodes[name]
        return isinstance(node, Aggregate) and self.nodes[node.source].frame.kind == "event"

    def settled_room(self, cap: Apportion) -> NodeId | None:
        """The room of a cap that is a share of a measure: lines wait until it is settled."""
        if cap.room is not None and self.nodes[cap.room].frame.kind == "period":
            return cap.room
        roll = self.nodes[cap.roll] if cap.roll else None
        shares = isinstance(roll, Roll) and roll.makes_room and len(roll.sources) > 1
        return cap.roll if shares else None

    def upstream_about_a_person(self, *starts: NodeId) -> set[NodeId]:
        """As `upstream`, but not through relations that no longer tell people apart."""
        seen: set[NodeId] = set()
        todo = list(starts)
        while todo:
            node_id = todo.pop()
            node = self.nodes[node_id]
            if node_id in seen or node.frame.kind == "period":
                continue
            seen.add(node_id)
            todo.extend(inputs(node))
        return seen

    def events_read(self) -> dict[str, set[str]]:
        """Names of the events the graph reads, each with the fields it uses of it."""
        read: dict[str, set[str]] = {}
        for node in self.nodes.values():
            event = getattr(node, "event", None)
            if event is not None:
                read.setdefault(event, set()).update({node.field} - {""})  # type: ignore[attr-defined]  # only Select has `event`
        return read

    def to_json(self) -> str:
        """The whole graph as stable JSON text: the same contract gives the same bytes."""
        return json.dumps(_plain_graph(self), ensure_ascii=False, indent=1)

    @property
    def digest(self) -> str:
        """Names these rules: changes when any rule changes, not when text moves to another line."""
        text = json.dumps(_plain_graph(self, lines=False), ensure_ascii=False, sort_keys=True)
        return "sha256:" + hashlib.sha256(text.encode("utf-8")).hexdigest()


def is_evidence(node: Node) -> bool:
    """Whether a node's own events stand behind a decision: picked ones, and a person's sums."""
    decides = isinstance(node, Spell) and node.what in ("decides", "open", "closed")
    return isinstance(node, Pick) or decides or (
        isinstance(node, Aggregate) and node.frame.has_person
    )  # fmt: skip


def inputs(node: Node) -> Iterator[NodeId]:
    """The nodes that a node rests on, in the order of its parts."""
    for part in attrs.fields(type(node)):
        if part.name not in _INPUTS:
            continue
        value = getattr(node, part.name)
        if isinstance(value, tuple):
            yield from value
        elif isinstance(value, str):
            yield value


_INPUTS = frozenset(
    [
        "source",
        "of",
        "keep",
        "low",
        "high",
        "by",
        "left",
        "right",
        "beside",
        "equals",
        "sources",
        "roll",
        "inside",
        "room",
        "lines",
        "fills",
        "back",
        "amount",
        "weights",
        "order",
        "subject",
        "earned",
        "provider",
        "until",
        "would_be",
        "awaits",
        "parts",
        "trigger",
        "limit",
        "starts",
        "ends",
        "day",
        "last",
        "like",
        "holds",
    ]
)


def _plain_graph(graph: Graph, lines: bool = True) -> dict[str, Any]:
    """The graph as plain data; without source lines for the digest."""
    header = {
        "contract": graph.contract,
        "currency": graph.currency,
        "providers": graph.providers,
        "calendar": attrs.asdict(graph.calendar),
        "outputs": graph.outputs,
    }
    names = {
        "measures": {n: attrs.asdict(m) for n, m in graph.measures.items()},
        "outcomes": {n: attrs.asdict(o) for n, o in graph.outcomes.items()},
    }
    nodes = [_plain_node(node, lines) for node in graph.nodes.values()]
    return {**header, **names, "nodes": nodes}


def _plain_node(node: Node, lines: bool) -> dict[str, Any]:
    parts: dict[str, Any] = {"operator": type(node).__name__}
    for part in attrs.fields(type(node)):
        value = getattr(node, part.name)
        if isinstance(value, Clause):
            parts["clause"] = value.identity
            if lines:
                parts["line"] = value.line
        elif value not in (None, "", (), False):
            parts[part.name] = _plain(value)
    return parts


def _plain(value: Any) -> Any:
    if isinstance(value, Lag | Due):
        return {name: _plain(v) for name, v in value._asdict().items() if v not in ("", False)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if attrs.has(type(value)):
        return attrs.asdict(value, filter=lambda _, v: not isinstance(v, Span))
    return value
