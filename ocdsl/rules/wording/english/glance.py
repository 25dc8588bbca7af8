"""Payments at a glance: each with what it is for and its amount."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ocdsl.base.money import half_up, pounds
from ocdsl.model.amounts import Banded, BandedValue, ByParts, Flat, Worked
from ocdsl.model.contract import Payment
from ocdsl.rules.wording.clauses import Paragraph, Table, Words, say
from ocdsl.rules.wording.english import words as w
from ocdsl.rules.wording.english.amounts import always_the_same, grain_text
from ocdsl.rules.wording.english.cards import card_alone, rates_for
from ocdsl.rules.wording.english.phrases import noun
from ocdsl.rules.wording.english.scalars import money_of
from ocdsl.rules.wording.english.spells import paid_for_spells
from ocdsl.rules.wording.english.voice import Voice

_GLANCES = (
    (False, ("Payment", "Paid for each", "Amount"),
     "The commissioner makes these payments, on the terms of this clause:"),
    (True, ("Deduction", "Taken for each", "Amount"),
     "The commissioner makes these deductions from what it pays:"),
)  # fmt: skip


def at_a_glance(voice: Voice) -> Iterator[Paragraph]:
    """A table of what is paid for what, and one of what is taken."""
    every = voice.contract.payments.values()
    for takes, heads, text in _GLANCES:
        rows = tuple(
            ((voice.term(p.name),), paid_for(voice, p), amounts(voice, p))
            for p in every
            if p.takes is takes
        )
        if rows:
            headings = tuple(say(head) for head in heads)
            yield Paragraph(say(text), table=Table(headings, rows, (4, 7, 4), frozenset({2})))


def _paid_for_event(voice: Voice, payment: Payment) -> Words:
    what = noun(voice, payment.event)
    if not payment.cohort:
        return what
    return say("{what} of a person in {whose}", what=what, whose=voice.term(payment.cohort))


def paid_for(voice: Voice, payment: Payment) -> Words:
    """What stands after `for each`."""
    if payment.grain is not None:
        return grain_text(payment.grain)
    if payment.event or payment.spell:
        return (paid_for_spells if payment.spell else _paid_for_event)(voice, payment)
    if payment.outcome:
        return _outcomes_paid_for(voice, payment)
    who = say("person in {cohort}", cohort=voice.term(payment.cohort))
    if isinstance(payment.price, Banded):
        return say("{who}, provider and {unit}", who=who, unit=w.unit(payment.price.unit))
    return who


def _outcomes_paid_for(voice: Voice, payment: Payment) -> Words:
    if len(payment.outcomes) > 1:
        each = w.listed([(voice.term(name),) for name in payment.outcomes], "or")
        return say("of these that a person achieves: {each}", each=each)
    repeats = voice.contract.outcomes[payment.outcome].is_of_events
    text = "time a person achieves {outcome}" if repeats else "person who achieves {outcome}"
    return say(text, outcome=voice.term(payment.outcome))


def amounts(voice: Voice, payment: Payment) -> Words:
    """What is paid each time, or the least and the most of a table's prices."""
    if payment.fills and isinstance(payment.price, Flat):
        return say("Up to {amount}", amount=pounds(payment.price.pence))
    if isinstance(payment.price, Flat):
        prices: Sequence[int] = [payment.price.pence]
    elif isinstance(payment.price, ByParts) or (
        isinstance(payment.price, BandedValue) and payment.price.limits
    ):
        return say("As worked out")
    elif isinstance(payment.price, Worked) and (by_date := money_of(payment.price.value)):
        prices = by_date
    elif (same := always_the_same(payment)) is not None:
        prices = [same]
    elif isinstance(payment.price, Worked):
        rates = card_alone(voice, payment.price.value)
        if rates is None:
            return say("As worked out")
        outcomes = payment.outcomes or ("",)
        prices = [digits for outcome in outcomes for digits in rates_for(rates, outcome)]
    else:
        prices = [band.pence for band in payment.price.bands]
    kept, of = payment.kept
    least, most = (pounds(half_up(pence * kept, of)) for pence in (min(prices), max(prices)))
    if least == most:
        return (least,)
    return say("{least} to {most}", least=least, most=most)
