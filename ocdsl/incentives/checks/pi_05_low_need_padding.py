"""PI-05: people who were hardly at risk are enrolled so that more of them succeed."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.incentives.cast import cast_of, provider_may_record
from ocdsl.incentives.check import Check, Edit, Finding, Said
from ocdsl.incentives.engines.pairs import Relation, Way, not_applicable, pairs, proved
from ocdsl.incentives.mends import recorded_by_commissioner
from ocdsl.incentives.scenes import Scene
from ocdsl.incentives.subject import Subject
from ocdsl.incentives.transforms.rows import named


def _unless(subject: Subject) -> Said | None:
    joins = cast_of(subject).joins
    if not joins or not subject.contract.outcomes:
        return not_applicable("nobody joins the contract to achieve an outcome")
    if not any(provider_may_record(subject.contract, event) for event in joins):
        kinds = " or ".join(sorted(joins))
        return proved(f"for every log: people join by {kinds} alone, which no provider may record")
    return None


def _ways(scene: Scene) -> Iterator[Way]:
    """Each achiever has a double who is enrolled as well, and gets no service."""
    achievers = {person for people in scene.paid.achieved.values() for person in people}
    for person in sorted(achievers):
        own = tuple(row for _, row in scene.of(person) if row["event"] in scene.cast.episode)
        joins = [row for row in own if row["event"] in scene.cast.joins]
        if joins and joins[0]["recorded_by"] in ("provider", joins[0]["provider"]):
            double = f"{person}-too"
            says = "enrols {person}, who does well without any service"
            yield Way((*scene.rows, *named(own, double)), own[0]["provider"], says, double)


def _joined_by_the_commissioner(subject: Subject, finding: Finding) -> tuple[Edit, ...]:
    """What people join by, recorded by the commissioner."""
    del finding
    return recorded_by_commissioner(subject, cast_of(subject).joins)


RELATION = Relation(
    ways=_ways,
    tries="people of low need enrolled by the provider",
    why="The person would have been as well without it.",
    unless=_unless,
)

CHECK = Check(
    code="PI-05",
    name="Padding with people of low need",
    group="selection",
    actor="provider",
    severity="critical",
    plain="People who were hardly at risk are enrolled so that more of them succeed.",
    property=(
        "Adding somebody who would have achieved the outcome anyway pays no more than what is "
        "expected of such people."
    ),
    seen=(
        "In Utah’s pre-school bond 109 of 110 children avoided special education, by a screen "
        "that was never a valid prediction."
    ),
    source="New York Times, 4 November 2015",
    mitigation=(
        "Let an objective rule decide who is eligible, take off what would have happened "
        "anyway, and have somebody else sign the cohort off."
    ),
    how=(
        "Somebody who achieves the outcome without any service is enrolled, where the provider may "
        "record what people join by."
    ),
    look=pairs(RELATION),
    mend=_joined_by_the_commissioner,
)
