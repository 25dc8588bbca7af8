"""PI-04: exclusion after the start."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.incentives.cast import cast_of, provider_may_record
from ocdsl.incentives.check import Check, Edit, Finding, Said
from ocdsl.incentives.engines.pairs import Relation, Way, not_applicable, pairs, proved
from ocdsl.incentives.mends import recorded_by_commissioner
from ocdsl.incentives.scenes import Scene
from ocdsl.incentives.small_logs import new_row
from ocdsl.incentives.subject import Subject
from ocdsl.incentives.transforms.rows import added, later
from ocdsl.model.contract import Clause
from ocdsl.model.told import PERSON, told


def _unless(subject: Subject) -> Said | None:
    asides = cast_of(subject).asides
    if not asides:
        return not_applicable("no cohort sets anybody aside")
    kinds = {phrase.event.text for phrase in asides}
    if not any(provider_may_record(subject.contract, kind) for kind in kinds):
        return proved(f"for every log: no provider may record {' or '.join(sorted(kinds))}")
    return None


def _ways(scene: Scene) -> Iterator[Way]:
    """Each person who has started and achieves nothing is set aside the day after the start."""
    achievers = {person for people in scene.paid.achieved.values() for person in people}
    for person in scene.people:
        starts = [row for _, row in scene.of(person) if row["event"] in scene.cast.starts]
        for phrase in scene.cast.asides if starts and person not in achievers else ():
            kind = phrase.event.text
            if not provider_may_record(scene.subject.contract, kind):
                continue
            row = later(new_row(scene.subject, phrase, starts[0]), 1)
            values = {f.name: row[f.name] for f in scene.subject.contract.events[kind].fields}
            said = "".join(f", {name} {value}" for name, value in values.items())
            says = told(
                "records {kind:a} of {person}{said}, the day after the start",
                kind=kind,
                person=PERSON,
                said=said,
            )
            yield Way(added(scene.rows, row), row["provider"], says, person)


def _clause(subject: Subject, on: str) -> Clause | None:
    """The clause that sets people aside, of the payment's own cohort or else of the first."""
    cohorts = subject.contract.cohorts
    own = [cohorts[name] for name in (subject.contract.payments[on].cohort,) if name in cohorts]
    return next((c.clauses["sets aside"] for c in (*own, *cohorts.values()) if c.sets_aside), None)


def _held_by_the_commissioner(subject: Subject, finding: Finding) -> tuple[Edit, ...]:
    """The event that sets people aside, recorded by the commissioner alone."""
    cohort = subject.contract.cohorts[finding.clause.block]
    assert cohort.sets_aside is not None
    return recorded_by_commissioner(subject, [cohort.sets_aside.event.text])


RELATION = Relation(
    ways=_ways,
    tries="people who had started and achieved nothing set aside by the provider",
    why="The person is not helped by being left out of the count.",
    unless=_unless,
    clause=_clause,
)

CHECK = Check(
    code="PI-04",
    name="Exclusion after the start",
    group="selection",
    actor="provider",
    severity="critical",
    plain=(
        "Somebody who is failing is written off as unsuitable or withdrawn, so that the rate rises."
    ),
    property=(
        "For every log and every person who has started and not achieved: setting that person "
        "aside never pays more."
    ),
    seen=(
        "In the contract of British general practice 48% of the gap of 13.3 points between "
        "performance and pay came from exception reports, which were used most at the end of "
        "the year."
    ),
    source=(
        "BMC Health Services Research 2008, volume 8, article 131; British Journal of General "
        "Practice 2011, volume 61, e183"
    ),
    mitigation=(
        "Count everybody who started; let the commissioner alone record why somebody leaves."
    ),
    how=(
        "People who have started and not achieved are set aside by an event that the provider "
        "may record, alone and in groups just below the thresholds of rates."
    ),
    look=pairs(RELATION),
    mend=_held_by_the_commissioner,
)
