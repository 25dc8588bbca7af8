"""The stories of risks: sentences that the search made, said again in the document's language."""

from __future__ import annotations

import re

from ocdsl.base.calendar import MONTHS, day_of
from ocdsl.model.told import Told
from ocdsl.rules.wording.clauses import Date, Kept, Piece, Words

_CONTEXT = "story"
_DAY = re.compile(rf"(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})")


def story(text: str) -> Words:
    """The sentence from what it was made of; a text that does not remember that, as a whole."""
    return (_piece(text),)


def _piece(text: str) -> Piece:
    if isinstance(text, Told):
        parts = tuple((name, (_piece(part),)) for name, part in text.parts.items())
        return Kept(str(text), _CONTEXT, text.pattern, parts)
    if found := _DAY.fullmatch(text):
        month = MONTHS.index(found[2]) + 1
        return Date(day_of(f"{found[3]}-{month:02d}-{int(found[1]):02d}"))
    return Kept(text, _CONTEXT) if re.search(r"[^\W\d_]", text) else text
