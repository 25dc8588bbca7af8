"""Lowers what changes by date: the value in force on the day that picks it (law 11, ruling E4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from ocdsl.model.amounts import Band, Worked
from ocdsl.model.contract import Payment
from ocdsl.model.nodes import nodes
from ocdsl.rules.lowering.days import period_edge
from ocdsl.rules.lowering.phrases import Scope, day_of_event, event_field, field_of
from ocdsl.rules.lowering.totals import own_period
from ocdsl.rules.operators import PERSON, Arith, Compare, Fill, Lookup, NodeId
from ocdsl.syntax import phrases as ph
from ocdsl.syntax.phrase_text import text_of

if TYPE_CHECKING:
    from ocdsl.rules.lowering.people import CohortNodes


def priced(scope: Scope, payment: Payment, people: CohortNodes | None = None) -> Scope:
    """The scope in which the day that picks the price of a payment is known.

    With `people`, a pending line shows the price of the day on which the person joined.
    """
    price = payment.price
    if not (isinstance(price, Worked) and (price.changes or _rises(scope, price))):
        return scope
    if price.priced_on is not None:
        clause = payment.clauses["at the price in force"]
        day = day_of_event(Scope(scope.builder, clause, scope.picked), price.priced_on)
        return evolve(scope, day=str(scope.builder.at(scope.frame, day)))
    if people is None or scope.frame != PERSON:
        return scope
    joining = people.cohort.joins_on.event.text
    joined_on = field_of(scope, people.joining, joining, "occurred_on")
    return evolve(scope, day=_or_until_then(scope, day_at_hand(scope), joined_on))


def _rises(scope: Scope, price: Worked) -> bool:
    """Whether a part of an amount is the rate of a card whose rates rise."""
    cards = scope.builder.contract.cards
    named = (n.field.text for n in nodes(price.value) if isinstance(n, ph.FieldAt) and not n.at)
    return any(name in cards and cards[name].rise is not None for name in named)


def value_by_date(scope: Scope, value: ph.Dated, parts: tuple[int, ...]) -> NodeId:
    """What is in force on the day that picks it, of which `parts` holds each change.

    Before the first of its dates there is none.
    """
    starts = [change.start.ordinal for change in value.changes]
    ends = [start - 1 for start in starts[1:]]
    bands = tuple(
        Band(low, True, high, high is not None, pence=held)
        for low, high, held in zip(starts, (*ends, None), parts, strict=True)
    )
    return scope.builder.add(
        Lookup, "in-force", scope.clause, scope.frame, of=day_at_hand(scope),
        bands=bands, result="pence" if _is_money(value) else "number", says=text_of(value),
    )  # fmt: skip


def _is_money(value: ph.Dated) -> bool:
    return isinstance(value.changes[0].value, ph.Money)


def day_at_hand(scope: Scope) -> NodeId:
    """The day of the event that is paid for, or that a spell has lasted; of a period, its first."""
    if scope.day:
        return scope.day
    if scope.frame.kind == "period":
        return own_period(scope, "start")
    if scope.frame.kind == "cell":
        return period_edge(scope, None, scope.frame.unit, "start")
    if scope.frame.kind == "event":
        return event_field(scope, "occurred_on")
    event, node = scope.picked[0]
    return str(scope.builder.at(scope.frame, field_of(scope, node, event, "occurred_on")))


def _or_until_then(scope: Scope, day: NodeId, otherwise: NodeId) -> NodeId:
    """The day, or while it is missing another one."""
    add, clause, frame = scope.builder.add, scope.clause, scope.frame
    missing = add(Compare, "not-there-yet", clause, frame, rel="absent", left=day)
    until = add(
        Arith, "day-until-then", clause, frame, op="×",
        left=str(scope.builder.at(frame, otherwise)), right=missing,
    )  # fmt: skip
    known = add(Fill, "day-or-nothing", clause, frame, of=day, value=0)
    return add(Arith, "day-of-price", clause, frame, op="+", left=known, right=until)
