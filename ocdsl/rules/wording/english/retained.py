"""What is left out of a price, shown and not paid, or kept back until a day."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ocdsl.base.money import allocate, pounds
from ocdsl.model.amounts import Retention
from ocdsl.model.contract import Payment
from ocdsl.rules.wording.clauses import Date, Paragraph, Words, clauses_of, say
from ocdsl.rules.wording.english import words as w
from ocdsl.rules.wording.english.dates import lag_text
from ocdsl.rules.wording.english.places import see
from ocdsl.rules.wording.english.voice import Voice


def retained(voice: Voice, payment: Payment, held: Retention) -> Iterator[Paragraph]:
    """How much is kept back, until when, and what becomes of it if that never comes."""
    share, both = w.percentage(Fraction(*held.share)), parts(payment, held.share)
    if held.until is not None:
        text = say(
            "Of each payment, {share} is withheld{parts} until {day}. All of it is released on "
            "that day, or on the day of earning if that is later.",
            share=share, parts=both, day=Date(held.until),
        )  # fmt: skip
        yield Paragraph(text, clauses_of(payment, "withhold"))
        return
    outcome = voice.contract.outcomes[held.outcome]
    yield Paragraph(
        say(
            "Of each payment, {share} is withheld{parts} until the same person achieves {outcome}"
            "{see}. All of it is released on the day on which that outcome is settled as achieved, "
            "or on the day of earning if that is later.",
            share=share, parts=both, outcome=voice.term(outcome.name), see=see(outcome),
        ),
        clauses_of(payment, "withhold"),
    )  # fmt: skip
    late = say("What is not released is not paid.")
    if held.within is not None:
        late = say(
            "What is not released on or before the day {lag} after the day of earning is not paid.",
            lag=lag_text(held.within),
        )
    yield Paragraph(late, clauses_of(payment, "what is not released"))


def parts(payment: Payment, share: tuple[int, int]) -> Words:
    """The two amounts, where the price is fixed; a tie of half a penny goes to the first (E6)."""
    whole = payment.fixed_pence
    if whole is None:
        return ()
    numerator, denominator = share
    _, part = allocate(whole, (denominator - numerator, numerator))
    return say(" ({part} of {whole})", part=pounds(part), whole=pounds(whole))


def kept(payment: Payment) -> Paragraph:
    """What is not paid for, because it would have happened without the service."""
    kept, of = payment.kept
    pence = payment.fixed_pence
    left = () if pence is None else say(", which is {amount}", amount=pounds(pence))
    text = say(
        "{less} in every {of} would have happened without the service and is not paid for: the "
        "payment is {kept}/{of} of that amount{left}. It is rounded after that, once.",
        less=str(of - kept), of=str(of), kept=str(kept), left=left,
    )  # fmt: skip
    return Paragraph(text, clauses_of(payment, "less"))


def in_shadow(payment: Payment, until: int) -> Paragraph:
    """Up to which day what is earned is shown and not paid (ruling E38)."""
    text = (
        "What is earned up to and including {day} is worked out and shown, and is not taken. It is "
        "not counted in any other total or under any limit on payments."
        if payment.takes
        else "What is earned up to and including {day} is worked out and shown, and is not paid. "
        "It is not withheld, recovered or counted in any other total or under any limit on "
        "payments."
    )
    return Paragraph(say(text, day=Date(until)), clauses_of(payment, "in shadow"))
