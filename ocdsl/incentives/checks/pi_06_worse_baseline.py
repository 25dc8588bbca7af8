"""PI-06: the first score is set worse, so that the same later score looks like progress."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.money import decimal_text
from ocdsl.incentives.cast import baselines_of, provider_may_record
from ocdsl.incentives.check import Check, Edit, Finding, Said
from ocdsl.incentives.engines.pairs import Relation, Way, not_applicable, pairs, proved
from ocdsl.incentives.mends import recorded_by_commissioner
from ocdsl.incentives.scenes import Scene
from ocdsl.incentives.subject import Subject
from ocdsl.incentives.transforms.rows import changed, scaled

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


def _ways(scene: Scene) -> Iterator[Way]:
    baselines = baselines_of(scene.subject)
    for index, row in scene.by_provider:
        for event, field in sorted(baselines):
            declared = scene.subject.contract.events[event].field(field)
            if row["event"] != event or declared is None or not row[field]:
                continue
            places = declared.places or 0
            for step in STEPS:
                worse = -step if declared.better != "lower" else step
                value = scaled(row[field], places) + worse * 10**places
                rows = changed(scene.rows, index, **{field: decimal_text(value, places)})
                says = f"records {field} of {{person}} at the {event} as worse by {step}"
                if rows and value >= 0:
                    yield Way(rows, row["provider"], says, row["person"])


def _recorded_by_the_commissioner(subject: Subject, finding: Finding) -> tuple[Edit, ...]:
    """The event with the starting value, recorded by the commissioner."""
    del finding
    return recorded_by_commissioner(subject, (event for event, _ in baselines_of(subject)))


RELATION = Relation(
    ways=_ways,
    tries="starting values made worse by the provider",
    why="The person ends where they would have ended.",
    unless=_unless,
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
        "Each value that a later one is compared with is made worse by 1, 5 and 20 units, where"
        " a provider may record it."
    ),
    look=pairs(RELATION),
    mend=_recorded_by_the_commissioner,
)
