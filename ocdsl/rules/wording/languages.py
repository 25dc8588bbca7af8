"""The languages that a specification can be written in, and the clauses of a contract in each.

Whatever makes text for people asks here: `specification(…, language)` for the clauses, and
`language.text(say(…))` for a phrase of its own. Nothing else knows how a language says a thing.
"""

from __future__ import annotations

from ocdsl.model.contract import Contract
from ocdsl.model.register import Register
from ocdsl.rules.graph import Graph
from ocdsl.rules.wording.clauses import Section
from ocdsl.rules.wording.english import sections
from ocdsl.rules.wording.english.speech import English
from ocdsl.rules.wording.language import Language
from ocdsl.rules.wording.welsh.speech import Welsh

ENGLISH: Language = English()
WELSH: Language = Welsh()


LANGUAGES = {each.code: each for each in (ENGLISH, WELSH)}


def language(code: str) -> Language:
    """The language of that code. Raises KeyError for one that there is not."""
    return LANGUAGES[code]


def specification(
    contract: Contract,
    graph: Graph,
    register: Register | None = None,
    language: Language = ENGLISH,
) -> tuple[Section, ...]:
    """Every section in order, but worked examples: an engine has to work those out."""
    return tuple(language.section(section) for section in sections(contract, graph, register))
