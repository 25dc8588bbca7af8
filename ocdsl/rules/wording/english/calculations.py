"""English for measures that are worked out for each event of a kind."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.model.contract import Calculation
from ocdsl.rules.wording.clauses import Paragraph, clauses_of, say
from ocdsl.rules.wording.english import words as w
from ocdsl.rules.wording.english.phrases import Voice, noun, worked_out
from ocdsl.syntax import phrases as ph


def calculation(voice: Voice, measure: Calculation) -> Iterator[Paragraph]:
    """A measure worked out for each event of a kind."""
    own = voice.at(ph.EventPhrase("the", "", ph.Name(measure.event)))
    yield Paragraph(
        say(
            "For each {event}, this measure is {value}.",
            event=noun(voice, measure.event), value=worked_out(own, measure.value),
        ),
        clauses_of(measure, "", "for each", "is"),
    )  # fmt: skip
    if measure.places is not None:
        places = w.count(measure.places, "decimal place")
        whole = "the nearest whole number" if measure.places == 0 else places
        yield Paragraph(
            (f"It is rounded half up to {whole} before anything rests on it.",),
            clauses_of(measure, "rounding"),
        )
