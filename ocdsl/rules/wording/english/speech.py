"""English: its patterns are those of the tree, for the tree is written in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from ocdsl.base.articles import article
from ocdsl.base.calendar import in_words
from ocdsl.rules.wording.clauses import Foreign, Piece, Said, Term, Words, joined
from ocdsl.rules.wording.language import Change, Language

_PLURALS = {"person": "people"}


def _capital(words: Words) -> Words:
    """With a capital at the start; a title keeps its own."""
    first, *rest = words
    return (first[:1].upper() + first[1:], *rest) if isinstance(first, str) else words


def _with_article(words: Words) -> Words:
    """`a` or `an` before it, by how it begins."""
    first = words[0]
    start = first.text if isinstance(first, Term | Foreign) else str(first)
    return joined([f"{article(start)} ", *words])


def within_a_sentence(words: Words) -> Words:
    """A name that begins with an article, as it stands within a sentence: `the Council`."""
    first, *rest = words
    if isinstance(first, str) and first.startswith(("The ", "A ", "An ")):
        return (first[:1].lower() + first[1:], *rest)
    return words


class English(Language):
    """English as it is written in Britain."""

    code = "en"
    tag = "en-GB"
    changes: ClassVar[Mapping[str, Change]] = {
        "^": _capital,
        "a": _with_article,
        "n": within_a_sentence,
    }

    def pattern(self, said: Said) -> str:
        """The pattern itself."""
        return said.pattern

    def date(self, day: int) -> str:
        """`1 April 2026`."""
        return in_words(day)

    def count(self, number: int, noun: str) -> str:
        """`1 week`, `8 weeks`, `1,000 people`."""
        return f"{number:,} {noun if number == 1 else _PLURALS.get(noun, noun + 's')}"

    def listed(self, items: Sequence[Words], joint: str) -> Words:
        """`A`, `A and B`, `A, B and C`."""
        pieces: list[Piece] = []
        for index, item in enumerate(items):
            if index:
                pieces.append(f" {joint} " if index == len(items) - 1 else ", ")
            pieces.extend(item)
        return joined(pieces)

    def title(self, text: str, welsh: str) -> tuple[str, str]:
        """The title in English, which every block has."""
        return text, ""

    def elsewhere(self, text: str, welsh: str) -> Foreign:
        """The title in Welsh."""
        return Foreign(welsh, "cy-GB")

    def of_the_contract(self, text: str) -> Piece:
        """As it stands: a contract is written in English."""
        return text
