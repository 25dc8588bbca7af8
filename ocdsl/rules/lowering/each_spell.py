"""Lowers what is paid or taken for each spell, or for the periods of each."""

from __future__ import annotations

from attrs import evolve

from ocdsl.model.amounts import Flat
from ocdsl.model.contract import Payment
from ocdsl.model.lengths import Periods
from ocdsl.rules import operators as op
from ocdsl.rules.frames import spell_periods_frame
from ocdsl.rules.lowering.amounts import amount_of, exact_of, known_amount
from ocdsl.rules.lowering.builder import Builder
from ocdsl.rules.lowering.by_date import priced
from ocdsl.rules.lowering.payments import PaymentNodes, earned_by, when_tests
from ocdsl.rules.lowering.people import CohortNodes, present
from ocdsl.rules.lowering.phrases import Scope, field_of, within
from ocdsl.rules.lowering.spells import SpellNodes, at_day, day_not_before_term, lower_spell
from ocdsl.rules.operators import NodeId
from ocdsl.syntax import phrases as ph


def lower_each_spell(
    builder: Builder, payment: Payment, people: CohortNodes | None
) -> PaymentNodes:
    """A line for each spell, earned on the day it starts; or for each of its periods."""
    spell = lower_spell(builder, payment.spell)
    spell = evolve(spell, scope=evolve(spell.scope, clause=payment.clauses["pays"]))
    if payment.periods is not None:
        return _for_periods(payment, payment.periods, spell, people)
    started = present(spell.scope, spell.first, f"{payment.spell}-started")
    term = day_not_before_term(
        spell.scope,
        spell.day,
        "the start of {spell} is on or after {day}",
        spell=ph.Name(payment.spell),
    )
    return _paid(payment, spell, people, (started, (started, term)))


def _for_periods(
    payment: Payment, periods: Periods, spell: SpellNodes, people: CohortNodes | None
) -> PaymentNodes:
    """A whole period is earned on its last day, a started one on its first (ruling E35)."""
    builder, clause = spell.scope.builder, payment.clauses["pays"]
    frame = spell_periods_frame(builder.of_version(payment.name))
    scope = Scope(builder, clause, frame=frame)
    first, last = (
        builder.add(
            op.Periods, f"period-{edge}", clause, frame, of=spell.first, unit="", edge=edge,
            lag=periods.lag,
        )
        for edge in ("start", "end")
    )  # fmt: skip
    begun = within(
        scope, first, (None, builder.calendar.tail_end), builder.words("the period has begun")
    )
    day = last if periods.whole else first
    says = _period_words(builder, payment.spell, periods)
    covers, decides = (at_day(scope, spell, what, day, says) for what in ("covers", "decides"))
    term = day_not_before_term(scope, day, "the period is on or after {day}")
    paid = _paid(
        payment,
        evolve(spell, scope=evolve(scope, day=first)),
        people,
        (begun, (begun, covers, term)),
    )
    return evolve(paid, order=decides, last=last)


def _period_words(builder: Builder, spell: str, periods: Periods) -> str:
    """`the whole period of 4 weeks of housed`."""
    pattern = (
        "the whole period of {length} of {spell}"
        if periods.whole
        else "the started period of {length} of {spell}"
    )
    return builder.words(pattern, length=periods.length, spell=ph.Name(spell))


def _paid(
    payment: Payment,
    spell: SpellNodes,
    people: CohortNodes | None,
    found: tuple[NodeId, tuple[NodeId, ...]],
) -> PaymentNodes:
    """What a payment for each spell, or for each period of one, is earned by, and its amount."""
    builder, frame = spell.scope.builder, spell.scope.frame
    event = builder.contract.spells[payment.spell].starts_on.event.text
    scope = spell.scope.picks(event, spell.first)
    one, parts = found
    subject = one
    if people is not None:
        joined = str(builder.at(frame, people.joined))
        subject, parts = (
            builder.all_of("begun-and-joined", scope.clause, (joined, one)),
            (joined, *parts),
        )
    parts += when_tests(scope, payment)
    own, scope = scope, priced(scope, payment)
    amount = amount_of(scope, payment, one)
    if not isinstance(payment.price, Flat):
        parts += (known_amount(scope, amount),)
    earned, waits = earned_by(scope, payment, people, parts)
    provider = field_of(scope, spell.first, event, "provider")
    return PaymentNodes(
        payment, people, frame, subject, earned, amount, spell.first,
        builder.at(frame, provider), waits, exact_of(scope, payment, amount), own,
    )  # fmt: skip
