"""The contract's rules as Python text: one assignment an operator, under its clause."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ocdsl.backends.reference.calls import Call, Events, FixedDay, Given, Ref, call_of
from ocdsl.base.calendar import Lag, iso
from ocdsl.model.contract import Contract
from ocdsl.rules.graph import Graph
from ocdsl.rules.operators import Node

WIDTH = 98


def rules_text(contract: Contract, graph: Graph) -> str:
    """A function `rules(world, events)` that carries out the graph and returns its outputs."""
    lines = [
        "def rules(world: World, events: dict[str, list[Event]]) -> Outputs:",
        f'    """The rules of {contract.name}, in the order in which they are decided."""',
    ]
    block = line = None
    for node in graph.nodes.values():
        if node.clause.block != block:
            block = node.clause.block
            lines += ["", f"    # ==== {block}"]
        if node.clause.line != line:
            line = node.clause.line
            lines += ["", f"    # line {line}: {' '.join(contract.source.line(line).split())}"]
        lines += _assignment(graph, node)
    return "\n".join([*lines, "", *_outputs(contract, graph)]) + "\n"


def _assignment(graph: Graph, node: Node) -> list[str]:
    made = call_of(graph, node)
    text = _text(made)
    name = variable(node.id)
    if len(text) + len(name) + 7 <= WIDTH or not isinstance(made, Call):
        return [f"    {name} = {text}"]
    inner: list[str] = []
    for argument in made.arguments:
        inner += _wrapped(argument)
    return [f"    {name} = {made.function}(", *inner, "    )"]


def _wrapped(argument: Any) -> list[str]:
    """An argument on lines of its own; a long tuple or named tuple has a line for each part."""
    text, indent = _text(argument), " " * 8
    if len(text) + len(indent) < WIDTH or not isinstance(argument, tuple):
        return [f"{indent}{text},"]
    names = getattr(argument, "_fields", None)
    opening = f"{type(argument).__name__}(" if names else "("
    parts = [
        f"{indent}    {names[i] + '=' if names else ''}{_text(part)},"
        for i, part in enumerate(argument)
    ]
    return [f"{indent}{opening}", *parts, f"{indent}),"]


def _text(part: Any) -> str:
    """A part of a call as Python text."""
    write = _WRITTEN.get(type(part))
    if write is not None:
        return write(part)
    if not isinstance(part, tuple):
        return repr(part)
    if names := getattr(part, "_fields", None):
        inside = ", ".join(f"{n}={_text(p)}" for n, p in zip(names, part, strict=True))
        return f"{type(part).__name__}({inside})"
    inside = ", ".join(map(_text, part))
    return f"({inside},)" if len(part) == 1 else f"({inside})"


def variable(node: str) -> str:
    """A node's name as a Python name."""
    return node.replace(".", "__").replace("-", "_")


def _outputs(contract: Contract, graph: Graph) -> list[str]:
    lines = [f"            {variable(name)}," for name in graph.outputs]
    outcomes = [
        f"            OutcomeFacts({name!r}, {variable(o.achieved)}, {variable(o.member)}, "
        f"{variable(o.left) if o.left else None}),"
        for name, o in graph.outcomes.items()
    ]
    measures = []
    for name, m in graph.measures.items():
        measures += [
            "            MeasureFacts(",
            f"                {name!r},",
            f"                {contract.measures[name].unit!r},",
            *(f"                {variable(n)}," for n in (m.rate, m.achieved, m.counted, m.group)),
            "            ),",
        ]
    return [
        "    return Outputs(",
        "        lines=[", *lines, "        ],",
        "        outcomes=[", *outcomes, "        ],",
        "        measures=[", *measures, "        ],",
        "    )",
    ]  # fmt: skip


_WRITTEN: dict[type, Callable[[Any], str]] = {
    Ref: lambda ref: variable(ref.node),
    Events: lambda events: f"events[{events.event!r}]",
    Given: lambda given: "world.people" if given.name == "people" else given.name,
    FixedDay: lambda day: f"day_of({iso(day)!r})",
    Lag: lambda lag: f"Lag({', '.join(repr(part) for part in lag if part != '')})",
    Call: lambda call: f"{call.function}({', '.join(map(_text, call.arguments))})",
}
