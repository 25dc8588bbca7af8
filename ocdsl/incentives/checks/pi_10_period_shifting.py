"""PI-10: a result is held back or brought forward because of a cap or a target of the period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ocdsl.base.calendar import day_of
from ocdsl.incentives.check import Check, Edit, Finding, Said, money_of
from ocdsl.incentives.engines.pairs import Relation, Way, not_applicable, pairs
from ocdsl.incentives.mends import excess_carried
from ocdsl.incentives.scenes import Scene, crowds, scene_of, scenes
from ocdsl.incentives.subject import Subject
from ocdsl.incentives.transforms.rows import later
from ocdsl.model.told import PERSON, told

SHIFTS = (28, -28, 91, -91)
"""Days, in whole weeks, so that no week is cut otherwise than before."""


def _unless(subject: Subject) -> Said | None:
    contract = subject.contract
    if contract.measures or any(cap.unit for cap in contract.caps.values()):
        return None
    return not_applicable("nothing is limited or measured by a period")


def _ways(scene: Scene) -> Iterator[Way]:
    contract = scene.subject.contract
    for person in scene.people:
        own = [row for _, row in scene.of(person)]
        days = [day_of(row["occurred_on"]) for row in own]
        provider = next((row["provider"] for row in own if row["provider"]), "")
        for by in SHIFTS:
            inside = contract.term_start <= min(days) + by and max(days) + by <= contract.term_end
            if provider and inside:
                rows = tuple(
                    later(row, by) if row["person"] == person else row for row in scene.rows
                )
                weeks = "1 week" if abs(by) == 7 else told("{n} weeks", n=abs(by) // 7)
                says = told(
                    "lets it all come {weeks} {which} for {person}",
                    weeks=weeks,
                    which="later" if by > 0 else "earlier",
                    person=PERSON,
                )
                yield Way(rows, provider, says, person)


def _alone(scene: Scene, way: Way) -> int:
    """What the shift is worth when nobody else is there: what follows days, and not periods."""
    own, shifted = (
        scene.subject.pay(tuple(row for row in rows if row["person"] == way.person))
        for rows in (scene.rows, way.rows)
    )
    if own is None or shifted is None:
        return 0
    return max(money_of(shifted.decisions, way.gainer) - money_of(own.decisions, way.gainer), 0)


def _starts(subject: Subject) -> Iterable[Scene]:
    """People together, groups round the thresholds of rates, and groups past a cap."""
    yield from (scene for scene in scenes(subject) if len(scene.people) > 1)
    for crowd in crowds(subject):
        found = scene_of(subject, crowd.with_more(2))
        if found:
            yield found


def _carried(subject: Subject, finding: Finding) -> tuple[Edit, ...]:
    """The excess of the payment's cap carried into the next period."""
    caps = (c for c in subject.contract.caps.values() if finding.on in c.payments and c.unit)
    return next((edits for cap in caps if (edits := excess_carried(subject, cap.name))), ())


RELATION = Relation(
    ways=_ways,
    tries="people's whole histories some weeks earlier or later",
    why="The person is helped as much, on other days.",
    starts_with=_starts,
    allowed=_alone,
    unless=_unless,
)

CHECK = Check(
    code="PI-10",
    name="Shifting between periods",
    group="timing",
    actor="provider",
    severity="high",
    plain="A result is held back or brought forward because of a cap or a target of the period.",
    property=(
        "For every log: the same events a few days later or earlier, in another period, pay the"
        " same."
    ),
    seen=(
        "Salespeople who moved deals round the end of a quarter cost their firm 6% to 8% of "
        "revenue."
    ),
    source="Larkin, Journal of Labor Economics, 2014",
    mitigation="Carry the excess of a period forward, or let the limit be of any twelve months.",
    how=(
        "All that happens to one person of several comes 4 or 13 weeks earlier or later, with "
        "groups round the thresholds of rates and past the caps; what the shift is worth for "
        "the person alone is taken off."
    ),
    look=pairs(RELATION),
    mend=_carried,
)
