"""PI-28: splitting a claim gains through rounding up, or through the least that a line pays."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.incentives.check import Check, Edit, Finding, Said
from ocdsl.incentives.engines.pairs import Relation, Way, not_applicable, pairs
from ocdsl.incentives.mending import lines_of
from ocdsl.incentives.scenes import Scene
from ocdsl.incentives.subject import Subject
from ocdsl.incentives.transforms.rows import cut
from ocdsl.model.amounts import Banded
from ocdsl.model.contract import Contract
from ocdsl.model.nodes import nodes
from ocdsl.model.told import PERSON, told
from ocdsl.syntax import phrases as ph

_QUANTITIES = ("hours", "money", "number", "whole number", "days")


def quantities(contract: Contract) -> frozenset[tuple[str, str]]:
    """The events and fields of which a payment pays for so much."""
    return frozenset(_quantities(contract))


def _quantities(contract: Contract) -> Iterator[tuple[str, str]]:
    for payment in contract.payments.values():
        if payment.takes:
            continue
        if isinstance(payment.price, Banded):
            yield payment.price.event.event.text, payment.price.field
            continue
        event = contract.event_at_hand(payment)
        for node in nodes(payment.price):
            if isinstance(node, ph.FieldAt) and not node.at and event in contract.events:
                field = contract.events[event].field(node.field.text)
                if field and field.kind in _QUANTITIES:
                    yield event, field.name


def _unless(subject: Subject) -> Said | None:
    if not quantities(subject.contract):
        return not_applicable("no payment is for so many hours, visits or units that a row records")
    return None


def _ways(scene: Scene) -> Iterator[Way]:
    wanted = sorted(quantities(scene.subject.contract))
    for index, row in scene.by_provider:
        for event, name in wanted:
            field = scene.subject.contract.events[event].field(name)
            if row["event"] == event and field and row[name]:
                whose = told(" of {person}", person=PERSON) if row["person"] else ""
                says = told(
                    "records {name} of the {event}{whose} in two rows and not in one",
                    name=name,
                    event=event,
                    whose=whose,
                )
                for part in (0, 1):
                    if rows := cut(scene.rows, index, name, field.places or 0, part):
                        yield Way(rows, row["provider"], says, row["person"])


def _rounded_once(subject: Subject, finding: Finding) -> tuple[Edit, ...]:
    """The statement rounded, and not each line of it, where no line has a least."""
    contract = subject.contract
    payment = contract.payments.get(finding.on)
    if payment is None or "at least" in payment.clauses or contract.rounds_statements:
        return ()
    place = lines_of(contract, contract.clauses["rounding"])
    text = "  rounding  half up to the penny on each statement, shared over its lines"
    return (Edit(contract.name, text, place),)


RELATION = Relation(
    ways=_ways,
    tries="quantities recorded in two rows of one day",
    why="As much was done as before.",
    unless=_unless,
    allowed=lambda scene, way: 1,
)


CHECK = Check(
    code="PI-28",
    name="Rounding",
    group="shape",
    actor="provider",
    severity="low",
    plain="Splitting a claim gains through rounding up, or through the least that a line pays.",
    property=(
        "For every log: a quantity recorded in two rows pays the same as in one, but for a "
        "penny a line."
    ),
    seen="No public case was seen: it follows from arithmetic.",
    source="",
    mitigation="Round once, on the statement.",
    how=(
        "What a row records and a payment is for so much of is recorded in two rows of the same "
        "day; that may pay a penny more for the second line, and no more."
    ),
    look=pairs(RELATION),
    mend=_rounded_once,
)
