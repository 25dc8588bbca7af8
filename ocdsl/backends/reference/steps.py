"""The calls of a graph made ready to be made many times: what never changes is found once.

A search evaluates thousands of small logs by one graph. Looking up functions and walking through
arguments would then take as long as the calls themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from ocdsl.backends.reference import (
    caps,
    compound,
    grains,
    lines,
    offsets,
    recoveries,
    relations,
    spells,
    splits,
    statements,
)
from ocdsl.backends.reference.calls import Call, Events, Given, Ref, call_of
from ocdsl.backends.reference.relations import World
from ocdsl.events.rows import Event
from ocdsl.rules.graph import Graph


class Known(Protocol):
    """What is known of an evaluation when a call is made."""

    relations: dict[str, Any]
    by_kind: dict[str, list[Event]]
    world: World


Step = Callable[[Known], Any]
"""Gives the relation of a node, once those that it rests on are known."""

_MODULES = (
    relations,
    grains,
    compound,
    spells,
    lines,
    caps,
    offsets,
    statements,
    recoveries,
    splits,
)


def steps_of(graph: Graph) -> dict[str, Step]:
    """The step that makes each node's relation, in the order of the graph."""
    return {name: _step(call_of(graph, node)) for name, node in graph.nodes.items()}


def _step(part: Any) -> Step:
    """Gives a part of a call with its references resolved."""
    if isinstance(part, Ref):
        node = part.node
        return lambda known: known.relations[node]
    if isinstance(part, Events):
        event = part.event
        return lambda known: known.by_kind.get(event, [])
    if isinstance(part, Given):
        return _world if part.name == "world" else _people
    if isinstance(part, Call):
        function = next(getattr(m, part.function) for m in _MODULES if hasattr(m, part.function))
        arguments = _all(part.arguments)
        return lambda known: function(*arguments(known))
    return _filled(part) if _moves(part) else lambda known: part


def _filled(part: tuple[Any, ...]) -> Step:
    """Gives a tuple of the same class with its own references resolved."""
    named, parts = type(part), _all(part)
    if hasattr(part, "_fields"):
        return lambda known: named(*parts(known))
    return lambda known: tuple(parts(known))


def _world(known: Known) -> World:
    return known.world


def _people(known: Known) -> list[str]:
    return known.world.people


def _moves(part: Any) -> bool:
    """Whether a part is another for another log."""
    if isinstance(part, tuple):
        return any(map(_moves, part))
    return isinstance(part, Ref | Events | Given | Call)


def _all(parts: Sequence[Any]) -> Callable[[Known], list[Any]]:
    """Gives all the parts, of which only those that move are asked for each time."""
    moving = [(place, _step(part)) for place, part in enumerate(parts) if _moves(part)]

    def given(known: Known) -> list[Any]:
        found = list(parts)
        for place, step in moving:
            found[place] = step(known)
        return found

    return given
