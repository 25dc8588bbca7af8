"""Whether one outcome follows from another, or shuts it out, for every log: by the solver.

The question is put to histories that may do all that a log can, and more. Where none of them
achieves one outcome without the other, or both, then no log does.
"""

from __future__ import annotations

from collections.abc import Iterable

from ocdsl.incentives.engines.history import Person
from ocdsl.incentives.subject import Subject
from ocdsl.rules.operators import NodeId


def never(subject: Subject, conditions: Iterable[tuple[NodeId, bool]]) -> bool:
    """Whether no log makes all these conditions of one person so.

    Two outcomes that are achieved alike may be one node of the graph.

    Raises NotEncodedError for a rule outside what the solver is told.
    """
    import z3

    person = Person(subject.contract, subject.graph, None, z3, wide=True)
    asked = z3.Solver()
    for node, wanted in conditions:
        value, _ = person.value(node)
        asked.add(value == wanted)
    asked.add(*person.rules, *person.first_means_first())
    return bool(asked.check() == z3.unsat)


def implies(subject: Subject, one: str, other: str) -> bool:
    """Whether whoever achieves an outcome achieves another as well, in every log."""
    nodes = subject.graph.outcomes
    return never(subject, ((nodes[one].achieved, True), (nodes[other].achieved, False)))


def excludes(subject: Subject, one: str, other: str) -> bool:
    """Whether nobody can achieve two outcomes, in any log."""
    nodes = subject.graph.outcomes
    return never(subject, ((nodes[one].achieved, True), (nodes[other].achieved, True)))
