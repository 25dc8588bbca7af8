"""PI-08: somebody about to fail is discharged or handed over before it counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ocdsl.incentives.cast import cast_of, provider_may_record
from ocdsl.incentives.check import Check, Edit, Finding, Row, Said
from ocdsl.incentives.engines.pairs import Relation, Way, not_applicable, pairs, proved
from ocdsl.incentives.mends import recorded_by_commissioner
from ocdsl.incentives.scenes import Scene, crowd, group_size, scene_of, scenes
from ocdsl.incentives.small_logs import new_row
from ocdsl.incentives.subject import Subject
from ocdsl.incentives.transforms.rows import added, later
from ocdsl.incentives.undone import undone
from ocdsl.model.told import PERSON, told
from ocdsl.syntax import phrases as ph


def _unless(subject: Subject) -> Said | None:
    if not cast_of(subject).undoes:
        return not_applicable("no event undoes a result, takes money back or is deducted for")
    if not _exits(subject):
        return proved("for every log: no provider may record what would end somebody's part")
    return None


def _exits(subject: Subject) -> list[ph.EventPhrase]:
    """What a provider may record that sets somebody aside, or ends a spell."""
    ends = [spell.ends_on for spell in subject.contract.spells.values()]
    found = (*cast_of(subject).asides, *ends)
    return [p for p in found if provider_may_record(subject.contract, p.event.text)]


def _ways(scene: Scene) -> Iterator[Way]:
    exits = _exits(scene.subject)
    for _, row in scene.rows_of(scene.cast.undoes):
        for phrase in exits if row["person"] and row["provider"] else ():
            before = later(new_row(scene.subject, phrase, _recorded_on_the_day(row)), -1)
            says = told(
                "records {event:a} of {person} the day before the {event_2}",
                event=before["event"],
                person=PERSON,
                event_2=row["event"],
            )
            yield Way(added(scene.rows, before), row["provider"], says, row["person"])


def _recorded_on_the_day(row: Row) -> Row:
    return {**row, "recorded_at": row["occurred_on"] + row["recorded_at"][10:]}


def _starts(subject: Subject) -> Iterable[Scene]:
    """Besides the usual logs, groups of whom some had their result undone."""
    yield from scenes(subject)
    for each in undone(subject):
        for measure in subject.contract.measures.values():
            size = group_size(measure)
            if measure.outcome != each.outcome or each.still_achieved or size is None:
                continue
            parts = [(each.kept.rows, size * 11 // 20), (each.scene.rows, size * 9 // 20)]
            found = scene_of(subject, crowd(subject, parts, measure.moment.event.text))
            if found:
                yield found


def _held_by_the_commissioner(subject: Subject, finding: Finding) -> tuple[Edit, ...]:
    """What sets people aside, or ends a spell, recorded by the commissioner."""
    del finding
    return recorded_by_commissioner(subject, (phrase.event.text for phrase in _exits(subject)))


RELATION = Relation(
    ways=_ways,
    tries="people let go the day before what would count against the provider",
    why="What happened to the person happened all the same.",
    starts_with=_starts,
    unless=_unless,
)

CHECK = Check(
    code="PI-08",
    name="Dumping of failing cases",
    group="selection",
    actor="provider",
    severity="high",
    plain="Somebody about to fail is discharged or handed over before it counts.",
    property=(
        "For every log: ending somebody’s service before the day of judgement never pays more "
        "than recording the failure."
    ),
    seen="Hospices discharged more people alive as they neared the limit on their pay.",
    source="Dolin and others, 2018",
    mitigation=(
        "Follow the person and not the episode: somebody who leaves counts as not achieved, but"
        " for death and removal."
    ),
    how=(
        "Before an event that undoes a result, or that a deduction is for, the person is set "
        "aside or the spell is ended, where the provider may record that."
    ),
    look=pairs(RELATION),
    mend=_held_by_the_commissioner,
)
