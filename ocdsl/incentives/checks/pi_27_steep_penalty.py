"""PI-27: a failure costs more than the person was ever worth, so whoever is at risk is refused."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.incentives.check import Check, Said
from ocdsl.incentives.engines.pairs import Relation, Way, not_applicable, pairs
from ocdsl.incentives.scenes import Scene, singles
from ocdsl.incentives.subject import Subject
from ocdsl.incentives.transforms.rows import without
from ocdsl.model.told import PERSON, told


def _unless(subject: Subject) -> Said | None:
    payments = subject.contract.payments.values()
    if not any(payment.takes or payment.recovery for payment in payments):
        return not_applicable("nothing is deducted or taken back")
    return None


def _ways(scene: Scene) -> Iterator[Way]:
    """Each person is not taken on: that pays where they cost more than they bring."""
    for person in scene.people:
        rows = [(index, row) for index, row in scene.of(person) if row["provider"]]
        fewer = without(scene.rows, {index for index, _ in rows})
        if fewer is not None:
            says = told(
                "does not take {person} on, for whom more is deducted than paid", person=PERSON
            )
            yield Way(fewer, rows[0][1]["provider"], says, person)


RELATION = Relation(
    ways=_ways,
    tries="people not taken on, for whom more might be deducted than paid",
    why="The person is left without help.",
    starts_with=singles,
    unless=_unless,
)

CHECK = Check(
    code="PI-27",
    name="A penalty that scares away",
    group="shape",
    actor="provider",
    severity="high",
    plain="A failure costs more than the person was ever worth, so whoever is at risk is refused.",
    property=(
        "No person’s deductions come to more than that person’s payments, and a hard case still"
        " pays."
    ),
    seen="Fines for delayed discharge led some councils to use care homes as the quick way out.",
    source="Community Care, 28 October 2004",
    mitigation="Limit deductions for each person and period, and let them be in proportion.",
    how=("Somebody for whom more is deducted than paid is never started with: that must not pay."),
    look=pairs(RELATION),
    no_line=(
        "How much of a loss a provider can bear is not in the contract; a limit for each "
        "person has to be agreed."
    ),
)
