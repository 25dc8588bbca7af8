"""English for gates: who is judged, on which day, and by which measures."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.calendar import in_words
from ocdsl.model.gates import Gate
from ocdsl.rules.wording.clauses import Paragraph, clauses_of
from ocdsl.rules.wording.english.phrases import Voice, only_if


def gate_words(voice: Voice, gate: Gate) -> Iterator[Paragraph]:
    """What has to be reached by the day, and what happens when it is not known yet."""
    who = "each provider" if "provider" in gate.grain else "this contract"
    dates = voice.contract.dates
    first, last = (in_words(day) for day in (dates.start(gate.day, "year"),
                                             dates.end(gate.day, "year")))  # fmt: skip
    yield Paragraph(
        (f"This is judged once for {who}, on {in_words(gate.day)}, by the measures of the year "
         f"from {first} to {last}. Nothing is paid for it.",),
        clauses_of(gate, "", "counts", "achieved on"),
    )  # fmt: skip
    text, items = only_if(voice, ("It is reached only",), gate.when)
    yield Paragraph(text, clauses_of(gate, "when"), items)
    yield Paragraph(
        ("Where one of these measures is not settled on that day, it is known on the first day on "
         "which all that it depends on is settled.",),
        clauses_of(gate, "achieved on"),
    )  # fmt: skip
