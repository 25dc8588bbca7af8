"""The stories of risks: sentences that the search made, said again in the document's language."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ocdsl.base.calendar import MONTHS, day_of
from ocdsl.model.told import Told
from ocdsl.rules.wording.clauses import Date, Kept, Titled, Words

Titles = Mapping[str, str]
"""The Welsh titles of a contract, by the English ones in small letters."""
NO_TITLES: Titles = {}

_CONTEXT = "story"
_DAY = re.compile(rf"(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})")
_QUOTED = re.compile(r"(“?)(.*?)(”?)", re.DOTALL)


def story(text: str, titles: Titles = NO_TITLES) -> Words:
    """The sentence from what it was made of; a text that does not remember that, as a whole."""
    if isinstance(text, Told):
        parts = tuple((name, story(part, titles)) for name, part in text.parts.items())
        return (Kept(str(text), _CONTEXT, text.pattern, parts),)
    if found := _DAY.fullmatch(text):
        month = MONTHS.index(found[2]) + 1
        return (Date(day_of(f"{found[3]}-{month:02d}-{int(found[1]):02d}")),)
    if (named := _QUOTED.fullmatch(text)) and named[2].lower() in titles:
        return (named[1], Titled(named[2], titles[named[2].lower()]), named[3])
    return (Kept(text, _CONTEXT) if re.search(r"[^\W\d_]", text) else text,)
