"""PI-06: the first score is set worse, so that the same later score looks like progress."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.money import decimal_text
from ocdsl.incentives.cast import baselines_of, provider_may_record
from ocdsl.incentives.check import Check, Edit, Finding, Row, Said
from ocdsl.incentives.engines.pairs import Relation, Way, not_applicable, pairs, proved
from ocdsl.incentives.mends import recorded_by_commissioner
from ocdsl.incentives.scenes import Scene, scene_of, scenes, singles
from ocdsl.incentives.subject import Subject
from ocdsl.incentives.transforms.rows import changed, scaled
from ocdsl.model.contract import Field
from ocdsl.model.told import PERSON, told

STEPS = (1, 5, 20)
"""Whole units by which a starting value is made worse."""


def _unless(subject: Subject) -> Said | None:
    found = baselines_of(subject)
    if not found:
        return not_applicable("nothing that is paid or measured is compared with an earlier value")
    if not any(provider_may_record(subject.contract, event) for event, _ in found):
        kinds = " or ".join(sorted({event for event, _ in found}))
        return proved(f"for every log: no provider may record the starting value at {kinds}")
    return None


def _firsts(scene: Scene) -> Iterator[tuple[int, Row, Field]]:
    """The rows with the first value of each person that later ones are compared with."""
    baselines, seen = baselines_of(scene.subject), set[tuple[str, str, str]]()
    for index, row in sorted(scene.by_provider, key=lambda pair: pair[1]["occurred_on"]):
        for event, field in sorted(baselines):
            declared = scene.subject.contract.events[event].field(field)
            key = (row["person"], event, field)
            if row["event"] == event and declared and row[field] and key not in seen:
                seen.add(key)
                yield index, row, declared


def _starts(subject: Subject) -> Iterator[Scene]:
    """Besides the usual logs, those of achievers whose first value leaves no room for progress."""
    yield from scenes(subject)
    for scene in singles(subject):
        for index, _, field in _firsts(scene) if any(scene.paid.achieved.values()) else ():
            for best in _limits(field, "at least" if field.better == "lower" else _MOST):
                text = decimal_text(best, field.places or 0)
                rows = changed(scene.rows, index, **{field.name: text})
                found = scene_of(subject, rows) if rows else None
                if found:
                    yield found


def _ways(scene: Scene) -> Iterator[Way]:
    """Each first value made worse."""
    for index, row, field in _firsts(scene):
        places = field.places or 0
        for value, how in _worse(field, scaled(row[field.name], places)):
            rows = changed(scene.rows, index, **{field.name: decimal_text(value, places)})
            says = told(
                "records {field} of {person} at the {event} as {how}",
                field=field.name,
                person=PERSON,
                event=row["event"],
                how=how,
            )
            if rows:
                yield Way(rows, row["provider"], says, row["person"])


def _worse(field: Field, was: int) -> Iterator[tuple[int, str]]:
    """Values that are worse by each step, and the worst that may be recorded."""
    lower, unit = field.better == "lower", 10 ** (field.places or 0)
    for step in STEPS:
        value = was + (step * unit if lower else -step * unit)
        if value >= 0:
            yield value, told("worse by {step}", step=step)
    for limit in _limits(field, _MOST if lower else "at least"):
        if limit != was:
            yield limit, "bad as can be"


_MOST = "up to and including"


def _limits(field: Field, word: str) -> list[int]:
    """The limit of a field that is told with a word, in its smallest unit."""
    return [limit for known, limit in field.limits if known == word]


def _recorded_by_the_commissioner(subject: Subject, finding: Finding) -> tuple[Edit, ...]:
    """The event with the starting value, recorded by the commissioner."""
    del finding
    return recorded_by_commissioner(subject, (event for event, _ in baselines_of(subject)))


RELATION = Relation(
    ways=_ways,
    tries="starting values made worse by the provider",
    why="The person ends where they would have ended.",
    unless=_unless,
    starts_with=_starts,
)

CHECK = Check(
    code="PI-06",
    name="Worsening the starting score",
    group="measurement",
    actor="provider",
    severity="critical",
    plain="The first score is set worse, so that the same later score looks like progress.",
    property="For every log: a worse starting value, recorded by the provider, never pays more.",
    seen=(
        "A council used the hours of the second week, which the provider itself decides, as its"
        " baseline."
    ),
    source="Social Care Institute for Excellence, guide 49",
    mitigation=(
        "Have somebody other than the provider record the starting value, or record it before "
        "the referral."
    ),
    how=(
        "Each value that a later one is compared with is made worse by 1, 5 and 20 units, and as "
        "bad as can be, where a provider may record it; with the usual logs, and with those of "
        "people who begin as good as can be."
    ),
    look=pairs(RELATION),
    mend=_recorded_by_the_commissioner,
)
