"""PI-39: only happy people are asked, or answers are steered."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.incentives.cast import provider_may_record
from ocdsl.incentives.check import Check, Edit, Finding, Said
from ocdsl.incentives.engines.pairs import Relation, Way, not_applicable, pairs, proved
from ocdsl.incentives.mends import recorded_by_commissioner
from ocdsl.incentives.scenes import Scene
from ocdsl.incentives.subject import Subject
from ocdsl.incentives.transforms.rows import scaled, without
from ocdsl.model.contract import Contract
from ocdsl.model.nodes import nodes
from ocdsl.model.told import told
from ocdsl.syntax.phrases import Total


def _answers(subject: Subject) -> frozenset[tuple[str, str]]:
    """The events and fields whose values a measure or a price takes together."""
    return subject.once("answers", lambda: frozenset(_totals(subject.contract)))


def _totals(contract: Contract) -> Iterator[tuple[str, str]]:
    values: list[object] = [c.value for c in contract.calculations.values()]
    values += [payment.price for payment in contract.payments.values()]
    for value in values:
        for node in nodes(value):
            if isinstance(node, Total) and node.what.at and node.how != "total":
                yield node.what.at.event.text, node.what.field.text


def _unless(subject: Subject) -> Said | None:
    answers = _answers(subject)
    if not answers:
        return not_applicable("nothing is an average, the highest or the lowest of several values")
    if not any(provider_may_record(subject.contract, event) for event, _ in answers):
        kinds = " or ".join(sorted({event for event, _ in answers}))
        return proved(f"for every log: no provider may record {kinds}")
    return None


def _ways(scene: Scene) -> Iterator[Way]:
    """The lowest answer of each kind is left out, then the next."""
    for event, name in sorted(_answers(scene.subject)):
        own = [(i, row) for i, row in scene.by_provider if row["event"] == event and row[name]]
        own.sort(key=lambda pair: scaled(pair[1][name], 4))
        for index, row in own[:2]:
            fewer = without(scene.rows, {index})
            if fewer:
                says = told(
                    "leaves the {event} with {name} {value} out",
                    event=event,
                    name=name,
                    value=row[name],
                )
                yield Way(fewer, row["provider"], says, row["person"])


def _asked_by_the_commissioner(subject: Subject, finding: Finding) -> tuple[Edit, ...]:
    del finding
    return recorded_by_commissioner(subject, (event for event, _ in _answers(subject)))


RELATION = Relation(
    ways=_ways,
    tries="the lowest answers left out by the provider",
    why="Nobody is more content than before.",
    unless=_unless,
)

CHECK = Check(
    code="PI-39",
    name="Coached surveys",
    group="measurement",
    actor="provider",
    severity="high",
    plain="Only happy people are asked, or answers are steered.",
    property="For every log: leaving out the lowest answers never pays more.",
    seen="Hospitals reported 96% seen in four hours where patients said 77%.",
    source="Bevan and Hood, Public Administration, 2006",
    mitigation="Have somebody else ask, and ask for a least share of answers.",
    how=(
        "Where answers that the provider records are added up, averaged or counted, the lowest "
        "of them are left out, one at a time."
    ),
    look=pairs(RELATION),
    mend=_asked_by_the_commissioner,
)
