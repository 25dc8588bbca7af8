"""What kind of value each node of a graph makes: a condition, a ratio, an event, a plain value."""

from __future__ import annotations

from ocdsl.rules import operators as op
from ocdsl.rules.graph import Graph

CONDITION, RATIO, EVENT, PLAIN = "condition", "ratio", "event", "plain"


def kinds_of(graph: Graph) -> dict[op.NodeId, str]:
    """The kind of every node, worked out from its inputs' kinds."""
    found: dict[op.NodeId, str] = {}
    for name, node in graph.nodes.items():
        found[name] = _kind(node, found)
    return found


def _kind(node: op.Node, known: dict[op.NodeId, str]) -> str:
    match node:
        case op.Compare() | op.Combine() | op.Spell(what="covers") | op.Cumulate():
            return CONDITION
        case op.Pick() | op.Spell():
            return EVENT
        case op.Broadcast(source=same) | op.Fill(of=same):
            return known[same]
        case op.Arith():
            return _kind_of_arith(node, known)
        case op.Lookup(result="share") | op.Roll(output="ratio"):
            return RATIO
    return PLAIN


def _kind_of_arith(node: op.Arith, known: dict[op.NodeId, str]) -> str:
    if node.op == "if":
        return known[node.left]
    ratios = {known.get(node.left), known.get(node.right or "")}
    return RATIO if node.op == "÷" or RATIO in ratios else PLAIN
