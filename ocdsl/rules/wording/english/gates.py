"""Gates: who is judged, on which day, and by which measures."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.model.gates import Gate
from ocdsl.rules.wording.clauses import Date, Paragraph, clauses_of, say
from ocdsl.rules.wording.english.phrases import only_if
from ocdsl.rules.wording.english.voice import Voice


def gate_words(voice: Voice, gate: Gate) -> Iterator[Paragraph]:
    """What has to be reached by the day, and what happens when it is not known yet."""
    text = (
        "This is judged once for each provider, on {day}, by the measures of the year from {first} "
        "to {last}. Nothing is paid for it."
        if "provider" in gate.grain
        else "This is judged once for this contract, on {day}, by the measures of the year from "
        "{first} to {last}. Nothing is paid for it."
    )
    dates = voice.contract.dates
    yield Paragraph(
        say(
            text,
            day=Date(gate.day),
            first=Date(dates.start(gate.day, "year")),
            last=Date(dates.end(gate.day, "year")),
        ),
        clauses_of(gate, "", "counts", "achieved on"),
    )
    start, items = only_if(voice, say("It is reached only"), gate.when)
    yield Paragraph(start, clauses_of(gate, "when"), items)
    yield Paragraph(
        say(
            "Where one of these measures is not settled on that day, it is known on the first day "
            "on which all that it depends on is settled."
        ),
        clauses_of(gate, "achieved on"),
    )
