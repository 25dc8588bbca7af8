"""A short run of `make fuzz`, and a part of the survey of slips, by the same seeds each time."""

from __future__ import annotations

from pathlib import Path

from fuzz.run import Fuzz, run
from fuzz.words import MOST_GENERIC, survey, wording
from ocdsl.base.source import Source
from ocdsl.syntax.parser import parse


def test_spoilt_contracts_and_logs_are_refused_in_plain_words(tmp_path: Path) -> None:
    fuzz = Fuzz(7, tmp_path, tmp_path / "kept")
    run(fuzz, 0, 300)
    assert not fuzz.tally.failures, "\n".join(fuzz.tally.failures.values())
    assert fuzz.tally.inputs.total() == 300


def test_a_slip_in_a_word_is_one_report_and_seldom_a_generic_one() -> None:
    tally = survey(wording, every=40)
    wrong = tally.mutants - tally.read
    assert wrong > 100
    assert tally.one >= 0.99 * wrong
    assert tally.generic <= MOST_GENERIC


def test_a_corrected_line_mends_its_mistake() -> None:
    """Each line shown ready to copy, put in place of the wrong one, reads without a mistake."""
    from fuzz.words import contracts, mutants

    tried, seen = 0, set[str]()
    for place, text in contracts().items():
        for number, (line, _, mutant) in enumerate(mutants(text, seen)):
            if number % 40:
                continue
            for d in parse(Source(place, mutant)).diagnostics:
                for corrected in d.corrected if d.span.line == line else ():
                    lines = mutant.split("\n")
                    lines[line - 1 : line] = corrected.split("\n")
                    assert not parse(Source(place, "\n".join(lines))).diagnostics, corrected
                    tried += 1
    assert tried > 60
