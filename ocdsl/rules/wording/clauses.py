"""A specification as a small tree of clauses that any generator can render, in any language.

A sentence of ours is `Said`: a pattern in English and what stands in its places. A language
(`ocdsl.rules.wording.languages`) turns it into text. What is plain text in the tree is the
contract's own, or a figure. Each paragraph names the clauses of the contract that it puts into
words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from string import Formatter
from typing import TYPE_CHECKING, Literal

from attrs import field, frozen

from ocdsl.drawing.shapes import Drawing
from ocdsl.model.contract import Block, Clause
from ocdsl.model.register import Chart

if TYPE_CHECKING:
    from ocdsl.rules.wording.language import Language


@frozen
class Term:
    """A defined thing, shown by its title; `name` is its name in the contract's text."""

    text: str
    name: str
    welsh: str = ""
    """The title that the contract gives it in Welsh; empty where it gives none."""
    language: str = ""
    """Its language, such as `en-GB`, where that is not the document's."""


@frozen
class Titled:
    """The title of a block as plain words, such as a heading, and in Welsh where there is one."""

    text: str
    welsh: str = ""


@frozen
class Elsewhere:
    """The title of a block in the other language: in Welsh where the document is in English."""

    text: str
    welsh: str


@frozen
class Ref:
    """The number of another clause, such as `6.2`; the renderer knows it. `to` is an anchor."""

    to: str


@frozen
class Foreign:
    """Words in another language than the document's, such as a title in Welsh (`cy-GB`)."""

    text: str
    language: str


@frozen
class Said:
    """A sentence or a phrase of ours, which each language says in its own way.

    `pattern` is the English; `{name}` stands for a part. `context` tells apart what English says
    alike and other languages do not.
    """

    pattern: str
    parts: tuple[tuple[str, Words], ...] = ()
    context: str = ""
    welsh: str = ""
    """The same in Welsh, where it was written beside the English; else the catalogue has it."""


@frozen
class Kept:
    """A sentence of ours that a file has kept, such as the name of a risk in a register.

    Said in a language that has it, else as it is: the file may be of another version.
    """

    text: str
    context: str
    pattern: str = ""
    """What the text was made of, with `parts` in its places; the text itself when empty."""
    parts: tuple[tuple[str, Words], ...] = ()


@frozen
class Date:
    """A day of the calendar, by its ordinal."""

    day: int


@frozen
class Count:
    """A number of things: `8 weeks`. `noun` is the English singular."""

    number: int
    noun: str


@frozen
class Listed:
    """Several things, the last after `and` or `or`."""

    items: tuple[Words, ...]
    joint: Literal["and", "or"] = "and"


@frozen
class Gap:
    """Words that mark what somebody has still to write, such as `[To be completed: …]`."""

    words: Words

    @property
    def text(self) -> str:
        """The words as plain text."""
        return plain(self.words)


Piece = (
    str | Term | Titled | Elsewhere | Ref | Foreign | Gap | Said | Kept | Date | Count | Listed
)  # fmt: skip
Words = tuple[Piece, ...]


def as_words(text: str | Words) -> Words:
    """The words as they are; plain text as words."""
    return (text,) if isinstance(text, str) else text


def _headings(texts: tuple[str | Words, ...]) -> tuple[Words, ...]:
    return tuple(as_words(text) for text in texts)


@frozen
class Table:
    """A table with a heading row. `widths` are proportions; the columns in `right` align right."""

    headings: tuple[Words, ...] = field(converter=_headings)
    rows: tuple[tuple[Words, ...], ...]
    widths: tuple[int, ...]
    right: frozenset[int] = frozenset()
    small: bool = False
    """Whether it is set in small type, from one side of the page to the other."""
    tall: bool = False
    """Whether its rows leave room to write in by hand."""
    alphabetic: bool = False
    """Whether its rows stand in the order of their first cells, in whichever language."""


PICTURE_WIDTH = 8_280
"""Of a picture, in twentieths of a point: it stands under the text of a clause."""


@frozen
class Figure:
    """A picture and its caption, `Figure 3. How the service is meant to help`.

    Renderers count the figures of a document; `label` is what they call them. A `Ref` to the
    anchor shows label and number.
    """

    anchor: str
    label: str
    caption: str
    alternative: str
    """What the picture shows, in sentences, for whoever cannot see it."""
    picture: Drawing | Chart


@frozen
class Paragraph:
    """A numbered clause: its sentences, lettered items below them, a table, a picture after those.

    `clauses` are the clauses of the contract it words; a `note` is printed without a number.
    """

    text: Words
    clauses: tuple[Clause, ...] = ()
    items: tuple[Words, ...] = ()
    table: Table | None = None
    note: bool = False
    figure: Figure | None = None
    drawn: Callable[[Language], tuple[Paragraph, ...]] | None = None
    """What makes the clauses that stand here, where a picture is drawn around its words."""


@frozen
class Group:
    """A numbered heading within a section, such as one payment, and the clauses below it."""

    title: Words = field(converter=as_words)
    anchor: str
    paragraphs: tuple[Paragraph, ...]


@frozen
class Section:
    """A main section: clauses, groups of clauses, or both."""

    title: Words = field(converter=as_words)
    anchor: str
    body: tuple[Paragraph | Group, ...]

    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph of the section, in order."""
        for part in self.body:
            yield from part.paragraphs if isinstance(part, Group) else (part,)


def say(pattern: str, context: str = "", /, **parts: Piece | Words) -> Words:
    """A sentence from its pattern: each `{name}` gives way to that part. Raises KeyError."""
    return (Said(pattern, _placed(pattern, parts), context),)


def say_in_both(english: str, welsh: str, /, **parts: Piece | Words) -> Words:
    """A sentence whose Welsh was written beside its English. Raises KeyError."""
    return (Said(english, _placed(english + welsh, parts), welsh=welsh),)


def _placed(pattern: str, parts: dict[str, Piece | Words]) -> tuple[tuple[str, Words], ...]:
    for _, name, _ in places_of(pattern):
        if name and name not in parts:
            raise KeyError(name)
    return tuple((n, p if isinstance(p, tuple) else (p,)) for n, p in parts.items())


@lru_cache(maxsize=4096)
def places_of(pattern: str) -> tuple[tuple[str, str, str], ...]:
    """The pattern in pieces: plain text, the part after it, and what is done to that part."""
    return tuple(
        (literal, name or "", spec or "") for literal, name, spec, _ in Formatter().parse(pattern)
    )


def joined(pieces: list[Piece] | Words) -> Words:
    """The pieces with neighbouring plain texts made one."""
    result: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and result and isinstance(result[-1], str):
            result[-1] += piece
        elif piece != "":
            result.append(piece)
    return tuple(result)


def plain(words: Words) -> str:
    """Words that a language has said, as plain text; a reference shows its anchor in brackets."""
    return "".join(
        w if isinstance(w, str) else f"[{w.to}]" if isinstance(w, Ref) else _text(w) for w in words
    )


def _text(piece: Piece) -> str:
    assert isinstance(piece, Term | Foreign | Gap), f"{piece} has not been said in any language"
    return piece.text


ASIDE = frozenset(("prose", "logic-model", "suitability", "assume", "use", "example", "accept"))
"""Kinds of blocks whose names are apart from those of the rules, which may have the same."""


def aside(kind: str, block: Block) -> str:
    """The anchor of a block of such a kind: `prose.assessment`."""
    return f"{kind}.{block.clause.identity}"


def clauses_of(block: Block, *keywords: str) -> tuple[Clause, ...]:
    """Those of the block's clauses that it has, by their first words; the block itself for ``."""
    found = (block.clause if not word else block.clauses.get(word) for word in keywords)
    return tuple(clause for clause in found if clause is not None)
