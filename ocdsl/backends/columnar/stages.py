"""When each node can be worked out: the stage of its frame's table that has it as a column.

A table of a frame can add, in one go, everything that works on one row. What looks beyond its
row (an event in a window, a count of people, the rate of a quarter) starts the next stage.
"""

from __future__ import annotations

from attrs import define, field

from ocdsl.backends.columnar.kinds import kinds_of
from ocdsl.rules import operators as op
from ocdsl.rules.graph import Graph, inputs

NEVER = 10_000
"""The last use of what the decisions and the summary read."""

FINER = ("each", "cell", *op.SPELLS)
"""Kinds of frame with several rows for each person."""

ON_LINES = (op.Line, op.Apportion, op.Reverse)


@define
class Stages:
    """The nodes that are read at all, the stage of each, and the stage at which it is last read."""

    graph: Graph
    kinds: dict[op.NodeId, str] = field(init=False)
    of: dict[op.NodeId, int] = field(init=False, factory=dict)
    last_use: dict[op.NodeId, int] = field(init=False, factory=dict)
    tables: list[tuple[int, op.Frame]] = field(init=False, factory=list)
    """The tables to make, in order: people before what is joined to them."""
    _rows_made: dict[op.Frame, int] = field(init=False, factory=dict)
    """The stage in which the rows of a frame of spells are made: no node of it comes sooner."""

    def __attrs_post_init__(self) -> None:
        self.kinds = kinds_of(self.graph)
        needed = self.graph.upstream(*self._wanted())
        for name, node in self.graph.nodes.items():
            if name in needed and not _about_lines(node):
                self.of[name] = self._stage(node)
                if node.frame.of_spells:
                    self._rows_made.setdefault(node.frame, self.of[name])
        for frame in {n.frame for n in self.nodes() if n.frame.kind in FINER}:
            self._join_stages(frame)
        self._find_last_uses()
        self._find_tables()

    def nodes(self, frame: op.Frame | None = None, stage: int | None = None) -> list[op.Node]:
        """The nodes that are read, in the order of the graph; of a frame and a stage, if given."""
        return [
            self.graph.nodes[name]
            for name, own in self.of.items()
            if (frame is None or self.graph.nodes[name].frame == frame)
            and (stage is None or own == stage)
        ]

    def _find_tables(self) -> None:
        order = {"person": 0, **dict.fromkeys(FINER, 1), "period": 2}
        found = {(self.of[n.id], n.frame) for n in self.nodes() if n.frame.kind in order}
        self.tables = sorted(found, key=lambda at: (at[0], order[at[1].kind], at[1].name))

    def latest(self, frame: op.Frame, stage: int) -> int:
        """The last stage of a frame's tables that is no later than `stage`."""
        return max(s for s, own in self.tables if own == frame and s <= stage)

    def looks_beyond(self, node: op.Node) -> bool:
        """Whether a node needs more than its own row."""
        match node:
            case op.Pick() | op.Aggregate() | op.Roll() | op.Spell() | op.Cumulate():
                return True
            case op.Periods():
                return node.lag is not None
            case op.Broadcast():
                return bool(node.by) or node.frame.kind in (*FINER, "period")
            case op.Allocate():
                return node.weights is not None
            case _:
                return False

    def _wanted(self) -> list[op.NodeId]:
        graph = self.graph
        of_measures = [
            n for m in graph.measures.values() for n in (m.rate, m.achieved, m.counted, m.group)
        ]
        of_outcomes = [n for o in graph.outcomes.values() for n in (o.achieved, o.member, o.left)]
        evidence = [
            n
            for name in graph.upstream(*graph.outputs)
            if isinstance(line := graph.nodes[name], op.Line)
            for n in graph.evidence(line)
        ]
        return [*graph.outputs, *of_measures, *(n for n in of_outcomes if n), *evidence]

    def _stage(self, node: op.Node) -> int:
        before = max((self.of[i] for i in inputs(node) if i in self.of), default=-1)
        if node.frame.kind == "event":
            return before
        joined = isinstance(node, op.Broadcast) and not node.by and node.frame.kind != "period"
        of_spell = joined and self.graph.nodes[next(inputs(node))].frame.of_spells
        beyond = self.looks_beyond(node) and (of_spell or not joined)
        return max(before + 1 if beyond else before, self._rows_made.get(node.frame, 0))

    def _join_stages(self, frame: op.Frame) -> None:
        """One table of a finer frame is enough when no other table rests on an earlier one."""
        own = {n.id for n in self.nodes(frame)}
        if any(
            own & set(inputs(node)) and self.looks_beyond(node)
            for node in self.nodes()
            if node.frame.kind != "event"
        ):
            return
        latest = max(self.of[name] for name in own)
        self.of.update(dict.fromkeys(own, latest))

    def _find_last_uses(self) -> None:
        self.last_use = dict(self.of)
        for name, node in self.graph.nodes.items():
            read_at = self.of.get(name, NEVER)
            for source in inputs(node):
                if source in self.of:
                    # Another frame's table reads this one's when it is done, not while it is made.
                    elsewhere = self.graph.nodes[source].frame != node.frame
                    self.last_use[source] = max(self.last_use[source], read_at + elsewhere)
        self.last_use.update(dict.fromkeys((n for n in self._wanted() if n in self.of), NEVER))


def _about_lines(node: op.Node) -> bool:
    carried = isinstance(node, op.Roll) and node.step not in ("merge until", "compound")
    running = isinstance(node, op.Cumulate) and not node.most
    of_many = isinstance(node, op.Round | op.Allocate) and bool(node.sources)
    shared = isinstance(node, op.Allocate) and node.limit is not None
    of_scopes = isinstance(node, op.Pick | op.Select) and node.frame.kind == "line"
    return of_scopes or isinstance(node, ON_LINES) or carried or running or of_many or shared
