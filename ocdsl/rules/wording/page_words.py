"""The words of the page itself, which no contract says: of the cover, the header and the annexes.

Each language of the wording has one set of them.
"""

from __future__ import annotations

from attrs import frozen


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
    """With `{digest}` where the digest of the text stands."""
    annex_places: str
    annex_places_say: str
    annex_questions: str
    skip: str
    """The link of a web page past its cover and contents."""


ENGLISH = PageWords(
    language="en-GB",
    kind="Service specification and payment rules",
    short_kind="Service specification",
    version="Version",
    contents="Contents",
    text="Contract text",
    page="Page",
    of="of",
    annex="Annex",
    annex_text="The contract text",
    annex_text_says="This specification was made from the text below, which is the contract: its "
    "lines are numbered here, and its digest is {digest}. Any change to the text changes the "
    "digest.",
    annex_places="Where each clause comes from",
    annex_places_say="Each clause of the contract text, with the line it begins on and the clause "
    "of this specification that puts it into words.",
    annex_questions="Questions still open",
    skip="Skip to the specification",
)
