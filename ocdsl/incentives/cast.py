"""The parts that the events of a contract play: who joins, starts, achieves, undoes and leaves."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ocdsl.incentives.subject import Subject
from ocdsl.model.amounts import BandedValue
from ocdsl.model.contract import Contract
from ocdsl.model.nodes import nodes
from ocdsl.syntax import phrases as ph


@frozen
class Cast:
    """Names of events by the part that they play; an event may play several."""

    joins: frozenset[str]
    """Somebody joins a cohort by them."""
    starts: frozenset[str]
    """They say whose somebody is, earn a payment for each person, or put them in a period."""
    achieves: frozenset[str]
    """They achieve an outcome, or start a spell that does so by lasting."""
    undoes: frozenset[str]
    """They undo an outcome, take a payment back, or are what a deduction is for."""
    ends: frozenset[str]
    """They end a spell."""
    asides: tuple[ph.EventPhrase, ...]
    """What sets somebody aside."""
    traits: frozenset[str]
    """The fields by which somebody may join a cohort, such as an age: no result of a service."""

    @property
    def episode(self) -> frozenset[str]:
        """What an episode is made of: joining, starting, achieving, and the spells between."""
        return self.joins | self.starts | self.achieves | self.ends


def cast_of(subject: Subject) -> Cast:
    """The parts that the events of a contract play, worked out once."""
    return subject.once("cast", lambda: parts_of(subject.contract))


def parts_of(contract: Contract) -> Cast:
    """The parts that the events of a contract play."""
    cohorts, outcomes = contract.cohorts.values(), contract.outcomes.values()
    payments = contract.payments.values()
    starts = [c.belongs_to for c in cohorts] + [m.moment for m in contract.measures.values()]
    starts += [p.on for p in payments if p.on] + [s.starts_on for s in contract.spells.values()]
    undoes = [p.recovery.event.event.text for p in payments if p.recovery]
    undoes += [p.event for p in payments if p.takes and p.event]
    undoes += [phrase.event.text for phrase in _absent(contract)]
    return Cast(
        joins=frozenset(c.joins_on.event.text for c in cohorts),
        starts=frozenset(phrase.event.text for phrase in starts),
        achieves=frozenset(contract.achieving(o).event.text for o in outcomes),
        undoes=frozenset(undoes),
        ends=frozenset(s.ends_on.event.text for s in contract.spells.values()),
        asides=tuple(c.sets_aside for c in cohorts if c.sets_aside),
        traits=frozenset(
            node.field.text
            for cohort in cohorts
            for node in nodes(cohort.joins_on.where)
            if isinstance(node, ph.FieldAt)
        ),
    )


def _absent(contract: Contract) -> Iterator[ph.EventPhrase]:
    """`no readmission`: the events that must not come, of outcomes and of payments."""
    asked = [block.when for block in contract.outcomes.values()]
    asked += [block.when for block in contract.payments.values()]
    for tests in asked:
        for node in nodes(tests):
            if isinstance(node, ph.EventPhrase) and node.article == "no":
                yield node


def provider_may_record(contract: Contract, event: str) -> bool:
    """Whether a provider may record events of a kind."""
    return any(
        role == "provider" or role in contract.providers
        for role in contract.events[event].recorded_by
    )


def baselines_of(subject: Subject) -> frozenset[tuple[str, str]]:
    """The events and fields of starting values: what is paid or measured is compared with them."""
    return subject.once("baselines", lambda: frozenset(starting_values(subject.contract)))


def starting_values(contract: Contract) -> Iterator[tuple[str, str]]:
    """The events and fields of starting values, as the clauses come."""
    outcomes, payments = contract.outcomes.values(), contract.payments.values()
    read: list[object] = [part for o in outcomes for part in (o.achieved_on, o.when)]
    read += [part for p in payments for part in (p.price, p.when)]
    read += [calculation.value for calculation in contract.calculations.values()]
    for part in read:
        for node in nodes(part):
            if isinstance(node, ph.FieldAt) and node.at and node.at.order == "first":
                yield node.at.event.text, node.field.text


def labels_of(subject: Subject) -> frozenset[tuple[str, str]]:
    """The events and fields that a card, or a table by band of one value, prices by."""
    return subject.once("labels", lambda: frozenset(_labels(subject.contract)))


def _labels(contract: Contract) -> Iterator[tuple[str, str]]:
    names = {
        column.name: column.at.event.text if column.at else ""
        for card in contract.cards.values()
        for column in card.columns
    }
    for payment in contract.payments.values():
        if isinstance(payment.price, BandedValue) and isinstance(payment.price.value, ph.FieldAt):
            value = payment.price.value
            names[value.field.text] = value.at.event.text if value.at else payment.event
    for event in contract.events.values():
        for field in event.fields:
            if field.name in names and names[field.name] in ("", event.name):
                yield event.name, field.name


def signed_by_commissioner(subject: Subject) -> frozenset[str]:
    """What the commissioner may record after people have joined and started."""
    names = {"commissioner", subject.schema.commissioner}
    cast = cast_of(subject)
    return frozenset(
        event.name
        for event in subject.contract.events.values()
        if names & set(event.recorded_by) and event.name not in cast.joins | cast.starts
    )
