"""Whether the title of an event is a noun, or a statement that `event` has to follow."""

from __future__ import annotations

# What may follow the word that says what kind of thing a title names.
_BEFORE_HEAD = frozenset((
    "after", "at", "away", "back", "before", "by", "during", "for", "from", "in", "into", "of",
    "on", "out", "to", "with", "within",
))  # fmt: skip
# Verbs that make a title a sentence: `Ongoing care starts`, `Help is asked for again`.
_SENTENCE = frozenset(
    ("agree", "agrees", "are", "asks", "begins", "comes", "dies", "ends", "has", "have", "is",
     "joins", "leaves", "moves", "say", "says", "starts", "stops", "takes")
)  # fmt: skip
_ARTICLES = (["the"], ["a"], ["an"])
_DONE = frozenset(
    ("begun", "done", "found", "given", "gone", "kept", "left", "made", "met", "paid", "seen",
     "sent", "taken", "told", "won")
)  # fmt: skip


def is_noun(title: str) -> bool:
    """Whether it names a thing, such as `First visit`; `Case closed` is a statement."""
    words = title.lower().split() or [""]
    if not _SENTENCE.isdisjoint(words[1:]) or (_is_done(words[0]) and words[1:2] in _ARTICLES):
        return False
    stop = next((i for i, word in enumerate(words) if word in _BEFORE_HEAD), len(words))
    return not _is_done(words[max(stop - 1, 0)])


def _is_done(word: str) -> bool:
    """Whether a word says what was done, as in `Case closed` and `Left the care home`."""
    return word.endswith("ed") or word in _DONE
