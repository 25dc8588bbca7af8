"""The plan of a script: where each node's columns are, and how a step reads them."""

from __future__ import annotations

from attrs import define, field

from ocdsl.backends.columnar.facts import Fact, Reader, fact_of
from ocdsl.backends.columnar.kinds import EVENT, RATIO
from ocdsl.backends.columnar.sqltext import ALWAYS, quoted, text
from ocdsl.backends.columnar.stages import FINER, NEVER, Stages
from ocdsl.rules import operators as op
from ocdsl.rules.graph import Graph, inputs

COMMON_FIELDS = ("event_id", "id_order", "person", "provider", "occurred_on", "recorded_on")


@define
class Plan:
    """A graph, its stages, and the names of tables and columns that follow from them."""

    graph: Graph
    as_at: str
    """The as-at day, as SQL."""
    stages: Stages = field(init=False)
    wide_evidence: set[op.NodeId] = field(init=False)
    """The sums of events that lines for a provider or a period rest on."""
    triggers: set[op.NodeId] = field(init=False)
    """Picked events that take money back: their day is kept beside them."""
    orders: set[op.NodeId] = field(init=False)
    """Picked events whose ids put rows in order: the place of the id is kept beside them."""
    lines: list[op.Line] = field(init=False)
    """The Lines that the decisions come from; a line's rule is its place here."""
    settled_with: dict[op.NodeId, op.NodeId | None] = field(init=False, factory=dict)
    """The node whose settled day a node has: often that of the one it rests on; None for always."""

    def __attrs_post_init__(self) -> None:
        self.stages = Stages(self.graph)
        self.wide_evidence = {
            n.id
            for line in self.graph.nodes.values()
            if isinstance(line, op.Line) and line.frame.kind == "period"
            for n in self.evidence(line)
        }
        self.triggers = {n.trigger for n in self.graph.nodes.values() if isinstance(n, op.Reverse)}
        given = (getattr(n, "order", None) for n in self.graph.nodes.values())
        self.orders = {name for name in given if name is not None and self.is_event(name)}
        wanted = self.graph.upstream(*self.graph.outputs)
        nodes = self.graph.nodes.values()
        self.lines = [n for n in nodes if isinstance(n, op.Line) and n.id in wanted]
        self._find_settled_days()

    def _find_settled_days(self) -> None:
        broadcast: dict[tuple[op.Frame, int, op.NodeId | None], op.NodeId] = {}
        for node in self.stages.nodes():
            self.settled_with[node.id] = self._settled_with(node)
            if isinstance(node, op.Broadcast) and not node.by and node.frame.kind != "event":
                source = self.settled_with[node.source]
                place = (node.frame, self.stages.of[node.id], source)
                self.settled_with[node.id] = broadcast.setdefault(place, node.id)

    def _settled_with(self, node: op.Node) -> op.NodeId | None:
        if isinstance(node, op.Select) and node.of is not None:
            return self.settled_with[node.of]
        if node.frame.kind == "event" or self.stages.looks_beyond(node):
            return node.id
        settled = fact_of(node, self.reader(node.frame)).settled
        if settled == ALWAYS:
            return None
        for source in inputs(node):
            if source in self.settled_with and self.column(source).settled == settled:
                return self.settled_with[source]
        return node.id

    # ---- names

    @property
    def has_people(self) -> bool:
        """Whether there is a table of people: not where all is about events alone."""
        return any(frame.kind == "person" for _, frame in self.stages.tables)

    def table(self, frame: op.Frame, stage: int) -> str:
        """The name of a frame's table that can be read at a stage."""
        return self.own_table(frame, str(self.stages.latest(frame, stage) + 1))

    @staticmethod
    def own_table(frame: op.Frame, what: str) -> str:
        """The name of one of a frame's tables: that of a stage, or of its payment lines."""
        base = "people" if frame.kind == "person" else frame.name
        return quoted(f"{base} {what}")

    def keys(self, frame: op.Frame) -> tuple[str, ...]:
        """The columns that tell a frame's rows apart."""
        if frame.kind == "person":
            return ("person",)
        if frame.kind in ("each", "spell"):
            return ("person", "event_id")
        if frame.kind == "spell period":
            return ("person", "event_id", "period_start")
        if frame.kind == "cell":
            return ("person", "provider", "period_start")
        own = ("provider",) if "provider" in frame.keys else ()
        return (*own, "period_start", "period_end") if frame.unit else own

    def kept(self, node: op.Node, stage: int) -> bool:
        """Whether a later step reads a node that its stage's table works out."""
        return self.stages.last_use[node.id] > stage

    def columns(self, node: op.Node) -> list[str]:
        """The columns that hold a node, quoted; its settled day may be another node's too."""
        fact = self.column(node.id)
        names = [fact.value, *([fact.settled] if fact.settled != ALWAYS else [])]
        names += [fact.under] if fact.under else []
        if self.keeps_ids(node):
            names.append(self.ids(node.id))
        if node.id in self.triggers:
            names.append(quoted(f"{node.id} occurred_on"))
        if node.id in self.orders:
            names.append(self.order(node.id))
        return names

    def named(self, node: op.Node, fact: Fact) -> list[str]:
        """A node's fact under the names of its columns, those that are its own."""
        name = self.column(node.id)
        found = [f"{fact.value} AS {name.value}"]
        if self.settled_with[node.id] == node.id:
            found.append(f"{fact.settled} AS {name.settled}")
        return [*found, *([f"{fact.under} AS {name.under}"] if fact.under else [])]

    def keeps_ids(self, node: op.Node) -> bool:
        """Whether the ids of the events that a node sums stand beside it: lines rest on them."""
        return node.frame.kind == "period" and node.id in self.wide_evidence

    def ids(self, node: op.NodeId) -> str:
        """The column of the ids of the events that a node sums."""
        return quoted(f"{node} ids")

    def extra_columns(self, frame: op.Frame) -> tuple[str, ...]:
        """Beside its keys, a table of sums has the number of events, their ids, and the first."""
        return ("events", "event_ids", "first_id") if frame.kind == "cell" else ()

    def order(self, node: op.NodeId | None) -> str:
        """The column by which rows are put in the order of their events' ids."""
        if node is None:
            return "CAST(NULL AS BIGINT)"
        return quoted(f"{node} id_order") if self.is_event(node) else "first_id"

    def evidence(self, line: op.Line) -> list[op.Node]:
        """The nodes whose events stand behind a payment line."""
        found = self.graph.evidence(line)
        return [self.graph.nodes[n] for n in found]

    def picks_of_people(self, frame: op.Frame, stage: int) -> list[op.Node]:
        """The people's picked events that lines of a finer frame rest on: in their last table."""
        if frame.kind not in FINER or stage != self.stages.latest(frame, NEVER):
            return []
        return self._picks_of(frame, "person")

    def picks_of_spells(self, frame: op.Frame, stage: int) -> list[op.Node]:
        """A spell's picked events that lines for its periods rest on: in their last table."""
        if frame.kind != "spell period" or stage != self.stages.latest(frame, NEVER):
            return []
        return self._picks_of(frame, "spell")

    def _picks_of(self, frame: op.Frame, kind: str) -> list[op.Node]:
        lines = [
            n for n in self.graph.nodes.values() if isinstance(n, op.Line) and n.frame == frame
        ]
        found = [n for line in lines for n in self.evidence(line) if n.frame.kind == kind]
        return list({n.id: n for n in found}.values())

    # ---- reading

    def reader(self, frame: op.Frame) -> Reader:
        """How the row-wise nodes of a frame's table read their inputs: columns by their names."""
        calendar = self.graph.calendar
        own = ("period_start", "")
        if frame.kind == "period":
            days = (str(calendar.term_start), str(calendar.tail_end))
            own = ("period_start", "period_end") if frame.unit else days
        return Reader(self.column, self.stages.kinds, calendar.tail_end, own)

    def column(self, node: op.NodeId, table: str = "") -> Fact:
        """A node's fact as columns: `x`, `x settled`, `x under`; perhaps of a named table."""
        at = f"{table}." if table else ""
        known = self.settled_with[node]
        settled = ALWAYS if known is None else at + quoted(f"{known} settled")
        under = at + quoted(f"{node} under") if self.stages.kinds[node] == RATIO else None
        return Fact(at + quoted(node), settled, under)

    def event_fact(self, node_id: op.NodeId, people: str) -> Fact:
        """The fact of a node about events, from the fields of the event `e` and its person."""
        node = self.graph.nodes[node_id]
        if isinstance(node, op.Select):
            return Fact(f"e.{quoted(node.field)}", "e.occurred_on")
        if isinstance(node, op.Broadcast):
            return self.column(node.source, people)
        fact = fact_of(node, self.event_reader(people))
        return Fact(f"({fact.value})", f"({fact.settled})", fact.under)

    def event_reader(self, people: str) -> Reader:
        """How nodes about events read: the event's own fields, and columns of its person's row."""
        return Reader(
            lambda name: self.event_fact(name, people),
            self.stages.kinds,
            self.graph.calendar.tail_end,
        )

    def reads_people(self, node_id: op.NodeId) -> bool:
        """Whether a node about events rests on facts about their people."""
        node = self.graph.nodes[node_id]
        if node.frame.kind != "event":
            return True
        return any(self.reads_people(i) for i in inputs(node))

    def kind_of_event(self, source: op.NodeId) -> str:
        """The kind of event that a relation of events selects."""
        node = self.graph.nodes[source]
        while not isinstance(node, op.Select):
            node = self.graph.nodes[next(inputs(node))]
        return node.event

    def passes(self, source: op.NodeId, people: str = "p") -> str:
        """The test that the event `e` is among those a relation of events selects."""
        node = self.graph.nodes[source]
        assert isinstance(node, op.Select)
        tests = [f"e.event = {text(node.event)}"]
        if node.of is not None:
            tests = [self.passes(node.of, people)]
        if node.keep is not None:
            tests.append(self.event_fact(node.keep, people).value)
        return " AND ".join(tests)

    def is_event(self, node_id: op.NodeId) -> bool:
        """Whether a node's value is a picked event."""
        return self.stages.kinds[node_id] == EVENT
