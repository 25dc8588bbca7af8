"""English for measures that are worked out for each event of a kind."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ocdsl.base.money import decimal_text, pounds
from ocdsl.model.amounts import BandedValue
from ocdsl.model.contract import Calculation, Measure
from ocdsl.rules.wording.clauses import Paragraph, Table, Words, clauses_of, say
from ocdsl.rules.wording.english import words as w
from ocdsl.rules.wording.english.amounts import grain_text, rows_of_bands
from ocdsl.rules.wording.english.phrases import Voice, noun, worked_out
from ocdsl.rules.wording.english.scalars import limit_text
from ocdsl.syntax import phrases as ph
from ocdsl.syntax.mean_clauses import WeightedMean
from ocdsl.syntax.phrase_text import text_of


def calculation(voice: Voice, measure: Calculation) -> Iterator[Paragraph]:
    """A measure worked out for each event of a kind, or for each provider or period."""
    own = voice
    each: Words = (grain_text(measure.grain or ()),)
    start = "For each" if measure.grain or measure.event else "For"
    if measure.event:
        own = voice.at(ph.EventPhrase("the", "", ph.Name(measure.event)))
        each = noun(voice, measure.event)
    if isinstance(measure.value, WeightedMean):
        yield from _mean(own, measure, measure.value, say(f"{start} {{each}}", each=each))
    elif isinstance(measure.value, BandedValue):
        yield _by_band(own, measure, measure.value, say(f"{start} {{each}}", each=each))
    else:
        value = worked_out(own, measure.value)
        yield Paragraph(
            say(f"{start} {{each}}, this measure is {{value}}.", each=each, value=value),
            clauses_of(measure, "", "for each", "for", "is"),
        )
    for limit in measure.limits:
        how = "more" if limit.word == "at most" else "less"
        text = f"It is never {how} than {text_of(limit.value)}."
        yield Paragraph((text,), clauses_of(measure, limit.word))
    yield from target_words(own, measure)
    if measure.places is not None:
        places = w.count(measure.places, "decimal place")
        whole = "the nearest whole number" if measure.places == 0 else places
        yield Paragraph(
            (f"It is rounded half up to {whole} before anything rests on it.",),
            clauses_of(measure, "rounding"),
        )


def target_words(voice: Voice, measure: Calculation | Measure) -> Iterator[Paragraph]:
    """What a measure is to reach: a figure, or what another measure comes to."""
    if measure.target is None:
        return
    value, clauses = measure.target.value, clauses_of(measure, "target")
    if isinstance(value, ph.Scalar):
        yield Paragraph((f"The target is {limit_text(measure.target)}.",), clauses)
    else:
        text = f"The target is {measure.target.word} {{value}}."
        yield Paragraph(say(text, value=worked_out(voice, value)), clauses)


def _by_band(voice: Voice, measure: Calculation, banded: BandedValue, each: Words) -> Paragraph:
    """What the measure is in each band of a value."""

    def gives(parts: int) -> str:
        if measure.kind == "money":
            return pounds(parts)
        if measure.kind == "percentage":
            return w.percentage(Fraction(parts, banded.scale))
        return decimal_text(parts, len(str(banded.scale)) - 1)

    return Paragraph(
        say(
            "{each}, this measure depends on {value}:",
            each=each, value=worked_out(voice, banded.value),
        ),
        clauses_of(measure, "", "for each", "for", "is"),
        table=Table(("Value", "Measure"), rows_of_bands(banded, gives), (3, 2), frozenset({1})),
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
        table=Table(("Part", "Weight"), rows, (5, 3)),
    )
    missing = "Where a part is not known, this measure is not known."
    if mean.shares:
        missing = (
            "A part that is not known shares its weight among the rest, in proportion to their "
            f"weights. Where fewer than {w.count(mean.least, 'part')} "
            f"{'is' if mean.least == 1 else 'are'} known, this measure is not known."
        )
    yield Paragraph((missing,), clauses_of(measure, "missing parts", "needs", "otherwise"))
