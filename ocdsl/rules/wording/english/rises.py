"""Cards whose rates rise or fall each year (ruling E36)."""

from __future__ import annotations

from fractions import Fraction

from ocdsl.model.cards import Card, Rise
from ocdsl.rules.wording.clauses import Paragraph, Words, clauses_of, say
from ocdsl.rules.wording.english import words as w
from ocdsl.rules.wording.english.phrases import noun
from ocdsl.rules.wording.english.scalars import limited
from ocdsl.rules.wording.english.voice import Voice


def rise(voice: Voice, rates: Card, of: Rise) -> Paragraph:
    """On which day the rates change, by how much, and where they are rounded."""
    month = voice.contract.dates.year_month if of.unit == "year" else 1
    clauses = clauses_of(rates, "rises", "falls", "at least", "at most", "rounding")
    text = say(
        "On 1 {month} of each year after the first, every rate {change}. Each is rounded to a "
        "whole penny, half a penny upwards, and the next change starts from the rounded rate. The "
        "rate of the year in which what is paid for takes place is paid.",
        month=w.month(month), change=_change(voice, of),
    )  # fmt: skip
    return Paragraph(text, clauses)


def _change(voice: Voice, of: Rise) -> Words:
    if not of.event:
        text = "rises by {share}" if of.by >= 0 else "falls by {share}"
        return say(text, share=w.percentage(Fraction(abs(of.by), of.parts)))
    limits = [
        _limit(word, w.percentage(Fraction(limit, of.parts)))
        for word, limit in (("at least", of.least), ("at most", of.most))
        if limit is not None
    ]
    between = say(", by {limits}", limits=w.listed(limits)) if limits else ()
    return say(
        "rises by the {name} recorded with {event} in the year before that day{between}. Where "
        "none was recorded, or two that differ, there is no rate for the years that follow",
        name=w.in_words(of.field), event=noun(voice, of.event), between=between,
    )  # fmt: skip


def _limit(word: str, share: str) -> Words:
    return limited(word, (share,)) if word == "at least" else say("at most {value}", value=share)
