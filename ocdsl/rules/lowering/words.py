"""A phrase of the contract on one line: what a node says, in the contract's own words."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from ocdsl.base.calendar import Lag, lag_in_words
from ocdsl.rules.meant import Unit
from ocdsl.syntax import phrases as ph
from ocdsl.syntax.phrase_text import text_of


def phrase_text(phrase: Any) -> str:
    """The phrase in words; a bulleted list is joined by `and` or `or`, or counted in brackets."""
    if isinstance(phrase, ph.EventPhrase) and phrase.where is not None:
        bare = text_of(evolve(phrase, where=None))
        return f"{bare} where {phrase_text(phrase.where)}"
    if isinstance(phrase, ph.Tests) and phrase.how == "some":
        return f"at least {phrase.least} of ({'; '.join(map(text_of, phrase.items))})"
    if isinstance(phrase, ph.Tests):
        joint = {"all": " and ", "any": " or "}.get(phrase.how, f" {phrase.how} ")
        return joint.join(map(text_of, phrase.items))
    if isinstance(phrase, Lag):
        return lag_in_words(phrase)
    return phrase.name if isinstance(phrase, Unit) else text_of(phrase)
