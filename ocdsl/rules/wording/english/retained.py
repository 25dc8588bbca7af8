"""English for what is left out of a price, shown and not paid, or kept back until a day."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ocdsl.base.calendar import in_words, lag_in_words
from ocdsl.base.money import allocate, pounds
from ocdsl.model.amounts import Retention
from ocdsl.model.contract import Payment
from ocdsl.rules.wording.clauses import Paragraph, clauses_of, say
from ocdsl.rules.wording.english import words as w
from ocdsl.rules.wording.english.phrases import Voice
from ocdsl.rules.wording.english.places import see


def retained(voice: Voice, payment: Payment, held: Retention) -> Iterator[Paragraph]:
    """How much is kept back, until when, and what becomes of it if that never comes."""
    share = f"Of each payment, {w.percentage(Fraction(*held.share))} is withheld"
    share += parts(payment, held.share)
    if held.until is not None:
        yield Paragraph((
            f"{share} until {in_words(held.until)}. All of it is released on that day, or on the "
            "day of earning if that is later.",
        ), clauses_of(payment, "withhold"))  # fmt: skip
        return
    outcome = voice.contract.outcomes[held.outcome]
    yield Paragraph(
        say(
            f"{share} until the same person achieves {{outcome}}{{see}}. All of it is released on "
            "the day on which that outcome is settled as achieved, or on the day of earning if "
            "that is later.",
            outcome=voice.term(outcome.name), see=see(outcome),
        ),
        clauses_of(payment, "withhold"),
    )  # fmt: skip
    late = "What is not released is not paid."
    if held.within is not None:
        late = (
            f"What is not released on or before the day {lag_in_words(held.within)} after the day "
            "of earning is not paid."
        )
    yield Paragraph((late,), clauses_of(payment, "what is not released"))


def parts(payment: Payment, share: tuple[int, int]) -> str:
    """The two amounts, where the price is fixed; a tie of half a penny goes to the first (E6)."""
    whole = payment.fixed_pence
    if whole is None:
        return ""
    numerator, denominator = share
    _, part = allocate(whole, (denominator - numerator, numerator))
    return f" ({pounds(part)} of {pounds(whole)})"


def kept(payment: Payment) -> Paragraph:
    """What is not paid for, because it would have happened without the service."""
    kept, of = payment.kept
    left = "" if payment.fixed_pence is None else f", which is {pounds(payment.fixed_pence)}"
    return Paragraph((
        f"{of - kept} in every {of} would have happened without the service and is not paid for: "
        f"the payment is {kept}/{of} of that amount{left}. It is rounded after that, once.",
    ), clauses_of(payment, "less"))  # fmt: skip


def in_shadow(payment: Payment, until: int) -> Paragraph:
    """Up to which day what is earned is shown and not paid (ruling E38)."""
    word, back = ("taken", "") if payment.takes else ("paid", "withheld, recovered or ")
    return Paragraph((
        f"What is earned up to and including {in_words(until)} is worked out and shown, and is not "
        f"{word}. It is not {back}counted in any other total or under any limit on payments.",
    ), clauses_of(payment, "in shadow"))  # fmt: skip
