"""Measures that are worked out for each event of a kind."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ocdsl.base.money import decimal_text, pounds
from ocdsl.model.amounts import BandedValue
from ocdsl.model.contract import Calculation, Measure
from ocdsl.rules.wording.clauses import Paragraph, Table, Words, clauses_of, say
from ocdsl.rules.wording.english import words as w
from ocdsl.rules.wording.english.amounts import grain_text, rows_of_bands
from ocdsl.rules.wording.english.phrases import noun, worked_out
from ocdsl.rules.wording.english.scalars import limit_text, limited
from ocdsl.rules.wording.english.voice import Voice
from ocdsl.syntax import phrases as ph
from ocdsl.syntax.mean_clauses import WeightedMean
from ocdsl.syntax.phrase_text import text_of

_BOUNDS = {
    "at most": "It is never more than {value}.",
    "at least": "It is never less than {value}.",
}


def calculation(voice: Voice, measure: Calculation) -> Iterator[Paragraph]:
    """A measure worked out for each event of a kind, or for each provider or period."""
    own, each = voice, _for_each(measure.grain or ())
    if measure.event:
        own = voice.at(ph.EventPhrase("the", "", ph.Name(measure.event)))
        each = say("For each {event}", event=noun(voice, measure.event))
    elif not measure.grain:
        each = say("For this contract")
    if isinstance(measure.value, WeightedMean):
        yield from _mean(own, measure, measure.value, each)
    elif isinstance(measure.value, BandedValue):
        yield _by_band(own, measure, measure.value, each)
    else:
        value = worked_out(own, measure.value)
        yield Paragraph(
            say("{each}, this measure is {value}.", each=each, value=value),
            clauses_of(measure, "", "for each", "for", "is"),
        )
    for limit in measure.limits:
        text = say(_BOUNDS[limit.word], value=text_of(limit.value))
        yield Paragraph(text, clauses_of(measure, limit.word))
    yield from target_words(own, measure)
    if measure.places is not None:
        yield Paragraph(_rounded(measure.places), clauses_of(measure, "rounding"))


def _for_each(grain: tuple[str, ...]) -> Words:
    """`For each provider and each calendar year`."""
    if len(grain) < 2:
        return say("For each {grain}", grain=grain_text(grain))
    one, other = (grain_text((key,)) for key in grain)
    return say("For each {one} and each {other}", one=one, other=other)


def _rounded(places: int) -> Words:
    if not places:
        return say("It is rounded half up to the nearest whole number before anything rests on it.")
    return say(
        "It is rounded half up to {places} before anything rests on it.",
        places=w.count(places, "decimal place"),
    )


def target_words(voice: Voice, measure: Calculation | Measure) -> Iterator[Paragraph]:
    """What a measure is to reach: a figure, or what another measure comes to."""
    if measure.target is None:
        return
    target = measure.target
    aim = (
        limit_text(target)
        if isinstance(target.value, ph.Scalar)
        else limited(target.word, worked_out(voice, target.value))
    )
    yield Paragraph(say("The target is {target}.", target=aim), clauses_of(measure, "target"))


def _by_band(voice: Voice, measure: Calculation, banded: BandedValue, each: Words) -> Paragraph:
    """What the measure is in each band of a value."""

    def gives(parts: int) -> str:
        if measure.kind == "money":
            return pounds(parts)
        if measure.kind == "percentage":
            return w.percentage(Fraction(parts, banded.scale))
        return decimal_text(parts, len(str(banded.scale)) - 1)

    heads, rows = (say("Value"), say("Measure")), rows_of_bands(banded, gives)
    return Paragraph(
        say(
            "{each}, this measure depends on {value}:",
            each=each, value=worked_out(voice, banded.value),
        ),
        clauses_of(measure, "", "for each", "for", "is"),
        table=Table(heads, rows, (3, 2), frozenset({1})),
    )  # fmt: skip


def _mean(
    voice: Voice, measure: Calculation, mean: WeightedMean, each: Words
) -> Iterator[Paragraph]:
    """The parts with their weights, and what becomes of a part that is missing."""
    rows = tuple((worked_out(voice, field), (text_of(weight),)) for field, weight in mean.parts)
    yield Paragraph(
        say(
            "{each}, this measure is the mean of the parts below, each times its weight:",
            each=each,
        ),
        clauses_of(measure, "", "for each", "for", "is"),
        table=Table((say("Part"), say("Weight")), rows, (5, 3)),
    )
    yield Paragraph(_missing(mean), clauses_of(measure, "missing parts", "needs", "otherwise"))


def _missing(mean: WeightedMean) -> Words:
    if not mean.shares:
        return say("Where a part is not known, this measure is not known.")
    text = (
        "A part that is not known shares its weight among the rest, in proportion to their "
        "weights. Where fewer than {least} is known, this measure is not known."
        if mean.least == 1
        else "A part that is not known shares its weight among the rest, in proportion to their "
        "weights. Where fewer than {least} are known, this measure is not known."
    )
    return say(text, least=w.count(mean.least, "part"))
