"""English for advances: the day they are paid on, what repays them, and the balance."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ocdsl.base.calendar import lag_in_words
from ocdsl.model.contract import Payment
from ocdsl.rules.wording.clauses import Paragraph, clauses_of, say
from ocdsl.rules.wording.english import words as w
from ocdsl.rules.wording.english.phrases import Voice


def advance_words(voice: Voice, payment: Payment) -> Iterator[Paragraph]:
    """What is set off against later payments, and what is due when the contract ends."""
    advance = payment.advance
    if advance is None:
        return
    share = w.percentage(Fraction(*advance.share))
    whose = " to that provider" if payment.grain else ""
    yield Paragraph(
        say(
            f"It is an advance. Of each of these payments that becomes payable{whose} "
            f"after all limits on payment, {share} is set off against it until all of it "
            "is repaid: {names}. The share is taken of all of them together so far, in the order "
            "in which they are earned, and rounded down to a whole penny.",
            names=w.listed([voice.term(name) for name in advance.payments]),
        ),
        clauses_of(payment, "repaid"),
    )
    yield Paragraph(
        ("What has not been repaid when the contract ends is due to the commissioner "
         f"{lag_in_words(advance.balance_due.lag)} after its last day.",),
        clauses_of(payment, "at the end"),
    )  # fmt: skip
    yield Paragraph(
        ("What has repaid it stays repaid when the payment it came from is recovered. An advance "
         "uses no room under a limit on payment, and counts towards no floor.",),
        clauses_of(payment, "repaid"),
    )  # fmt: skip
