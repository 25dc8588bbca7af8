"""What changes by date: the figures, and the day that picks one of them (law 11)."""

from __future__ import annotations

from ocdsl.model.contract import Payment
from ocdsl.rules.wording.clauses import Paragraph, Words, clauses_of, say
from ocdsl.rules.wording.english import words as w
from ocdsl.rules.wording.english.phrases import event_inline
from ocdsl.rules.wording.english.scalars import figures
from ocdsl.rules.wording.english.voice import Voice
from ocdsl.syntax import phrases as ph


def by_date(voice: Voice, payment: Payment, value: ph.Dated) -> Paragraph:
    """A price that changes by date, and nothing else."""
    text = say(
        "The amount is {figures}. It is the one in force on {day}.",
        figures=figures(value, "and"), day=_day(voice, payment),
    )  # fmt: skip
    return Paragraph(text, clauses_of(payment, "pays", "at the price in force"))


def in_force(voice: Voice, payment: Payment) -> Paragraph:
    """Which figure is used in an amount that is worked out from one that changes by date."""
    text = say("What changes by date is as it is in force on {day}.", day=_day(voice, payment))
    return Paragraph(text, clauses_of(payment, "pays", "at the price in force"))


def _day(voice: Voice, payment: Payment) -> Words:
    """The day that picks what changes by date (ruling E4)."""
    priced_on = getattr(payment.price, "priced_on", None)
    on = priced_on or payment.on
    if priced_on is None and payment.grain is not None:
        unit = next((key for key in payment.grain if key != "provider"), "term")
        return say("the first day of the {unit}", unit=w.unit(unit))
    if on is not None:
        return say("the day of {event}", event=event_inline(voice, on))
    if payment.spell:
        return say("the first day of the period" if payment.periods else
                   "the first day of the spell")  # fmt: skip
    return say("the day of that event" if payment.event else "the day of the outcome")
