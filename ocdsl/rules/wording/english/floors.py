"""Floors: what payments come to at least, and when what they lack is made up."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.money import pounds
from ocdsl.model.amounts import Flat
from ocdsl.model.contract import Payment
from ocdsl.rules.wording.clauses import Paragraph, Words, clauses_of, say
from ocdsl.rules.wording.english import words as w
from ocdsl.rules.wording.english.voice import Voice

# Whom it is paid to, and whether for each period or for the whole contract.
_PAYS = {
    (True, True): "The commissioner pays each provider at least {amount} for each {unit} of this "
    "contract, by day of earning. Where what is payable after all limits on payment comes to less, "
    "it pays the difference. What counts is {names}.",
    (True, False): "The commissioner pays each provider at least {amount} for this contract as a "
    "whole. Where what is payable after all limits on payment comes to less, it pays the "
    "difference. What counts is {names}.",
    (False, True): "The commissioner pays the providers together at least {amount} for each {unit} "
    "of this contract, by day of earning. Where what is payable after all limits on payment comes "
    "to less, it pays the difference. What counts is {names}.",
    (False, False): "The commissioner pays the providers together at least {amount} for this "
    "contract as a whole. Where what is payable after all limits on payment comes to less, it pays "
    "the difference. What counts is {names}.",
}


def floor_words(voice: Voice, floor: Payment, due: Words) -> Iterator[Paragraph]:
    """What it is over, what is made up and when, and what does not count."""
    assert floor.grain is not None and isinstance(floor.price, Flat)
    key = next((key for key in floor.grain if key != "provider"), "")
    unit = w.unit(key) if key else ()
    yield Paragraph(
        say(
            _PAYS["provider" in floor.grain, bool(key)],
            amount=pounds(floor.price.pence),
            unit=unit,
            names=w.listed([voice.term(name) for name in floor.fills]),
        ),
        clauses_of(floor, "", "over", "pays"),
    )
    earned = (
        "The difference is earned on the last day of the {unit}. The amount is not reduced for a "
        "{unit} in which the contract begins or ends."
        if key
        else "The difference is earned on the last day of the contract, when its tail ends."
    )
    yield Paragraph(say(earned, unit=unit), clauses_of(floor, "pays"))
    yield Paragraph(
        say(
            "What is withheld counts when it is released. Deductions do not count, and neither "
            "does money that is recovered: it is counted as paid."
        ),
        clauses_of(floor, "over"),
    )
    yield Paragraph(due, clauses_of(floor, "due"))
