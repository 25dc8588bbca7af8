"""PI-29: the same thing is sent in twice, under another number."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.incentives.cast import provider_may_record
from ocdsl.incentives.check import Check, Said
from ocdsl.incentives.engines.pairs import Relation, Way, pairs, proved
from ocdsl.incentives.mends import once_for_each
from ocdsl.incentives.scenes import Scene
from ocdsl.incentives.subject import Subject
from ocdsl.incentives.transforms.rows import copied


def _unless(subject: Subject) -> Said | None:
    events = subject.contract.events
    if not any(provider_may_record(subject.contract, event) for event in events):
        return proved("for every log: no provider may record anything")
    return None


def _ways(scene: Scene) -> Iterator[Way]:
    for index, row in scene.by_provider:
        for days, when in ((0, ""), (1, " as of the day after")):
            whose = "of {person}" if row["person"] else "about itself"
            says = f"sends the {row['event']} {whose} again under another id{when}"
            yield Way(copied(scene.rows, index, days), row["provider"], says, row["person"])


RELATION = Relation(
    ways=_ways,
    tries="each row of a provider sent a second time",
    why="It happened once, and nobody is helped twice.",
    unless=_unless,
)

CHECK = Check(
    code="PI-29",
    name="Duplicate claim",
    group="counting",
    actor="provider",
    severity="critical",
    plain="The same thing is sent in twice, under another number.",
    property="For every log: a copy of a row with an id of its own never pays more.",
    seen=(
        "One in ten of the claims for troubled families that were checked in a round was not valid."
    ),
    source="Freedom of information answer reported by A Kind of Trouble, February 2015",
    mitigation=(
        "Count once for each person, outcome and episode, and let somebody else’s record decide."
    ),
    how=(
        "Each row that a provider records is sent a second time under another id, on the same "
        "day and on the day after."
    ),
    look=pairs(RELATION),
    mend=once_for_each,
)
