"""Whether people with no event that a pick reads can be left out: nothing is ever true of them.

Most rows of a log are the days of a service. When a contract gives nothing to somebody who has
only such rows, the table of people needs only the events that are picked.
"""

from __future__ import annotations

from ocdsl.rules import operators as op
from ocdsl.rules.graph import Graph


def can_be_left_out(graph: Graph) -> bool:
    """True when no decision, count or outcome can rest on a person without a picked event."""
    for node in graph.nodes.values():
        if isinstance(node, op.Line) and not _is_false(graph, node.subject):
            return False
        if isinstance(node, op.Aggregate) and not _from_events(graph, node):
            gone = (_is_missing(graph, n) for n in (node.source, *node.by))
            if not any(gone):
                return False
    return all(_is_false(graph, o.member) for o in graph.outcomes.values())


def _from_events(graph: Graph, node: op.Aggregate) -> bool:
    return graph.nodes[node.source].frame.kind == "event"


def _is_missing(graph: Graph, name: op.NodeId) -> bool:
    """Whether the value of a stranger is missing."""
    node = graph.nodes[name]
    match node:
        case op.Pick():
            return True
        case op.Shift(of=of) if _is_false(graph, of):
            return True
        case op.Broadcast(by=by) if by:
            return any(_is_missing(graph, n) for n in by)
        case op.Arith():
            return _arith_missing(graph, node)
    rest = getattr(node, _PASSES_ON.get(type(node), ""), None)
    return isinstance(rest, str) and _is_missing(graph, rest)


# Operators that give nothing for nothing, and the part of each that it works on.
_PASSES_ON: dict[type[op.Node], str] = {
    op.Select: "of",
    op.Periods: "of",
    op.Shift: "of",
    op.Lookup: "of",
    op.Round: "of",
    op.Broadcast: "source",
    op.Allocate: "amount",
}


def _arith_missing(graph: Graph, node: op.Arith) -> bool:
    right = node.right is not None and _is_missing(graph, node.right)
    failed = node.op == "if" and node.right is not None and _is_false(graph, node.right)
    return right or failed or _is_missing(graph, node.left)


def _is_false(graph: Graph, name: op.NodeId) -> bool:
    """Whether a condition is false of a stranger."""
    node = graph.nodes[name]
    match node:
        case op.Compare(rel="absent", high=high):
            return isinstance(high, str) and _is_missing(graph, high)
        case op.Compare(left=left, right=right):
            against = right is not None and node.rel != "settles before"
            return _is_missing(graph, left) or (against and _is_missing(graph, str(right)))
        case op.Combine(negate=True):
            return False
        case op.Combine(of=of, least=least):
            return sum(not _is_false(graph, n) for n in of) < least
        case op.Broadcast(source=source, by=()):
            return _is_false(graph, source)
        case _:
            return False
