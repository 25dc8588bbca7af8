"""Text as Word runs: every character kept, terms in their own style, numbers as live references."""

from __future__ import annotations

from collections.abc import Callable
from xml.sax.saxutils import escape

from markupsafe import Markup

from ocdsl.rules.wording.clauses import Foreign, Gap, Piece, Ref, Term, Words

TERM_STYLE, GAP_STYLE = "DefinedTerm", "ToBeCompleted"

# The template engine rewrites some pairs of braces in what it has rendered; as references to
# characters they are out of its reach. Control characters cannot stand in XML at all.
_KEPT = {"{": "&#123;", "}": "&#125;", "\t": " ", "\n": " ", "\r": " "}
_NO_XML = {chr(c): "\ufffd" for c in range(32) if c not in (9, 10, 13)} | {
    "\ufffe": "\ufffd",
    "\uffff": "\ufffd",
}


def safe(text: str) -> str:
    """The text as it may stand in XML, with nothing lost."""
    return escape(text, _KEPT | _NO_XML | {'"': "&quot;"})


def finalize(value: object) -> object:
    """What the template engine puts in the place of a value: text made safe, or XML as it is."""
    return (
        Markup(safe(value)) if isinstance(value, str) and not hasattr(value, "__html__") else value
    )


def run(text: str, style: str = "", language: str = "") -> str:
    """A run of text, in a character style and a language where they are given."""
    properties = f'<w:rStyle w:val="{style}"/>' if style else ""
    properties += f'<w:lang w:val="{language}"/>' if language else ""
    properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{safe(text)}</w:t></w:r>'


def field(instruction: str, shown: str) -> str:
    """A Word field and the text it shows until somebody updates it."""
    return (
        _mark("begin")
        + f'<w:r><w:instrText xml:space="preserve"> {safe(instruction)} </w:instrText></w:r>'
        + _mark("separate")
        + run(shown)
        + _mark("end")
    )


def field_opened(instruction: str) -> str:
    """The start of a field whose text is in several paragraphs."""
    code = f'<w:r><w:instrText xml:space="preserve"> {safe(instruction)} </w:instrText></w:r>'
    return _mark("begin") + code + _mark("separate")


def field_closed() -> str:
    """The end of such a field."""
    return _mark("end")


def _mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def link(bookmark: str, inside: str) -> str:
    """Runs that lead to a bookmark of the same document."""
    return f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{inside}</w:hyperlink>'


def tab() -> str:
    """A tab."""
    return "<w:r><w:tab/></w:r>"


def bookmarked(names: list[tuple[int, str]], inside: str) -> str:
    """Runs within bookmarks: pairs of a number used nowhere else, and a name."""
    starts = "".join(f'<w:bookmarkStart w:id="{n}" w:name="{name}"/>' for n, name in names)
    ends = "".join(f'<w:bookmarkEnd w:id="{n}"/>' for n, _ in reversed(names))
    return starts + inside + ends


def runs(words: Words, reference: Callable[[str], str]) -> Markup:
    """The runs of a sentence; `reference` gives the XML that shows an anchor's number."""
    return Markup("".join(_run(piece, reference) for piece in words))


def _run(piece: Piece, reference: Callable[[str], str]) -> str:
    if isinstance(piece, Ref):
        return reference(piece.to)
    if isinstance(piece, Term):
        return run(piece.text, TERM_STYLE, piece.language)
    if isinstance(piece, Gap):
        return run(piece.text, GAP_STYLE)
    if isinstance(piece, Foreign):
        return run(piece.text, language=piece.language) if piece.text else ""
    assert isinstance(piece, str), f"{piece} has not been said in any language"
    return run(piece)
