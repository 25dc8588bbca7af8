"""Lines divided between parties: those who pay them, or to whom they are passed on (law 21).

Standard library only: the emitted evaluator carries this file whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from ocdsl.backends.reference.caps import Running
from ocdsl.backends.reference.lines import Part
from ocdsl.backends.reference.relations import World
from ocdsl.base.calendar import Due, due_on
from ocdsl.base.money import allocate
from ocdsl.ledger.decision import Decision

KEPT = "provider"
"""The party that is the provider of the line, whoever that is."""


class Party(NamedTuple):
    """One of those between whom lines are divided."""

    name: str
    share: int
    up_to: int | None = None
    """Pence of all money so far up to which it is paid, where parties are paid in order."""
    due: Due | None = None


class DivideRule(NamedTuple):
    """What a split says of every line of its payments."""

    payments: tuple[str, ...]
    side: str
    """`provider`, `payee` or `payer`: which of these the parties are."""
    parties: tuple[Party, ...]


def divide(world: World, rule: DivideRule, sources: Sequence[list[Part]]) -> list[Part]:
    """Allocate: each line between the parties by their shares, by largest remainder (law 21)."""
    shares = [party.share for party in rule.parties]
    result: list[Part] = []
    for part in (part for source in sources for part in source):
        if part.decision.payment in rule.payments:
            result += _parts(world, rule, part, shares)
        else:
            result.append(part)
    return result


def divide_back(
    world: World, rule: DivideRule, sources: Sequence[list[Part]], like: list[Part]
) -> list[Part]:
    """Allocate: what is taken back, by the parts of the line that it takes back (ruling E34)."""
    names = [party.name for party in rule.parties]
    given: dict[str, list[int]] = {}
    for part in like:
        line, _, name = part.decision.id.rpartition("~")
        if line and part.decision.payment in rule.payments:
            given.setdefault(line, [0] * len(names))[names.index(name)] = part.decision.amount
    result: list[Part] = []
    for part in (part for source in sources for part in source):
        if part.decision.payment in rule.payments:
            result += _parts(world, rule, part, given[_taken_from(part.decision)])
        else:
            result.append(part)
    return result


def _taken_from(decision: Decision) -> str:
    """The id of the line that a recovery takes back."""
    subject, _, became = decision.id.rpartition("#")
    return f"{subject}#{became.replace(':recovered', '', 1)}"


def divide_in_order(world: World, rule: DivideRule, running: Running) -> list[Part]:
    """Apportion: each line to the parties that have the money it takes the total through."""
    result = list(running.others)
    for each in running.lines:
        low = 0
        for party in rule.parties:
            high = each.after if party.up_to is None else party.up_to
            inside = min(each.after, high) - max(each.before, low)
            if inside > 0:
                result.append(_of_party(world, rule, party, each.part, inside))
            low = high
    return result


def _parts(world: World, rule: DivideRule, part: Part, weights: Sequence[int]) -> list[Part]:
    """The part of each party; where the amount is not known yet, each has one of nothing."""
    amount = part.decision.amount
    sign = -1 if amount < 0 else 1
    return [
        _of_party(world, rule, party, part, sign * pence)
        for party, pence in zip(rule.parties, allocate(abs(amount), weights), strict=True)
        if pence or not amount
    ]


def _of_party(world: World, rule: DivideRule, party: Party, part: Part, amount: int) -> Part:
    d = part.decision
    name = d.provider if party.name == KEPT else party.name
    payable_on = d.payable_on
    if payable_on is not None and party.due is not None:
        payable_on = due_on(payable_on, party.due, world.working)
    own = d._replace(id=f"{d.id}~{party.name}", amount=amount, payable_on=payable_on)
    named: dict[str, Any] = {rule.side: name}
    return part._replace(decision=own._replace(**named))
