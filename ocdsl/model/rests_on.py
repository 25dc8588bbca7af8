"""What a payment rests on: the events that are recorded for it, and the results drawn from them."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import field, frozen

from ocdsl.model.contract import Contract, Outcome, Payment
from ocdsl.model.nodes import nodes
from ocdsl.syntax import phrases as ph


@frozen
class RestsOn:
    """Names in the order in which they are first met; the people it is for are no part of it."""

    events: dict[str, None] = field(factory=dict)
    outcomes: dict[str, None] = field(factory=dict)
    measures: dict[str, None] = field(factory=dict)
    calculations: dict[str, None] = field(factory=dict)


def rests_on(contract: Contract, payment: Payment) -> RestsOn:
    """What the price and the conditions of a payment name, directly or through others."""
    found = RestsOn()
    own = contract.event_at_hand(payment)
    todo: list[object] = [*([ph.Name(own)] if own else []), payment.on, payment.price]
    todo += [payment.when, payment.shared]
    todo += [contract.outcomes[name] for name in payment.outcomes]
    while todo:
        todo += _met(contract, found, todo.pop(0))
    return found


def _met(contract: Contract, found: RestsOn, part: object) -> Iterator[object]:
    """Notes what a part names; gives what that rests on in turn."""
    if isinstance(part, Outcome):
        if part.name not in found.outcomes:
            found.outcomes[part.name] = None
            lasting = part.lasting and contract.spells[part.lasting.spell]
            spell = (lasting.starts_on, lasting.ends_on) if lasting else ()
            yield from (*spell, part.achieved_on, part.when)
        return
    for node in nodes(part):
        if isinstance(node, ph.Name):
            yield from _named(contract, found, node.text)


def _named(contract: Contract, found: RestsOn, name: str) -> Iterator[object]:
    if name in contract.events:
        found.events[name] = None
    elif name in contract.outcomes:
        yield contract.outcomes[name]
    elif name in contract.measures and name not in found.measures:
        found.measures[name] = None
        measure = contract.measures[name]
        yield from (measure.moment, contract.outcomes[measure.outcome])
    elif name in contract.calculations and name not in found.calculations:
        found.calculations[name] = None
        calculation = contract.calculations[name]
        yield from ([ph.Name(calculation.event)] if calculation.event else [])
        yield calculation.value
    elif name in contract.spells:
        spell = contract.spells[name]
        yield from (spell.starts_on, spell.ends_on)
