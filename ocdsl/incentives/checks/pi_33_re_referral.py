"""PI-33: somebody leaves with an outcome, comes back, and is paid for again."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.calendar import day_of
from ocdsl.incentives.check import Check, Said
from ocdsl.incentives.engines.pairs import Relation, Way, not_applicable, pairs
from ocdsl.incentives.mends import once_for_each
from ocdsl.incentives.scenes import Scene
from ocdsl.incentives.subject import Subject
from ocdsl.incentives.transforms.rows import repeated

GAPS = (7, 60)
"""Days between the last event of the first episode and the first of the second."""


def _unless(subject: Subject) -> Said | None:
    if not subject.contract.outcomes:
        return not_applicable("the contract has no outcome for anybody to achieve twice")
    return None


def _ways(scene: Scene) -> Iterator[Way]:
    kinds = scene.cast.episode
    achievers = {person for people in scene.paid.achieved.values() for person in people}
    for person in sorted(achievers):
        own = [row for _, row in scene.of(person) if row["event"] in kinds]
        ids = {row["event_id"] for row in own}
        days = [day_of(row["occurred_on"]) for row in own]
        for gap in GAPS if own else ():
            by = max(days) - min(days) + gap
            says = f"has {{person}} join, start and achieve again, {gap} days after the last time"
            yield Way(repeated(scene.rows, ids, by), own[0]["provider"], says, person)
        results = {row["event_id"] for row in own if row["event"] in scene.cast.achieves}
        if results:
            says = f"has {{person}} achieve again {GAPS[0]} days later"
            again = repeated(scene.rows, results, GAPS[0])
            yield Way(again, own[0]["provider"], says, person)


RELATION = Relation(
    ways=_ways,
    tries="people who had achieved an outcome coming back for it",
    why="The person is where the first episode had left them.",
    unless=_unless,
)

CHECK = Check(
    code="PI-33",
    name="Churn",
    group="counting",
    actor="provider",
    severity="critical",
    plain="Somebody leaves with an outcome, comes back, and is paid for again.",
    property=(
        "For every log: the same person joining and starting again, with the same result, never"
        " pays more."
    ),
    seen="Employment services in Australia recycled people through temporary jobs.",
    source="Four Corners, Australian Broadcasting Corporation, 23 February 2015",
    mitigation=(
        "Count once for each person, limit what is paid for each, and take a payment back on a "
        "relapse."
    ),
    how=(
        "Somebody who has achieved an outcome joins, starts and achieves again after a gap, or "
        "achieves it again a week later without leaving."
    ),
    look=pairs(RELATION),
    mend=once_for_each,
)
