"""PI-53: stalled sign-off."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.incentives.cast import signed_by_commissioner
from ocdsl.incentives.check import COMMISSIONER, Check, Said
from ocdsl.incentives.engines.pairs import Relation, Way, pairs, proved
from ocdsl.incentives.mends import by_somebody_else
from ocdsl.incentives.scenes import Scene
from ocdsl.incentives.subject import Subject
from ocdsl.incentives.transforms.rows import without
from ocdsl.model.told import PERSON, told


def _unless(subject: Subject) -> Said | None:
    if not signed_by_commissioner(subject):
        return proved("for every log: the commissioner records nothing after joining and starting")
    return None


def _ways(scene: Scene) -> Iterator[Way]:
    names = {"commissioner", scene.subject.schema.commissioner}
    for index, row in scene.rows_of(signed_by_commissioner(scene.subject)):
        fewer = without(scene.rows, {index})
        if fewer and row["recorded_by"] in names:
            whose = told(" of {person}", person=PERSON) if row["person"] else ""
            says = told("does not record the {event}{whose}", event=row["event"], whose=whose)
            yield Way(fewer, COMMISSIONER, says, row["person"])


RELATION = Relation(
    ways=_ways,
    tries="each row of the commissioner left out",
    why="The provider did what it is paid for.",
    unless=_unless,
)

CHECK = Check(
    code="PI-53",
    name="Stalled sign-off",
    group="commissioner",
    actor="commissioner",
    severity="high",
    plain=(
        "The payer gains by not signing, or by disputing, so that what is kept back is never "
        "released."
    ),
    property=(
        "For every log: a sign-off that does not come pays the same, after its time, as one "
        "that does."
    ),
    seen=(
        "The second model of commissioning was said to lead to more disputes; in Wiltshire the "
        "balance was paid once the person confirmed."
    ),
    source=(
        "Home Care Outcomes-based Commissioning Toolkit for Wales, Tool 5, June 2017; Local "
        "Government Association, case study of Help to Live at Home"
    ),
    mitigation=(
        "Let silence count as consent after so many days, and let somebody independent decide a"
        " dispute."
    ),
    how=(
        "Each row that the commissioner records, but for those by which people join and start, "
        "is left out: what the commissioner pays must not fall."
    ),
    look=pairs(RELATION),
    mend=by_somebody_else,
)
