"""How near two spellings are, and the nearest word that exists (law 4)."""

from __future__ import annotations

from collections.abc import Iterable


def distance(a: str, b: str) -> int:
    """Letters to add, drop, change or swap with a neighbour to make `a` into `b`."""
    before, row = [0] * (len(b) + 1), list(range(len(b) + 1))
    for i, x in enumerate(a, start=1):
        oldest, before, row = before, row, [i]
        for j, y in enumerate(b, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, oldest[j - 2] + 1)
            row.append(cost)
    return row[-1]


def near(word: str, other: str) -> bool:
    """Whether `word` may well be `other` misspelt: one slip in a short word, two in a long one."""
    allowed = 2 if min(len(word), len(other)) >= 6 else 1
    if len(other) < 3 or abs(len(word) - len(other)) > allowed:
        return word.lower() == other.lower() and word != other
    return distance(word.lower(), other.lower()) <= allowed


def nearest(word: str, words: Iterable[str]) -> str:
    """The word that `word` is most likely to be a slip for; empty when none is near."""
    likely = [other for other in words if near(word, other)]
    return min(likely, key=lambda w: (distance(word.lower(), w.lower()), w), default="")
