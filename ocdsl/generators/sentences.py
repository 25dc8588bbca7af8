"""The specification's clauses as plain sentences, for what is made beside the Word document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define, field

from ocdsl.generators.specification.flow import Flow
from ocdsl.model.contract import Contract
from ocdsl.rules.graph import Graph
from ocdsl.rules.wording.clauses import Group, Paragraph, Ref, Section, Words, plain
from ocdsl.rules.wording.english import sections
from ocdsl.rules.wording.languages import ENGLISH
from ocdsl.rules.wording.standard import arranged


@define
class Sentences:
    """The sections of a contract's specification, and the number of each of their clauses."""

    sections: Sequence[Section]
    _numbers: dict[str, str] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._numbers = Flow(self.sections).numbers.numbers

    @staticmethod
    def of(contract: Contract, graph: Graph) -> Sentences:
        """Those of a contract."""
        found = arranged(sections(contract, graph), contract)
        return Sentences([ENGLISH.section(section) for section in found])

    def section(self, anchor: str) -> Section | None:
        """The section of that anchor, or None where the contract has none."""
        return next((s for s in self.sections if s.anchor == anchor), None)

    def groups(self, section: str) -> Iterator[Group]:
        """The groups of a section, such as the payments."""
        found = self.section(section)
        yield from (part for part in (found.body if found else ()) if isinstance(part, Group))

    def number(self, anchor: str) -> str:
        """The number of a clause or a heading; empty for one that has none."""
        return self._numbers.get(anchor, "")

    def text(self, words: Words) -> str:
        """A sentence with the numbers of the clauses that it refers to."""
        return "".join(
            self.number(piece.to) if isinstance(piece, Ref) else plain((piece,)) for piece in words
        )

    def lines(self, paragraph: Paragraph) -> Iterator[str]:
        """A clause, its lettered items, and the rows of its table, a line each.

        What only points to a picture has none: the picture stays in the document.
        """
        if paragraph.figure is not None:
            return
        yield self.text(paragraph.text)
        for n, item in enumerate(paragraph.items):
            yield f"({chr(ord('a') + n)}) {self.text(item)}"
        if paragraph.table is not None:
            yield " | ".join(self.text(head) for head in paragraph.table.headings)
            for row in paragraph.table.rows:
                yield " | ".join(self.text(cell) for cell in row)

    def all_of(self, group: Group) -> str:
        """A group's clauses as running text."""
        return " ".join(line for part in group.paragraphs for line in self.lines(part))
