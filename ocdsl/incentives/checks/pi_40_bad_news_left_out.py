"""PI-40: a review, a relapse or a complaint is not recorded."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.incentives.cast import provider_may_record
from ocdsl.incentives.check import Check, Edit, Finding, Said
from ocdsl.incentives.engines.pairs import Relation, Way, pairs, proved
from ocdsl.incentives.mends import recorded_by_commissioner
from ocdsl.incentives.scenes import Scene, scenes
from ocdsl.incentives.subject import Subject
from ocdsl.incentives.transforms.rows import without
from ocdsl.incentives.undone import undone
from ocdsl.model.told import PERSON, told


def _unless(subject: Subject) -> Said | None:
    events = subject.contract.events
    if not any(provider_may_record(subject.contract, event) for event in events):
        return proved("for every log: no provider may record anything")
    return None


def _ways(scene: Scene) -> Iterator[Way]:
    for index, row in scene.by_provider:
        fewer = without(scene.rows, {index})
        if fewer:
            whose = told(" of {person}", person=PERSON) if row["person"] else ""
            says = told("does not record the {event}{whose}", event=row["event"], whose=whose)
            yield Way(fewer, row["provider"], says, row["person"])


def _held_by_the_commissioner(subject: Subject, finding: Finding) -> tuple[Edit, ...]:
    """What was left out, recorded by the commissioner."""
    kept = {row["event_id"] for row in finding.after.rows}
    left_out = (row["event"] for row in finding.before.rows if row["event_id"] not in kept)
    return recorded_by_commissioner(subject, left_out)


def _starts(subject: Subject) -> Iterator[Scene]:
    """Besides the usual logs, those of achievers whose result is undone."""
    yield from scenes(subject)
    yield from (each.scene for each in undone(subject))


RELATION = Relation(
    ways=_ways,
    tries="each row of a provider left out",
    why="It happened all the same.",
    unless=_unless,
    starts_with=_starts,
)

CHECK = Check(
    code="PI-40",
    name="Bad news left out",
    group="measurement",
    actor="provider",
    severity="critical",
    plain="A review, a relapse or a complaint is not recorded.",
    property="For every log: leaving out an event that the provider records never pays more.",
    seen=(
        "Audits of waiting times were blind to what was not written down; patients who did not "
        "attend were taken out of the rate."
    ),
    source=(
        "Bevan and Hood, Public Administration, 2006; BMC Health Services Research 2008, volume"
        " 8, article 131"
    ),
    mitigation="Let missing count as not met, and let somebody else record what lowers a payment.",
    how=(
        "Each row that the provider records is left out, one at a time; with the usual logs, and "
        "with those of people whose result an event undoes."
    ),
    look=pairs(RELATION),
    mend=_held_by_the_commissioner,
)
