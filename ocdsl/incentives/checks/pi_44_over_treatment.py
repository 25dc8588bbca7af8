"""PI-44: more service is given because volume is paid for."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.incentives.cast import cast_of, provider_may_record
from ocdsl.incentives.check import Check, Said
from ocdsl.incentives.engines.pairs import Relation, Way, not_applicable, pairs, proved
from ocdsl.incentives.mends import by_the_commissioner
from ocdsl.incentives.scenes import Scene
from ocdsl.incentives.subject import Subject
from ocdsl.incentives.transforms.rows import copied
from ocdsl.model.told import PERSON, told


def _activities(subject: Subject) -> set[str]:
    """Kinds of event that are neither part of an episode nor against the provider."""
    cast = cast_of(subject)
    return set(subject.contract.events) - cast.episode - cast.undoes


def _unless(subject: Subject) -> Said | None:
    kinds = _activities(subject)
    if not kinds:
        return not_applicable("the contract has no event of mere service")
    if not any(provider_may_record(subject.contract, kind) for kind in kinds):
        return proved("for every log: no provider may record an event of mere service")
    return None


def _ways(scene: Scene) -> Iterator[Way]:
    kinds = _activities(scene.subject)
    for index, row in scene.by_provider:
        if row["event"] in kinds:
            whose = told(" for {person}", person=PERSON) if row["person"] else ""
            says = told(
                "adds {event:a}{whose}, a week after another", event=row["event"], whose=whose
            )
            yield Way(copied(scene.rows, index, 7), row["provider"], says, row["person"])


RELATION = Relation(
    ways=_ways,
    tries="one more event of service, a week later",
    why="The outcome is the same, whether it was needed or not.",
    unless=_unless,
)

CHECK = Check(
    code="PI-44",
    name="More service than is needed",
    group="multitask",
    actor="provider",
    severity="high",
    plain="More service is given because volume is paid for.",
    property="Where the result is the same, one more unit of service pays no more than it costs.",
    seen="Home-health therapy and stays in long-term hospitals grew to where payment rose.",
    source=(
        "United States Senate Finance Committee, report on Medicare home-health therapy, 2011; "
        "Kim and others, Health Affairs 2015"
    ),
    mitigation="Do not pay for input above need, and limit what is paid for each person.",
    how=(
        "What the provider itself does and records, but for joining, starting and results, "
        "happens once more a week later: the outcome is the same."
    ),
    look=pairs(RELATION),
    mend=by_the_commissioner,
)
