"""The tree of clauses as a flow of paragraphs and tables, each with its bookmark.

Word gives the numbers. They are counted here as well, so that references and the contents show
the right number before Word has updated anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from attrs import define, field, frozen
from markupsafe import Markup

from ocdsl.generators.specification import runs as r
from ocdsl.generators.specification.figures import caption_number, caption_xml, picture_xml
from ocdsl.generators.specification.page import INDENT
from ocdsl.generators.specification.setting import PLAIN_SETTING, Setting
from ocdsl.generators.specification.tables import table_xml
from ocdsl.model.contract import Clause
from ocdsl.model.register import Chart
from ocdsl.rules.wording.clauses import ASIDE, Figure, Group, Paragraph, Section, Words

LONGEST_BOOKMARK = 40


@frozen
class Flowing:
    """One paragraph or table. `kind` picks the template's paragraph: `section`, `group`, `clause`
    and `subclause` (second and third level), `item`, `note`, `table`, `after-table`."""

    kind: str
    xml: Markup = field(factory=Markup)


@frozen
class Entry:
    """One line of the contents."""

    level: int
    xml: Markup


@frozen
class Place:
    """Where a clause of the contract stands in the document."""

    identity: str
    line: int
    anchor: str


@define
class Numbers:
    """The number and the bookmark of every anchor, counted as Word counts them."""

    numbers: dict[str, str] = field(factory=dict)
    bookmarks: dict[str, str] = field(factory=dict)
    figures: dict[str, int] = field(factory=dict)
    """The pictures by their anchors, counted through the document from 1."""
    _counts: list[int] = field(factory=lambda: [0, 0, 0])

    def count(self, level: int, anchors: Iterable[str]) -> str:
        """The next number at a level (0 is a section); the anchors not yet taken stand for it."""
        self._counts[level] += 1
        self._counts[level + 1 :] = [0] * (2 - level)
        number = ".".join(str(n) for n in self._counts[: level + 1])
        for anchor in anchors:
            if anchor not in self.numbers:
                self.numbers[anchor] = number
                self.bookmarks[anchor] = self._name(anchor)
        return number

    def count_figure(self, figure: Figure) -> None:
        """The next picture: its number is its label's, `Figure 3`."""
        number = len(self.figures) + 1
        self.figures[figure.anchor] = number
        self.numbers[figure.anchor] = f"{figure.label} {number}"
        self.bookmarks[figure.anchor] = self._name(figure.anchor)

    def _name(self, anchor: str) -> str:
        """A name Word allows: letters, digits and underlines, at most 40, none twice."""
        plain = "c_" + re.sub(r"[^A-Za-z0-9]+", "_", anchor)
        name, copy = plain[:LONGEST_BOOKMARK], 2
        while name in self.bookmarks.values():
            end = f"_{copy}"
            name, copy = plain[: LONGEST_BOOKMARK - len(end)] + end, copy + 1
        return name

    def reference(self, anchor: str) -> str:
        """A live reference that shows the anchor's number. Raises KeyError for an unknown one."""
        shown = "" if anchor in self.figures else "\\n "
        return r.field(f"REF {self.bookmarks[anchor]} {shown}\\h", self.numbers[anchor])

    def bookmarked(self, anchors: Iterable[str], inside: str) -> Markup:
        """Runs within the bookmarks of these anchors."""
        order = list(self.bookmarks)
        names = [(order.index(a) + 1, self.bookmarks[a]) for a in anchors]
        return Markup(r.bookmarked(names, inside))


@define
class Flow:
    """Makes the flow of a document's sections, the lines of its contents, and where clauses are."""

    sections: Sequence[Section]
    setting: Setting = PLAIN_SETTING
    numbers: Numbers = field(factory=Numbers)
    places: list[Place] = field(factory=list)
    charts: list[tuple[int, Chart]] = field(factory=list)
    """The charts, each with the number of its picture, once the blocks have been made."""
    _titled: set[str] = field(factory=set)
    """Anchors of headings: a block is found at its heading, whatever else speaks of it."""
    _mine: dict[int, tuple[str, ...]] = field(factory=dict)
    _own_numbers: dict[int, str] = field(factory=dict)
    _headings: list[tuple[int, str, Words]] = field(factory=list)

    def __attrs_post_init__(self) -> None:
        """Numbers come first: a sentence may refer to a clause that follows it."""
        parts = [part for section in self.sections for part in section.body]
        self._titled = {part.anchor for part in parts if isinstance(part, Group)}
        for section in self.sections:
            self._count(0, section.anchor, section.title)
            for part in section.body:
                if isinstance(part, Group):
                    self._count(1, part.anchor, part.title)
                    for paragraph in part.paragraphs:
                        self._count_clause(2, paragraph, part.anchor)
                else:
                    self._count_clause(1, part, section.anchor)

    def _count(self, level: int, anchor: str, title: Words) -> None:
        self.numbers.count(level, (anchor,))
        self._headings.append((level + 1, anchor, title))

    def _count_clause(self, level: int, paragraph: Paragraph, under: str) -> None:
        if paragraph.figure is not None:
            self.numbers.count_figure(paragraph.figure)
        if paragraph.note:
            return
        wanted = dict.fromkeys(_anchor(c, under) for c in paragraph.clauses)
        taken = self._titled | self.numbers.numbers.keys()
        mine = tuple(a for a in wanted if a not in taken)
        self._own_numbers[id(paragraph)] = self.numbers.count(level, mine)
        self._mine[id(paragraph)] = mine
        for clause in paragraph.clauses:
            self.places.append(Place(clause.identity, clause.line, _anchor(clause, under)))

    def number(self, paragraph: Paragraph) -> str:
        """The number of a clause of the sections: `6.2.1`. Raises KeyError for a note."""
        return self._own_numbers[id(paragraph)]

    def mine(self, paragraph: Paragraph) -> tuple[str, ...]:
        """The anchors that stand at a clause. Raises KeyError for a note."""
        return self._mine[id(paragraph)]

    def headings(
        self, annexes: Iterable[tuple[str, str, str]]
    ) -> Iterator[tuple[int, str, str, Words]]:
        """Level, bookmark, number and title of each heading, the annexes' at level 3."""
        for level, anchor, title in self._headings:
            yield level, self.numbers.bookmarks[anchor], self.numbers.numbers[anchor], title
        for bookmark, label, title_of_annex in annexes:
            yield 3, bookmark, label, (title_of_annex,)

    # ---- what the template shows

    def blocks(self) -> Iterator[Flowing]:
        """Every paragraph and table, in order."""
        for section in self.sections:
            yield self._heading("section", section.anchor, section.title)
            for part in section.body:
                if isinstance(part, Group):
                    yield self._heading("group", part.anchor, part.title)
                    for paragraph in part.paragraphs:
                        yield from self._clause("subclause", paragraph)
                else:
                    yield from self._clause("clause", part)

    def _heading(self, kind: str, anchor: str, title: Words) -> Flowing:
        return Flowing(kind, self.numbers.bookmarked((anchor,), str(self._runs(title))))

    def _clause(self, kind: str, paragraph: Paragraph) -> Iterator[Flowing]:
        if paragraph.note:
            yield Flowing("note", self._runs(paragraph.text))
            return
        leads = bool(paragraph.items or paragraph.table or paragraph.figure)
        inside = self.numbers.bookmarked(self.mine(paragraph), str(self._runs(paragraph.text)))
        yield Flowing(f"{kind}-kept" if leads else kind, inside)
        last = len(paragraph.items) - 1
        for n, item in enumerate(paragraph.items):
            # Neither the first item nor the last stands on a page without the one beside it.
            kept = n < last and n in (0, last - 1)
            yield Flowing("item-kept" if kept else "item", self._runs(item))
        if paragraph.table is not None:
            small = paragraph.table.small
            indent = 0 if small else INDENT
            made = table_xml(paragraph.table, self.numbers.reference, self.setting, indent, small)
            yield Flowing("table", made)
            yield Flowing("after-table")
        if paragraph.figure is not None:
            yield from self._figure(paragraph.figure)

    def _figure(self, figure: Figure) -> Iterator[Flowing]:
        """The picture, on one page with its caption below it."""
        number = self.numbers.figures[figure.anchor]
        if isinstance(figure.picture, Chart):
            self.charts.append((number, figure.picture))
        yield Flowing("table", picture_xml(figure, number, self.setting))
        bookmarked = self.numbers.bookmarked((figure.anchor,), caption_number(figure, number))
        yield Flowing("table", caption_xml(bookmarked, figure.caption))

    def _runs(self, words: Words) -> Markup:
        return r.runs(words, self.numbers.reference)

    def contents(self, annexes: Sequence[tuple[str, str, str]]) -> list[Entry]:
        """The lines of the contents; annexes are triples of bookmark, label and title."""
        lines = list(self.headings(annexes))
        made = [
            r.link(bookmark, r.run(number) + r.tab() + str(self._runs(title)))
            for _, bookmark, number, title in lines
        ]
        made[0] = r.field_opened(CONTENTS_FIELD) + made[0]
        made[-1] += r.field_closed()
        levels = (level for level, _, _, _ in lines)
        return [Entry(level, Markup(xml)) for level, xml in zip(levels, made, strict=True)]


def _anchor(clause: Clause, under: str) -> str:
    """The anchor of a clause under a heading: apart where a rule may have the same name."""
    kind, _, name = under.partition(".")
    if under == _ACCEPTED:
        kind, name = "accept", clause.block
    own = kind in ASIDE and name == clause.block
    return f"{kind}.{clause.identity}" if own else clause.identity


_ACCEPTED = "section.findings"
"""The section of what has been accepted, whose clauses are all of `accept` blocks."""

# Headings of two levels and the annexes, as links and without page numbers: those depend on the
# machine that lays the pages out, and a wrong one is worse than none.
CONTENTS_FIELD = 'TOC \\o "1-2" \\h \\z \\n \\t "Annex Heading,3"'
