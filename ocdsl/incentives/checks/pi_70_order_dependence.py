"""PI-70: the order in which rows arrive changes what is paid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ocdsl.incentives.check import Check, Edit, Finding
from ocdsl.incentives.engines.pairs import Relation, Way, pairs
from ocdsl.incentives.mending import lines_of
from ocdsl.incentives.scenes import Scene, crowds, in_turn, scene_of, scenes
from ocdsl.incentives.subject import Subject
from ocdsl.incentives.transforms.rows import reordered


def _starts(subject: Subject) -> Iterable[Scene]:
    """Besides the usual logs, groups past a cap, of all providers in turn."""
    yield from scenes(subject)
    for crowd in crowds(subject):
        for more in (1, 2):
            found = scene_of(subject, in_turn(subject, crowd.with_more(more)))
            if found:
                yield found


def _ways(scene: Scene) -> Iterator[Way]:
    rows = reordered(scene.rows)
    if rows is None:
        return
    for provider in sorted({row["provider"] for row in scene.rows} - {""}):
        yield Way(rows, provider, "has the rows of each day arrive in the opposite order")


def _pro_rata(subject: Subject, finding: Finding) -> tuple[Edit, ...]:
    """The cap of the payment divided in proportion."""
    for cap in subject.contract.caps.values():
        if finding.on in cap.payments and cap.order != "pro rata" and not cap.carries:
            place = lines_of(subject.contract, cap.clauses["order"])
            return (Edit(cap.name, "  order  pro rata", place),)
    return ()


RELATION = Relation(
    ways=_ways,
    tries="the rows of each day in the opposite order",
    why="The same happened, on the same days.",
    starts_with=_starts,
    # What is left of a division goes by the ids: a penny for each person is no fault.
    allowed=lambda scene, way: len(scene.people),
)

CHECK = Check(
    code="PI-70",
    name="Order of rows",
    group="counting",
    actor="both",
    severity="high",
    plain="The order in which rows arrive changes what is paid.",
    property=(
        "For every log: other ids for the rows of one day pay the same in all, to each provider."
    ),
    seen="No case: it is what an audit by replay rests on.",
    source="",
    mitigation="Divide a limit in proportion instead of in order.",
    how=(
        "The rows of each day get other ids, in the opposite order, with people of one provider"
        " and of several, and past the caps; a penny for each person is the rest of a division."
    ),
    look=pairs(RELATION),
    mend=_pro_rata,
)
