"""PI-33: somebody leaves with an outcome, comes back, and is paid for again."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.calendar import day_of
from ocdsl.incentives.cast import cast_of
from ocdsl.incentives.check import Check, Said
from ocdsl.incentives.engines.again import beginnings, sure
from ocdsl.incentives.engines.every_log import Copying
from ocdsl.incentives.engines.pairs import Relation, Way, not_applicable, pairs
from ocdsl.incentives.mends import once_for_each
from ocdsl.incentives.scenes import Scene, scenes
from ocdsl.incentives.subject import Subject
from ocdsl.incentives.transforms.rows import repeated
from ocdsl.model.told import PERSON, told

GAPS = (7, 60)
"""Days between the last event of the first episode and the first of the second."""


def _unless(subject: Subject) -> Said | None:
    if not subject.contract.outcomes:
        return not_applicable("the contract has no outcome for anybody to achieve twice")
    return None


def _episode_again(subject: Subject) -> Copying:
    """All that an episode is made of, once more after a day or later."""
    return Copying(cast_of(subject).episode, (1, None), every=True)


def _starts_with(subject: Subject) -> Iterator[Scene]:
    """The logs that all checks begin with, and those in which the solver has a return pay more."""
    yield from scenes(subject)
    yield from beginnings(subject, _episode_again(subject), GAPS)


def _ways(scene: Scene) -> Iterator[Way]:
    kinds = scene.cast.episode
    achievers = {person for people in scene.paid.achieved.values() for person in people}
    for person in sorted(achievers):
        own = [row for _, row in scene.of(person) if row["event"] in kinds]
        ids = {row["event_id"] for row in own}
        days = [day_of(row["occurred_on"]) for row in own]
        for gap in GAPS if own else ():
            by = max(days) - min(days) + gap
            says = told(
                "has {person} join, start and achieve again, {gap} days after the last time",
                person=PERSON,
                gap=gap,
            )
            yield Way(repeated(scene.rows, ids, by), own[0]["provider"], says, person)
        results = {row["event_id"] for row in own if row["event"] in scene.cast.achieves}
        if results:
            says = told("has {person} achieve again {gap} days later", person=PERSON, gap=GAPS[0])
            again = repeated(scene.rows, results, GAPS[0])
            yield Way(again, own[0]["provider"], says, person)


RELATION = Relation(
    ways=_ways,
    tries="people who had achieved an outcome coming back for it",
    why="The person is where the first episode had left them.",
    starts_with=_starts_with,
    unless=_unless,
    proves=lambda subject: sure(subject, _episode_again(subject)),
    shown=(
        "somebody who has achieved an outcome, and joins, starts and achieves again a day or "
        "longer after, never brings more"
    ),
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
        "The solver has any log before it, and the same with all of somebody’s episode again a "
        "day or longer after, where an outcome had been achieved: where no line of a payment can "
        "be new or larger, that is proved of it. For the others, people in logs join, start and "
        "achieve again after a gap, or achieve again a week later without leaving."
    ),
    look=pairs(RELATION),
    mend=once_for_each,
)
