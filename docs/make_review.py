"""A sheet for the reviewer of the Welsh: each sentence as it reads in a specification.

    python docs/make_review.py review.csv [CONTRACT ...]

The sentences of the contracts come first, in the order of the documents, each as it is filled where
it stands first. What none of them says comes last. Without contracts, those for home care are read.
The sheet opens in Excel; a sentence is changed where docs/languages.md says.
"""

from __future__ import annotations

import csv
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import field, frozen

from ocdsl import api
from ocdsl.rules.wording.clauses import Said, Words, plain
from ocdsl.rules.wording.edition import Edition
from ocdsl.rules.wording.languages import LANGUAGES
from ocdsl.rules.wording.welsh.catalogue import entries
from ocdsl.rules.wording.welsh.speech import Welsh

CONTRACTS = Path(__file__).resolve().parents[1] / "contracts"
HOME_CARE = (
    "reablement-at-home",
    "home-care-rewards",
    "home-care-population",
    "home-care-standards",
)
HEADS = ("number", "read in", "English", "Welsh", "as it reads", "right?")
_KEY = "welsh that is read"
_REFERENCE = re.compile(r"\[[a-z0-9.-]+\]")
"""The number of a clause, which nothing has until the document is made."""


@frozen
class Sentence:
    """A sentence in both languages, and as it reads where it stands first."""

    read_in: str
    english: str
    welsh: str
    reads: str


@frozen(eq=False)
class Reader(Welsh):
    """Welsh that keeps what it says, in the order in which it is asked for."""

    name: str
    """The contract that is read."""
    kept: dict[tuple[str, str], Sentence] = field(factory=dict)

    def _filled(self, piece: Said) -> Words:
        key = (piece.context, piece.pattern)
        first = key not in self.kept and re.search(r"[^\W\d_]", re.sub(r"\{.*?\}", "", key[1]))
        if first:
            self.kept[key] = Sentence(self.name, piece.pattern, self.pattern(piece), "")
        words = super()._filled(piece)
        if first:
            reads = _REFERENCE.sub("…", plain(words))
            self.kept[key] = Sentence(self.name, piece.pattern, self.pattern(piece), reads)
        return words


def sentences(contracts: Sequence[Path]) -> Iterator[Sentence]:
    """Those of the contracts, and after them the rest of the catalogue."""
    kept: dict[tuple[str, str], Sentence] = {}
    for path in contracts:
        LANGUAGES[_KEY] = Reader(path.name, kept)
        try:
            with tempfile.TemporaryDirectory() as folder:
                contract = api.load(path)
                api.generate(contract, "html", Path(folder), Edition(language=_KEY))
        finally:
            del LANGUAGES[_KEY]
    yield from kept.values()
    for entry in entries():
        if (entry.context, entry.english) not in kept:
            yield Sentence("", entry.english, entry.welsh, "")


def main(out: str, *contracts: str) -> None:
    """The sheet."""
    read = [Path(each) for each in contracts] or [CONTRACTS / name for name in HOME_CARE]
    with Path(out).open("w", encoding="utf-8-sig", newline="") as file:
        sheet = csv.writer(file)
        sheet.writerow(HEADS)
        for number, each in enumerate(sentences(read), 1):
            sheet.writerow((number, each.read_in, each.english, each.welsh, each.reads, ""))


if __name__ == "__main__":
    main(*sys.argv[1:])
