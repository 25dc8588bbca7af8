"""A specification as a small tree of clauses that any generator can render, in any language.

Nothing here is English: a language module fills the tree from the checked model and the rules
graph. Each paragraph names the clauses of the contract that it puts into words.
"""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter

from attrs import frozen

from ocdsl.drawing.shapes import Drawing
from ocdsl.model.contract import Block, Clause
from ocdsl.model.register import Chart


@frozen
class Term:
    """A defined thing, shown by its title; `name` is its name in the contract's text."""

    text: str
    name: str


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
class Gap:
    """Words that mark what somebody has still to write, such as `[To be completed: …]`."""

    words: Words

    @property
    def text(self) -> str:
        """The words as plain text."""
        return plain(self.words)


Piece = str | Term | Ref | Foreign | Gap
Words = tuple[Piece, ...]


@frozen
class Table:
    """A table with a heading row. `widths` are proportions; the columns in `right` align right."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]
    widths: tuple[int, ...]
    right: frozenset[int] = frozenset()
    small: bool = False
    """Whether it is set in small type, from one side of the page to the other."""
    tall: bool = False
    """Whether its rows leave room to write in by hand."""


PICTURE_WIDTH = 8_460
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


@frozen
class Group:
    """A numbered heading within a section, such as one payment, and the clauses below it."""

    title: str
    anchor: str
    paragraphs: tuple[Paragraph, ...]


@frozen
class Section:
    """A main section: clauses, groups of clauses, or both."""

    title: str
    anchor: str
    body: tuple[Paragraph | Group, ...]

    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph of the section, in order."""
        for part in self.body:
            yield from part.paragraphs if isinstance(part, Group) else (part,)


def say(pattern: str, **parts: Piece | Words) -> Words:
    """A sentence from its pattern: each `{name}` gives way to that part. Raises KeyError."""
    pieces: list[Piece] = []
    for literal, name, _, _ in Formatter().parse(pattern):
        if literal:
            pieces.append(literal)
        if name:
            part = parts[name]
            pieces.extend(part if isinstance(part, tuple) else (part,))
    return joined(pieces)


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
    """The words as plain text; a reference shows its anchor in square brackets."""
    return "".join(
        w if isinstance(w, str) else f"[{w.to}]" if isinstance(w, Ref) else w.text for w in words
    )


def clauses_of(block: Block, *keywords: str) -> tuple[Clause, ...]:
    """Those of the block's clauses that it has, by their first words; the block itself for ``."""
    found = (block.clause if not word else block.clauses.get(word) for word in keywords)
    return tuple(clause for clause in found if clause is not None)
