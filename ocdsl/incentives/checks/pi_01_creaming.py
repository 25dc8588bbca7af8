"""PI-01: the provider takes, or serves first, the people who will reach the outcome anyway."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.incentives.check import Check, Edit, Finding, Said
from ocdsl.incentives.engines.pairs import Relation, Way, not_applicable, pairs
from ocdsl.incentives.mends import said_otherwise
from ocdsl.incentives.scenes import Scene
from ocdsl.incentives.subject import Subject
from ocdsl.incentives.transforms.rows import without
from ocdsl.syntax.phrase_text import text_of


def _unless(subject: Subject) -> Said | None:
    if not subject.contract.cohorts:
        return not_applicable("the contract is about nobody who could be turned away")
    return None


def _ways(scene: Scene) -> Iterator[Way]:
    """Each person who achieves nothing is never started with."""
    achievers = {person for people in scene.paid.achieved.values() for person in people}
    own = list(scene.by_provider)
    for person in scene.people:
        rows = [(index, row) for index, row in own if row["person"] == person]
        if person in achievers or not any(row["event"] in scene.cast.starts for _, row in rows):
            continue
        fewer = without(scene.rows, {index for index, _ in rows})
        if fewer:
            says = "does not start with {person}, who would not have achieved anything"
            yield Way(fewer, rows[0][1]["provider"], says, person)


def _everybody_referred(subject: Subject, finding: Finding) -> tuple[Edit, ...]:
    """The rate counted from the day people join, and no more from the provider's own event."""
    payment = subject.contract.payments.get(finding.on)
    if payment is None or payment.withholding is None:
        return ()
    measure = subject.contract.measures[payment.withholding.measure]
    joins = subject.contract.cohorts[measure.cohort].joins_on.event.text
    old, new = text_of(measure.moment), f"the first {joins}"
    return (
        *said_otherwise(subject, measure.name, old, new),
        *said_otherwise(subject, payment.name, f"of {old}", f"of {new}"),
    )


RELATION = Relation(
    ways=_ways,
    tries="people who would achieve nothing turned away",
    why="The person gets no service at all.",
    unless=_unless,
)

CHECK = Check(
    code="PI-01",
    name="Creaming",
    group="selection",
    actor="provider",
    severity="critical",
    plain="The provider takes, or serves first, the people who will reach the outcome anyway.",
    property=(
        "For every group of people, what a provider can expect to be paid covers what that "
        "group costs it, and nobody can be turned away without loss."
    ),
    seen="Creaming was found to be widespread and systematic in the Work Programme.",
    source="Rees, Whitworth and Carter, University of Birmingham, 2014",
    mitigation=(
        "Let a rule and not the provider decide who is in the cohort; count a refusal as a "
        "failure; price groups apart."
    ),
    how=(
        "Nobody who will fail is started: all that the provider records of people who achieve "
        "nothing is left out, alone and in groups just below the thresholds of rates."
    ),
    look=pairs(RELATION),
    mend=_everybody_referred,
)
