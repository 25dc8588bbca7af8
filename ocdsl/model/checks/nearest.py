"""The nearest name that exists, for a name that does not (law 4)."""

from __future__ import annotations

from collections.abc import Collection, Sequence


def nearest(name: str, known: Collection[str]) -> str:
    """The known name most like `name`; empty when none is near."""
    from difflib import get_close_matches

    return "".join(get_close_matches(name, known, n=1, cutoff=0.6))


def listed(names: Collection[str], last: str = "and") -> str:
    """Names in backquotes as a list in a sentence: "`a`, `b` and `c`"."""
    return sentence_list([f"`{name}`" for name in names], last)


def sentence_list(words: Sequence[str], last: str = "and") -> str:
    """Phrases as a list in a sentence: "who, when and how long"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
