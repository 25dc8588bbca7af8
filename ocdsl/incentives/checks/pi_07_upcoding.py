"""PI-07: somebody is put into a dearer band than their need calls for."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.money import decimal_text
from ocdsl.incentives.cast import labels_of, provider_may_record
from ocdsl.incentives.check import Check, Edit, Finding, Said
from ocdsl.incentives.engines.dials import edges_of
from ocdsl.incentives.engines.pairs import Relation, Way, not_applicable, pairs, proved
from ocdsl.incentives.mends import recorded_by_commissioner
from ocdsl.incentives.scenes import Scene
from ocdsl.incentives.subject import Subject
from ocdsl.incentives.transforms.rows import changed
from ocdsl.model.contract import Field
from ocdsl.model.told import PERSON, told


def _unless(subject: Subject) -> Said | None:
    labels = labels_of(subject)
    if not labels:
        return not_applicable("no price goes by a label, or by a band of a recorded value")
    if not any(provider_may_record(subject.contract, event) for event, _ in labels):
        kinds = " or ".join(sorted({event for event, _ in labels}))
        return proved(f"for every log: prices go by {kinds}, which no provider may record")
    return None


def _ways(scene: Scene) -> Iterator[Way]:
    for index, row in scene.by_provider:
        for event, name in sorted(labels_of(scene.subject)):
            declared = scene.subject.contract.events[event].field(name)
            if event != row["event"] or declared is None:
                continue
            for text in _others(scene.subject, declared):
                rows = changed(scene.rows, index, **{name: text})
                says = told(
                    "records {name} of {person} as {value} instead of {value_2}",
                    name=name,
                    person=PERSON,
                    value=text,
                    value_2=row[name],
                )
                if rows:
                    yield Way(rows, row["provider"], says, row["person"])


def _others(subject: Subject, declared: Field) -> list[str]:
    """Every choice of a field, or a value just past each limit of its tables."""
    if declared.choices:
        return list(declared.choices)
    edges = edges_of(subject.contract, declared)
    return [decimal_text(edge + 1, declared.places or 0) for edge in edges]


def _labelled_by_the_commissioner(subject: Subject, finding: Finding) -> tuple[Edit, ...]:
    """The events with the labels, recorded by the commissioner."""
    del finding
    return recorded_by_commissioner(subject, (event for event, _ in labels_of(subject)))


RELATION = Relation(
    ways=_ways,
    tries="dearer labels recorded by the provider",
    why="The person needs no more than before.",
    unless=_unless,
)

CHECK = Check(
    code="PI-07",
    name="Upcoding",
    group="measurement",
    actor="provider",
    severity="critical",
    plain="Somebody is put into a dearer band than their need calls for.",
    property=(
        "For every log: a dearer label, recorded by the provider and with all else the same, "
        "never pays more."
    ),
    seen=(
        "Coding was thought to add about 50 billion dollars, or 13%, to Medicare Advantage in "
        "2024; the Shared Savings Program limits a rise of risk scores to 3%."
    ),
    source="University of Southern California Schaeffer Center, 3 February 2025; 42 CFR 425.610",
    mitigation="Let an independent assessor record the band, and limit how far the mix may drift.",
    how=(
        "Each label or value by which a card or a table prices, and that the provider may "
        "record, is put up to every other one."
    ),
    look=pairs(RELATION),
    mend=_labelled_by_the_commissioner,
)
