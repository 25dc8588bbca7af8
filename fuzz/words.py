"""Every word of every contract deleted, doubled or misspelt: what is said, how often, how well.

    python -m fuzz.words [--check] [--every N] [--show CODE]

The contracts are the shipped ones and those of the casebook. A word is a run of anything but spaces
outside free text and comments. A mutant that still reads is no mistake in wording: with `--check`
the errors of names and kinds are counted too. `--every 3` takes a third of the mutants. Fails when
more than a tenth of what is said is generic.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from attrs import define, field

from ocdsl.base.diagnostics import Diagnostic, Severity
from ocdsl.base.source import Source
from ocdsl.model.from_syntax import check
from ocdsl.syntax.lexer import FREE_TEXT
from ocdsl.syntax.parser import parse
from tests.conformance.casebook import cases

ROOT = Path(__file__).resolve().parents[1]
GENERIC = {"NotUnderstood", "UnfinishedLine"}
MOST_GENERIC = 0.1


def contracts() -> dict[str, str]:
    """Every contract that this repository ships or tests, by where it is; each text once."""
    found = {
        str(p.relative_to(ROOT)): p.read_text("utf-8") for p in ROOT.glob("contracts/*/*.ocdsl")
    }
    for page in sorted((ROOT / "tests/conformance").glob("*.md")):
        found |= {case.place: case.contract for case in cases(page) if case.contract}
    return {place: text for text, place in {text: place for place, text in found.items()}.items()}


def mutants(text: str, seen: set[str]) -> Iterator[tuple[int, str, str]]:
    """Each mutant of each line not in `seen`: the line's number, how, and the whole text."""
    lines = text.split("\n")
    for n, line in enumerate(lines):
        first = line.split()[0] if line.split() else "#"
        if line in seen or first.startswith("#") or first in FREE_TEXT:
            continue
        seen.add(line)
        for word in re.finditer(r"\S+", line):
            for how, new in _slips(word[0]):
                slip = line[: word.start()] + new + line[word.end() :]
                yield n + 1, f"{how} {word[0]!r}", "\n".join([*lines[:n], slip, *lines[n + 1 :]])


def _slips(word: str) -> Iterator[tuple[str, str]]:
    yield "delete", ""
    yield "double", f"{word} {word}"
    if re.fullmatch(r"[a-z-]{3,}", word):
        for n in range(len(word) - 1):
            swapped = word[:n] + word[n + 1] + word[n] + word[n + 2 :]
            if swapped != word:
                yield "swap", swapped
                return


@define
class Tally:
    """What was said of the mutants so far."""

    mutants: int = 0
    read: int = 0
    one: int = 0
    elsewhere: int = 0
    codes: Counter[str] = field(factory=Counter)
    shown: list[str] = field(factory=list)

    def add(self, line: int, found: tuple[Diagnostic, ...]) -> None:
        """Count one mutant of a line."""
        self.mutants += 1
        self.read += not found
        self.one += len(found) == 1
        self.elsewhere += len(found) == 1 and found[0].span.line != line
        self.codes.update(d.code for d in found)

    @property
    def generic(self) -> float:
        """The share of diagnostics that only list what could stand there."""
        return sum(self.codes[c] for c in GENERIC) / max(1, self.codes.total())


Reader = Callable[[Source], tuple[Diagnostic, ...]]


def wording(source: Source) -> tuple[Diagnostic, ...]:
    """The mistakes in wording."""
    return parse(source).diagnostics


def errors(source: Source) -> tuple[Diagnostic, ...]:
    """Every error, those of names and kinds too."""
    return tuple(d for d in check(source).diagnostics if d.severity is Severity.ERROR)


def survey(reader: Reader, every: int = 1, show: str = "") -> Tally:
    """Read each mutant of each contract; keep those of which the code `show` (or many) is said."""
    tally, seen = Tally(), set[str]()
    all_of_them = ((place, *m) for place, text in contracts().items() for m in mutants(text, seen))
    for place, line, how, mutant in islice(all_of_them, 0, None, every):
        found = reader(Source(place, mutant))
        tally.add(line, found)
        for d in found:
            if d.code == show or (show == "many" and len(found) > 1):
                slip = mutant.split("\n")[line - 1].strip()
                tally.shown.append(
                    f"{place} {how} | {slip} | {d.span.line - line:+} {d.code} {d.message}"
                )
    return tally


def main() -> None:
    """Print the tally."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--check", action="store_true")
    asked.add_argument("--every", type=int, default=1)
    asked.add_argument("--show", default="")
    given = asked.parse_args()
    tally = survey(errors if given.check else wording, given.every, given.show)
    wrong = tally.mutants - tally.read
    print(*tally.shown, sep="\n")
    print(f"{tally.mutants:,} mutants: {tally.read:,} still read, {wrong:,} refused")
    print(f"exactly one diagnostic: {tally.one:,} ({tally.one / wrong:.1%} of those refused)")
    print(f"of which on another line: {tally.elsewhere:,}")
    for code, count in tally.codes.most_common():
        print(f"  {count:>6,} {code}{' (generic)' if code in GENERIC else ''}")
    print(f"generic: {tally.generic:.1%}")
    sys.exit(1 if tally.generic > MOST_GENERIC else 0)


if __name__ == "__main__":
    main()
