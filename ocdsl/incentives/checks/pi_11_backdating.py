"""PI-11: a date is moved so that it falls inside a window."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from ocdsl.incentives.cast import cast_of, provider_may_record
from ocdsl.incentives.check import Check, Said
from ocdsl.incentives.engines.pairs import Relation, Way, not_applicable, pairs, proved
from ocdsl.incentives.mends import by_the_commissioner
from ocdsl.incentives.scenes import Scene, scene_of, scenes, singles
from ocdsl.incentives.subject import Subject
from ocdsl.incentives.transforms.rows import moved, redated
from ocdsl.model.told import PERSON, told

DAYS = (-1, -7, -28, -56, 1, 3)
"""How much later the event is said to have occurred; earlier when negative."""

LATE = (7, 28, 56)
"""Days by which a result is put off until it comes too late."""


def _unless(subject: Subject) -> Said | None:
    kinds = cast_of(subject).episode
    if not kinds:
        return not_applicable("no date of a start, a result or an end decides a payment")
    if not any(provider_may_record(subject.contract, event) for event in kinds):
        return proved("for every log: no provider may record a start, a result or an end")
    return None


def _ways(scene: Scene) -> Iterator[Way]:
    for index, row in scene.by_provider:
        for days in DAYS if row["event"] in scene.cast.episode else ():
            rows = redated(scene.rows, index, days)
            size = "a day" if abs(days) == 1 else told("{days} days", days=abs(days))
            when = told(
                "{size} {which} than it was", size=size, which="later" if days > 0 else "earlier"
            )
            if rows:
                says = told(
                    "dates the {event} of {person} {when}",
                    event=row["event"],
                    person=PERSON,
                    when=when,
                )
                yield Way(rows, row["provider"], says, row["person"])


def _starts(subject: Subject) -> Iterator[Scene]:
    """Besides the usual logs, those of achievers whose result comes just too late."""
    yield from scenes(subject)
    for scene in singles(subject):
        if any(scene.paid.achieved.values()):
            yield from islice(_too_late(scene), 1)


def _too_late(scene: Scene) -> Iterator[Scene]:
    for index, _ in scene.rows_of(scene.cast.achieves):
        for days in LATE:
            rows = moved(scene.rows, index, days)
            later = scene_of(scene.subject, rows) if rows else None
            if later and later.paid.achieved != scene.paid.achieved:
                yield later
                break


RELATION = Relation(
    ways=_ways,
    tries="starts, results and ends given other dates by the provider",
    why="It happened when it happened.",
    unless=_unless,
    starts_with=_starts,
)

CHECK = Check(
    code="PI-11",
    name="Backdating",
    group="timing",
    actor="provider",
    severity="high",
    plain="A date is moved so that it falls inside a window.",
    property=(
        "For every log: another day for an event that the provider records, recorded when it "
        "was, never pays more."
    ),
    seen=(
        "A provider of employment services in Australia asked a job seeker to alter the day a "
        "job began; ambulances waited outside hospitals so that a clock did not start."
    ),
    source=(
        "The Guardian, 16 February 2019; Webster, “The unexpected consequences of payment by "
        "results”"
    ),
    mitigation=(
        "Let the commissioner’s own event start each clock, and limit how late an event may be "
        "recorded."
    ),
    how=(
        "Each start, result or end that the provider records is dated up to eight weeks "
        "earlier, or later as long as it was recorded after that; with the usual logs, and with "
        "those of people whose result comes just too late."
    ),
    look=pairs(RELATION),
    mend=by_the_commissioner,
)
