"""PI-12: a true result is unpaid because its proof came a day late, so effort goes into paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ocdsl.base.calendar import day_of
from ocdsl.incentives.check import Check, Said, money_of
from ocdsl.incentives.engines.pairs import Relation, Way, not_applicable, pairs
from ocdsl.incentives.scenes import Scene, scene_of, singles
from ocdsl.incentives.subject import Subject
from ocdsl.incentives.transforms.rows import recorded_later
from ocdsl.model.contract import Outcome
from ocdsl.model.told import PERSON, told

PART = 10
"""A day may cost one part in so many of what is paid in all."""


def _needing(subject: Subject) -> list[Outcome]:
    return [o for o in subject.contract.outcomes.values() if o.needs]


def _unless(subject: Subject) -> Said | None:
    if not _needing(subject):
        return not_applicable("no outcome needs anything recorded in time")
    return None


def _delays(scene: Scene) -> Iterator[tuple[int, int]]:
    """The rows that are needed, each with the days left until the last that counts."""
    for outcome in _needing(scene.subject):
        assert outcome.needs is not None
        for index, row in scene.rows_of({outcome.needs.event.event.text}):
            day = day_of(row["occurred_on"])
            last = scene.subject.contract.dates.later(day, outcome.needs.lag)
            yield index, last - day_of(row["recorded_at"][:10])


def _starts(subject: Subject) -> Iterable[Scene]:
    """Logs in which what is needed is recorded a day too late."""
    for scene in singles(subject):
        for index, days in _delays(scene):
            late = recorded_later(scene.rows, index, days + 1)
            found = scene_of(subject, late) if late else None
            if found:
                yield found


def _ways(scene: Scene) -> Iterator[Way]:
    for index, days in _delays(scene):
        row = scene.rows[index]
        rows = recorded_later(scene.rows, index, -1)
        if days == -1 and rows and row["provider"]:
            says = told(
                "records the {event} of {person} a day earlier, just in time",
                event=row["event"],
                person=PERSON,
            )
            yield Way(rows, row["provider"], says, row["person"])


def _part(scene: Scene, way: Way) -> int:
    """A tenth of what is paid when it is in time."""
    paid = scene.subject.pay(way.rows)
    return max(money_of(paid.decisions, way.gainer), 0) // PART if paid else 0


RELATION = Relation(
    ways=_ways,
    tries="what an outcome needs, recorded on the last day that counts and a day later",
    why="The result is as true a day later, and unpaid.",
    starts_with=_starts,
    unless=_unless,
    allowed=_part,
)

CHECK = Check(
    code="PI-12",
    name="Forfeit for late evidence",
    group="timing",
    actor="both",
    severity="medium",
    plain="A true result is unpaid because its proof came a day late, so effort goes into paper.",
    property=(
        "For every log: what a result pays does not fall to nothing from one day of recording "
        "to the next."
    ),
    seen=(
        "Providers of employment services in Australia met thousands of pages of rules and gave"
        " money back for small mistakes of form."
    ),
    source="Four Corners, Australian Broadcasting Corporation, 23 February 2015",
    mitigation="Allow a time to put it right, or pay less for late proof instead of nothing.",
    how=(
        "What an outcome needs recorded in time is recorded on the last day that counts, and a "
        "day later: the result may lose no more than a tenth of its price by that."
    ),
    look=pairs(RELATION),
    no_line=(
        "What is late for one reason is on time for another: how long proof may take is for "
        "the two parties to settle."
    ),
)
