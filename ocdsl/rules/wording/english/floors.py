"""English for floors: what payments come to at least, and when what they lack is made up."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.money import pounds
from ocdsl.model.amounts import Flat
from ocdsl.model.contract import Payment
from ocdsl.rules.wording.clauses import Paragraph, clauses_of, say
from ocdsl.rules.wording.english import words as w
from ocdsl.rules.wording.english.phrases import Voice


def floor_words(voice: Voice, floor: Payment, due: str) -> Iterator[Paragraph]:
    """What it is over, what is made up and when, and what does not count."""
    assert floor.grain is not None and isinstance(floor.price, Flat)
    unit = next((key for key in floor.grain if key != "provider"), "")
    period = f"{w.CALENDAR[unit]} of this contract" if unit else "contract as a whole"
    each = f"each {period}, by day of earning" if unit else f"this {period}"
    whom = "each provider" if "provider" in floor.grain else "the providers together"
    yield Paragraph(
        say(
            f"The commissioner pays {whom} at least {pounds(floor.price.pence)} for {each}. Where "
            "what is payable after all limits on payment comes to less, it pays the difference. "
            "What counts is {names}.",
            names=w.listed([voice.term(name) for name in floor.fills]),
        ),
        clauses_of(floor, "", "over", "pays"),
    )
    last = f"last day of the {w.CALENDAR[unit]}" if unit else "last day of the contract"
    yield Paragraph(
        (f"The difference is earned on the {last}. The amount is not reduced for a "
         f"{period.partition(' of')[0]} in which the contract begins or ends.",)
        if unit else (f"The difference is earned on the {last}, when its tail ends.",),
        clauses_of(floor, "pays"),
    )  # fmt: skip
    yield Paragraph(
        ("What is withheld counts when it is released. Deductions do not count, and neither does "
         "money that is recovered: it is counted as paid.",),
        clauses_of(floor, "over"),
    )  # fmt: skip
    yield Paragraph((f"It is due {due}.",), clauses_of(floor, "due"))
