"""Whether one outcome follows from another, or shuts it out, for every log: by the solver.

The question is put to histories that may do all that a log can, and more. Where none of them
achieves one outcome without the other, or both, then no log does.
"""

from __future__ import annotations

from collections.abc import Iterable

from ocdsl.incentives.engines.once import asked, impossible
from ocdsl.incentives.subject import Subject
from ocdsl.rules.operators import PERSON, NodeId


def never(subject: Subject, conditions: Iterable[tuple[NodeId, bool]]) -> bool:
    """Whether no log makes all these conditions of one person so.

    Two outcomes that are achieved alike may be one node of the graph. One that may be achieved
    more than once is so when any of its events does it; that none does is not asked.
    """
    log, wanted = asked(subject), []
    for number, (node, holds) in enumerate(conditions):
        if subject.graph.nodes[node].frame != PERSON and not holds:
            return False
        with log.read_at(f"row {number}"):
            wanted.append(log.value(node)[0] == holds)
    return impossible(log, wanted)


def implies(subject: Subject, one: str, other: str) -> bool:
    """Whether whoever achieves an outcome achieves another as well, in every log."""
    nodes = subject.graph.outcomes
    return never(subject, ((nodes[one].achieved, True), (nodes[other].achieved, False)))


def excludes(subject: Subject, one: str, other: str) -> bool:
    """Whether nobody can achieve two outcomes, in any log."""
    nodes = subject.graph.outcomes
    return never(subject, ((nodes[one].achieved, True), (nodes[other].achieved, True)))
