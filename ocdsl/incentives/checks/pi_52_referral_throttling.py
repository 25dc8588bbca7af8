"""PI-52: the payer refers late, few people, or only the hardest, to spend less."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.calendar import day_of
from ocdsl.incentives.cast import cast_of
from ocdsl.incentives.check import COMMISSIONER, Check, Said
from ocdsl.incentives.engines.pairs import Relation, Way, not_applicable, pairs, proved
from ocdsl.incentives.mends import by_somebody_else
from ocdsl.incentives.scenes import Scene, singles
from ocdsl.incentives.subject import Subject
from ocdsl.incentives.transforms.rows import later
from ocdsl.model.told import PERSON, told

WEEKS = (4, 13, 52)


def _joining(subject: Subject) -> set[str]:
    """What people join by that the commissioner records."""
    names = {"commissioner", subject.schema.commissioner}
    return {
        event for event in cast_of(subject).joins
        if names & set(subject.contract.events[event].recorded_by)
    }  # fmt: skip


def _unless(subject: Subject) -> Said | None:
    if not cast_of(subject).joins:
        return not_applicable("nobody joins the contract")
    if not _joining(subject):
        return proved("for every log: the commissioner does not record what people join by")
    return None


def _ways(scene: Scene) -> Iterator[Way]:
    contract, kinds = scene.subject.contract, _joining(scene.subject)
    joins = [day_of(row["occurred_on"]) for _, row in scene.rows_of(kinds)]
    if not joins or min(joins) < contract.term_start:
        return
    for weeks in WEEKS:
        moved = tuple(later(row, 7 * weeks) for row in scene.rows)
        inside = tuple(r for r in moved if day_of(r["occurred_on"]) <= contract.tail_end)
        if max(joins) + 7 * weeks <= contract.term_end:
            person = next(row["person"] for _, row in scene.rows_of(kinds))
            says = told("refers {person} {weeks} weeks later", person=PERSON, weeks=weeks)
            yield Way(inside, COMMISSIONER, says, person)


RELATION = Relation(
    ways=_ways,
    tries="referrals 4, 13 and 52 weeks later",
    why="The person waits, and so does the provider.",
    starts_with=singles,
    unless=_unless,
)

CHECK = Check(
    code="PI-52",
    name="Throttled referrals",
    group="commissioner",
    actor="commissioner",
    severity="high",
    plain="The payer refers late, few people, or only the hardest, to spend less.",
    property=(
        "A later referral never lowers what the commissioner pays, while the provider’s cost "
        "goes on."
    ),
    seen=(
        "An independent gateway delayed treatment in the drug recovery pilots; councils could "
        "put off free personal care by delaying reablement; volumes of probation were "
        "reconciled by bands."
    ),
    source="Mason and others, Addiction, 2015; House of Lords, 2010; Justice Committee, 2014",
    mitigation="Promise a least volume, set a time for referrals, and publish their log.",
    how=(
        "All that happens to a person comes 4, 13 and 52 weeks later, as it would after a later"
        " referral: what the commissioner pays must not fall."
    ),
    look=pairs(RELATION),
    mend=by_somebody_else,
)
