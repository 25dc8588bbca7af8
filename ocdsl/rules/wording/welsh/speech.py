"""Welsh as a careful drafter writes it, from the catalogue of its sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import ClassVar

from ocdsl.base.calendar import in_words
from ocdsl.rules.wording.clauses import Foreign, Piece, Said, Words, joined
from ocdsl.rules.wording.language import Change, Language
from ocdsl.rules.wording.welsh import mutations as m
from ocdsl.rules.wording.welsh.catalogue import by_pattern, entries
from ocdsl.rules.wording.welsh.counts import NOUNS, counted, counted_as

_ENGLISH = "en-GB"


def _counting(noun: str) -> Change:
    """A number with its noun, for patterns in which English has the noun beside the number."""
    return lambda words: (counted_as(m.text_of(words), noun), *words[1:])


class NoWordingError(LookupError):
    """Raised for a sentence that the catalogue has no Welsh for; the message names it."""


class Welsh(Language):
    """Welsh. What the contract says in English stays English, and is marked as such."""

    code = "cy"
    tag = "cy-GB"
    of_contracts = _ENGLISH
    changes: ClassVar[Mapping[str, Change]] = {
        "^": m.capital,
        "a": lambda words: words,
        "n": lambda words: words,
        "s": m.soft,
        "h": m.aspirate,
        "y": m.with_article,
        "R": m.that,
        "c": m.conjunction,
        "p": m.plural,
        **{noun: _counting(noun) for noun in NOUNS},
    }

    @property
    def awaits_review(self) -> bool:
        """Until the last entry of the catalogue has been read."""
        return any(entry.awaits_review for entry in entries())

    def pattern(self, said: Said) -> str:
        """The sentence from the catalogue. Raises NoWordingError when it is not there."""
        if said.welsh:
            return said.welsh
        found = by_pattern().get((said.context, said.pattern))
        if found:
            return found
        if not re.search(r"[^\W\d_]", re.sub(r"\{[^}]*\}", "", said.pattern)):
            return said.pattern
        raise NoWordingError(f"There is no Welsh for “{said.pattern}” [{said.context}].")

    def date(self, day: int) -> str:
        """`1 Ebrill 2027`."""
        number, month, year = in_words(day).split()
        return f"{number} {by_pattern()['month', month]} {year}"

    def count(self, number: int, noun: str) -> str:
        """`8 wythnos`, `2 flynedd`. Raises KeyError for an unknown noun."""
        return counted(number, noun)

    def listed(self, items: Sequence[Words], joint: str) -> Words:
        """`A`, `A a B`, `A, B ac C`, `A neu B`."""
        pieces: list[Piece] = []
        for index, item in enumerate(items):
            before, part = "", item
            if index:
                before = ", "
            if index and index == len(items) - 1:
                before, part = m.met(" a ", m.aspirate(item))
                if joint == "or":
                    before, part = m.met(" neu ", m.soft(item))
            pieces += [before, *part]
        return joined(pieces)

    def title(self, text: str, welsh: str) -> tuple[str, str]:
        """The title in Welsh where the contract gives one, else the English one, marked."""
        return (welsh, "") if welsh else (text, _ENGLISH)

    def elsewhere(self, text: str, welsh: str) -> Foreign:
        """The English title, where the Welsh one is shown."""
        return Foreign(text if welsh else "", _ENGLISH)

    def of_the_contract(self, text: str) -> Piece:
        """Words of the contract are English; figures are of no language."""
        return Foreign(text, _ENGLISH) if re.search(r"[^\W\d_]", text) else text

    def meet(self, before: str, part: Words) -> tuple[str, Words]:
        """`gydag ef`, `o’r mis`."""
        return m.met(before, part)
