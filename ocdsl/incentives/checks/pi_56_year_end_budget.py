"""PI-56: the payer moves sign-off into another financial year, or lets room under a cap lapse."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.incentives.cast import signed_by_commissioner
from ocdsl.incentives.check import COMMISSIONER, Check, Said
from ocdsl.incentives.engines.pairs import Relation, Way, pairs, proved
from ocdsl.incentives.mends import by_somebody_else
from ocdsl.incentives.scenes import Scene
from ocdsl.incentives.subject import Subject
from ocdsl.incentives.transforms.rows import moved
from ocdsl.model.told import PERSON, told

WEEKS = (4, 13, 52)


def _unless(subject: Subject) -> Said | None:
    if not signed_by_commissioner(subject):
        return proved("for every log: the commissioner records nothing after joining and starting")
    return None


def _ways(scene: Scene) -> Iterator[Way]:
    names = {"commissioner", scene.subject.schema.commissioner}
    for index, row in scene.rows_of(signed_by_commissioner(scene.subject)):
        for weeks in WEEKS if row["recorded_by"] in names else ():
            rows = moved(scene.rows, index, 7 * weeks)
            whose = told(" of {person}", person=PERSON) if row["person"] else ""
            says = told(
                "records the {event}{whose} {weeks} weeks later",
                event=row["event"],
                whose=whose,
                weeks=weeks,
            )
            if rows:
                yield Way(rows, COMMISSIONER, says, row["person"])


RELATION = Relation(
    ways=_ways,
    tries="what the commissioner records, 4, 13 and 52 weeks later",
    why="The provider did what it is paid for, when it did.",
    unless=_unless,
)

CHECK = Check(
    code="PI-56",
    name="Year-end budgets",
    group="commissioner",
    actor="commissioner",
    severity="low",
    plain="The payer moves sign-off into another financial year, or lets room under a cap lapse.",
    property="For every log: what is paid in all does not depend on the day of a sign-off.",
    seen="No documented case is known to us.",
    source="",
    mitigation="Carry unused room forward, and account for what is earned.",
    how=(
        "Each row that the commissioner records, but for those by which people join and start, "
        "comes 4, 13 and 52 weeks later: what the commissioner pays must not fall."
    ),
    look=pairs(RELATION),
    mend=by_somebody_else,
)
