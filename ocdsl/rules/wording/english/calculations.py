"""English for measures that are worked out for each event of a kind."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.model.contract import Calculation
from ocdsl.rules.wording.clauses import Paragraph, Words, clauses_of, say
from ocdsl.rules.wording.english import words as w
from ocdsl.rules.wording.english.amounts import grain_text
from ocdsl.rules.wording.english.phrases import Voice, noun, worked_out
from ocdsl.rules.wording.english.scalars import limit_text
from ocdsl.syntax import phrases as ph


def calculation(voice: Voice, measure: Calculation) -> Iterator[Paragraph]:
    """A measure worked out for each event of a kind, or for each provider or period."""
    own = voice
    each: Words = (grain_text(measure.grain or ()),)
    start = "For each" if measure.grain or measure.event else "For"
    if measure.event:
        own = voice.at(ph.EventPhrase("the", "", ph.Name(measure.event)))
        each = noun(voice, measure.event)
    value = worked_out(own, measure.value)
    yield Paragraph(
        say(f"{start} {{each}}, this measure is {{value}}.", each=each, value=value),
        clauses_of(measure, "", "for each", "for", "is"),
    )
    if measure.target is not None:
        target = limit_text(measure.target)
        yield Paragraph((f"The target is {target}.",), clauses_of(measure, "target"))
    if measure.places is not None:
        places = w.count(measure.places, "decimal place")
        whole = "the nearest whole number" if measure.places == 0 else places
        yield Paragraph(
            (f"It is rounded half up to {whole} before anything rests on it.",),
            clauses_of(measure, "rounding"),
        )
