"""How Welsh words change by what stands before them: mutations, the article, `a` and `ac`.

Only words of the Welsh text change. Titles and words of the contract are names, and stay as they
are written; digits are not changed either.
"""

from __future__ import annotations

import re

from ocdsl.rules.wording.clauses import Foreign, Piece, Term, Words

_SOFT = {"c": "g", "p": "b", "t": "d", "g": "", "b": "f", "d": "dd", "m": "f", "ll": "l", "rh": "r"}
_ASPIRATE = {"c": "ch", "p": "ph", "t": "th"}
# Each of these is one letter of the alphabet, and most of them never change.
_LETTER = re.compile(r"ll|rh|ch|dd|ff|ng|ph|th|.", re.DOTALL)
_VOWELS = "aeiouwyâêîôûŵŷ"
# Before these the long form stands, though they begin with a consonant.
_LIKE_VOWELS = frozenset(
    (
        *("fel", "felly", "mae", "maent", "mai", "megis", "mewn", "mor", "na", "nad", "ni", "nid"),
        *("roedd", "roeddent", "sydd", "sy’n"),
    )
)
# Figures said with a vowel: un, wyth, un ar ddeg, un ar bymtheg; but £1 is punt, and 1,000 mil.
_SAID_OPEN = re.compile(r"£?8|£?1[16](?!\d)|1(?![\d,])")
_PLURAL = {"awr": "oriau", "diwrnod": "diwrnodau"}
FEMININE = frozenset(("wythnos", "blwyddyn", "poblogaeth", "tybiaeth"))
"""Feminine nouns that are given an article; the others are masculine, or do not change."""


def soft(words: Words) -> Words:
    """With the soft mutation: `diwrnod` is `ddiwrnod`."""
    return _changed(words, _SOFT)


def aspirate(words: Words) -> Words:
    """With the aspirate mutation: `pob` is `phob`."""
    return _changed(words, _ASPIRATE)


def _changed(words: Words, by: dict[str, str]) -> Words:
    first, *rest = words or ("",)
    if not isinstance(first, str) or not first:
        return words
    found = _LETTER.match(first.lower())
    letter = found.group() if found else ""
    if letter not in by:
        return words
    new, left = by[letter], first[len(letter) :]
    if first[0].isupper():
        new, left = (new.capitalize(), left) if new else ("", left.capitalize())
    return (new + left, *rest)


def capital(words: Words) -> Words:
    """With a capital at the start; a defined term keeps its own."""
    first, *rest = words or ("",)
    if isinstance(first, str):
        return (first[:1].upper() + first[1:], *rest)
    if isinstance(first, Foreign):
        return (Foreign(first.text[:1].upper() + first.text[1:], first.language), *rest)
    return words


def with_article(words: Words) -> Words:
    """`y mis`, `yr wythnos`, `y flwyddyn`: feminine nouns have the soft mutation after it."""
    changed = soft(words) if _is_feminine(words) else words
    article = "yr " if begins_open(changed) or text_of(changed).startswith("h") else "y "
    first, *rest = changed
    assert isinstance(first, str)
    return (article + first, *rest)


def that(words: Words) -> Words:
    """`y mis hwnnw`, `y flwyddyn honno`."""
    *most, last = with_article(words)
    assert isinstance(last, str)
    return (*most, last + (" honno" if _is_feminine(words) else " hwnnw"))


def plural(words: Words) -> Words:
    """`oriau` for `awr`: what is counted, where no number stands before it."""
    first, *rest = words or ("",)
    return (_PLURAL.get(first, first) if isinstance(first, str) else first, *rest)


def conjunction(words: Words) -> Words:
    """`a` or `ac`, by what follows it."""
    return ("ac" if begins_open(words) else "a",)


def _is_feminine(words: Words) -> bool:
    return text_of(words).split(" ")[0] in FEMININE


def text_of(words: Words) -> str:
    """The text of the first piece."""
    first = words[0] if words else ""
    return first.text if isinstance(first, Term | Foreign) else str(first)


def begins_open(words: Words) -> bool:
    """Whether it is said with a vowel at its start, or takes the long forms as if it were."""
    text, first = text_of(words).lower(), words[0] if words else ""
    if text[:1].isdigit() or text.startswith("£"):
        return _SAID_OPEN.match(text) is not None
    if _is_english(first):
        return text.startswith(("a", "e", "i", "o", "u"))
    return text[:1] in _VOWELS or text.split(" ")[0] in _LIKE_VOWELS


def _is_english(piece: Piece) -> bool:
    return isinstance(piece, Foreign) or (isinstance(piece, Term) and piece.language != "")


# ---- where a sentence meets its part

_LONG = {"a": "ac", "â": "ag", "gyda": "gydag", "na": "nag"}
_ARTICLE = {"y": "yr", "Y": "Yr"}
# And not the particle before a verb, as in `y mae’n wir`.
_ARTICLE_AT_START = re.compile(r"yr? (?!(?:mae|maent|bydd|caiff)\b)")
_LAST_WORD = re.compile(r"(?:(?<=[\s(“])|^)(\w+) $")


def met(before: str, part: Words) -> tuple[str, Words]:
    """The end of a sentence and the part that follows it: `gydag ef`, `o’r mis`, `mwy nag 8`."""
    first = part[0] if part else ""
    if isinstance(first, str) and re.search(rf"[{_VOWELS}] $", before):
        bare = _ARTICLE_AT_START.match(first)
        if bare:
            return before[:-1], ("’r " + first[bare.end() :], *part[1:])
    last = _LAST_WORD.search(before)
    if not last or not part:
        return before, part
    longer: dict[str, str] = {}
    if begins_open(part):
        longer = _LONG | _ARTICLE
    elif text_of(part).lower().startswith("h"):
        longer = _ARTICLE
    return before[: last.start(1)] + longer.get(last[1], last[1]) + " ", part
