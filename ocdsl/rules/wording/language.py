"""How a language says a tree of clauses: what every language does alike, and what each gives."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from attrs import evolve

from ocdsl.rules.wording.clauses import (
    Count,
    Date,
    Elsewhere,
    Foreign,
    Gap,
    Group,
    Kept,
    Listed,
    Paragraph,
    Piece,
    Said,
    Section,
    Table,
    Term,
    Titled,
    Words,
    joined,
    places_of,
    plain,
)

Change = Callable[[Words], Words]
"""What a pattern asks to be done to a part, such as a capital at its start."""


class Language(ABC):
    """A language that a specification can be written in."""

    code: ClassVar[str]
    """As it is asked for: `en`, `cy`."""
    tag: ClassVar[str]
    """As Word and PDF name it: `en-GB`, `cy-GB`."""
    of_contracts: ClassVar[str] = ""
    """The language of a contract's own words, as Word names it, where that is not this one."""
    changes: ClassVar[Mapping[str, Change]]
    """By what stands after the colon in a pattern's place: a word, or letters each of which is
    one: `{days:day}`, `{who:s^}`."""

    # ---- what a language gives

    @abstractmethod
    def pattern(self, said: Said) -> str:
        """The sentence in this language. Raises LookupError where it has none."""

    @abstractmethod
    def date(self, day: int) -> str:
        """A day of the calendar: `1 April 2026`."""

    @abstractmethod
    def count(self, number: int, noun: str) -> str:
        """A number of things: `8 weeks`. Raises LookupError for a noun it does not know."""

    @abstractmethod
    def listed(self, items: Sequence[Words], joint: str) -> Words:
        """`A`, `A and B`, `A, B and C`."""

    @abstractmethod
    def title(self, text: str, welsh: str) -> tuple[str, str]:
        """Which title of a block is shown, and its language where that is not this one."""

    @abstractmethod
    def elsewhere(self, text: str, welsh: str) -> Foreign:
        """The title that this language does not show; empty where there is none."""

    @abstractmethod
    def of_the_contract(self, text: str) -> Piece:
        """Plain text of the tree: the contract's own words, or a figure."""

    @property
    def awaits_review(self) -> bool:
        """Whether no human reviewer has read its sentences yet; the cover then says so."""
        return False

    def meet(self, before: str, part: Words) -> tuple[str, Words]:
        """The end of a sentence and the part that follows it, as they sound together."""
        return before, part

    # ---- what follows

    def words(self, words: Words) -> Words:
        """The words in this language: plain texts, terms, references, and other languages'."""
        return joined([piece for each in words for piece in self._said(each)])

    def text(self, words: Words) -> str:
        """The words in this language as plain text."""
        return plain(self.words(words))

    def section(self, section: Section) -> Section:
        """A section with all its clauses in this language."""
        body: list[Paragraph | Group] = []
        for part in section.body:
            body += [self._group(part)] if isinstance(part, Group) else self._paragraphs(part)
        return Section(self.words(section.title), section.anchor, tuple(body))

    def _group(self, group: Group) -> Group:
        paragraphs = tuple(p for each in group.paragraphs for p in self._paragraphs(each))
        return Group(self.words(group.title), group.anchor, paragraphs)

    def _paragraphs(self, paragraph: Paragraph) -> tuple[Paragraph, ...]:
        if paragraph.drawn is not None:
            return tuple(self.paragraph(each) for each in paragraph.drawn(self))
        return (self.paragraph(paragraph),)

    def paragraph(self, paragraph: Paragraph) -> Paragraph:
        """A clause in this language."""
        return evolve(
            paragraph,
            text=self.words(paragraph.text),
            items=tuple(self.words(item) for item in paragraph.items),
            table=paragraph.table and self.table(paragraph.table),
        )

    def table(self, table: Table) -> Table:
        """A table in this language."""
        headings = tuple(self.words(heading) for heading in table.headings)
        rows = tuple(tuple(self.words(cell) for cell in row) for row in table.rows)
        if table.alphabetic:
            rows = tuple(sorted(rows, key=lambda row: plain(row[0]).lower()))
        return evolve(table, headings=headings, rows=rows)

    def _said(self, piece: Piece) -> Words:
        if isinstance(piece, Said):
            return self._filled(piece)
        if isinstance(piece, Kept):
            return self._kept(piece)
        if isinstance(piece, Listed):
            return self.listed([self.words(item) for item in piece.items], piece.joint)
        return (self._one(piece),) if piece else ()

    def _one(self, piece: Piece) -> Piece:
        """What becomes one piece again."""
        said = piece
        match piece:
            case str():
                said = self.of_the_contract(piece)
            case Date(day):
                said = self.date(day)
            case Count(number, noun):
                said = self.count(number, noun)
            case Term(text, name, welsh):
                shown, language = self.title(text, welsh)
                said = Term(shown, name, language=language)
            case Titled(text, welsh):
                shown, language = self.title(text, welsh)
                said = Foreign(shown, language) if language else shown
            case Gap(words):
                said = Gap(self.words(words))
            case Elsewhere(text, welsh):
                said = self.elsewhere(text, welsh)
        return said

    def _kept(self, kept: Kept) -> Words:
        said = Said(kept.pattern or kept.text, kept.parts, kept.context)
        try:
            return self._filled(said) if kept.parts else (self.pattern(said),)
        except LookupError:
            return (self.of_the_contract(kept.text),)

    def _filled(self, said: Said) -> Words:
        """The sentence with each part, said in this language, in its place."""
        parts, pieces = dict(said.parts), list[Piece]()
        for literal, name, spec in places_of(self.pattern(said)):
            before, part = literal, Words()
            if name:
                part = self.words(parts[name])
                for asked in [spec] if spec in self.changes else spec:
                    part = self.changes[asked](part)
                before, part = self.meet(literal, part)
            pieces += [before, *part]
        return joined(pieces)
