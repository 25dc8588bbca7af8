"""Advances: the day they are paid on, what repays them, and the balance."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ocdsl.model.contract import Payment
from ocdsl.rules.wording.clauses import Paragraph, clauses_of, say
from ocdsl.rules.wording.english import words as w
from ocdsl.rules.wording.english.dates import lag_text
from ocdsl.rules.wording.english.voice import Voice


def advance_words(voice: Voice, payment: Payment) -> Iterator[Paragraph]:
    """What is set off against later payments, and what is due when the contract ends."""
    advance = payment.advance
    if advance is None:
        return
    text = (
        "It is an advance. Of each of these payments that becomes payable to that provider after "
        "all limits on payment, {share} is set off against it until all of it is repaid: {names}. "
        "The share is taken of all of them together so far, in the order in which they are earned, "
        "and rounded down to a whole penny."
        if payment.grain
        else "It is an advance. Of each of these payments that becomes payable after all limits on "
        "payment, {share} is set off against it until all of it is repaid: {names}. The share is "
        "taken of all of them together so far, in the order in which they are earned, and rounded "
        "down to a whole penny."
    )
    names = w.listed([voice.term(name) for name in advance.payments])
    yield Paragraph(
        say(text, share=w.percentage(Fraction(*advance.share)), names=names),
        clauses_of(payment, "repaid"),
    )
    yield Paragraph(
        say(
            "What has not been repaid when the contract ends is due to the commissioner {lag} "
            "after its last day.",
            lag=lag_text(advance.balance_due.lag),
        ),
        clauses_of(payment, "at the end"),
    )
    yield Paragraph(
        say(
            "What has repaid it stays repaid when the payment it came from is recovered. An "
            "advance uses no room under a limit on payment, and counts towards no floor."
        ),
        clauses_of(payment, "repaid"),
    )
