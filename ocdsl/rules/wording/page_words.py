"""The words of the page itself, which no contract says: of the cover, header and annexes."""

from __future__ import annotations

from attrs import frozen

from ocdsl.rules.wording.clauses import say
from ocdsl.rules.wording.language import Language


@frozen
class PageWords:
    """Headings and standing sentences, as a template of the specification shows them."""

    language: str
    """As Word names it: `en-GB`."""
    kind: str
    """What the document is, below its title."""
    contents: str
    short_kind: str
    """The same in fewer words, for the header."""
    version: str
    """Before the number of the version, and in the cover's table."""
    text: str
    """Before the digest: which text of the contract this is."""
    page: str
    of: str
    annex: str
    annex_text: str
    annex_text_says: str
    annex_places: str
    annex_places_say: str
    annex_questions: str
    skip: str
    """The link of a web page past its cover and contents."""


def page_words(language: Language, digest: str) -> PageWords:
    """Those of a language, for a contract's text of that digest."""
    return PageWords(
        language=language.tag,
        kind=language.text(say("Service specification and payment rules")),
        short_kind=language.text(say("Service specification")),
        version=language.text(say("Version")),
        contents=language.text(say("Contents")),
        text=language.text(say("Contract text")),
        page=language.text(say("Page")),
        of=language.text(say("of", "pages")),
        annex=language.text(say("Annex")),
        annex_text=language.text(say("The contract text")),
        annex_text_says=language.text(
            say(
                "This specification was made from the text below, which is the contract: its "
                "lines are numbered here, and its digest is {digest}. Any change to the text "
                "changes the digest.",
                digest=digest,
            )
        ),
        annex_places=language.text(say("Where each clause comes from")),
        annex_places_say=language.text(
            say(
                "Each clause of the contract text, with the line it begins on and the clause of "
                "this specification that puts it into words."
            )
        ),
        annex_questions=language.text(say("Questions still open")),
        skip=language.text(say("Skip to the specification")),
    )
