"""Puts standard clauses, and the contract's own prose, into their places in a specification."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from ocdsl.model.contract import Contract
from ocdsl.rules.wording.clauses import (
    Gap,
    Group,
    Kept,
    Paragraph,
    Ref,
    Section,
    Table,
    Titled,
    Words,
    aside,
)
from ocdsl.rules.wording.standard.catalogue import StandardClause, Topic
from ocdsl.rules.wording.standard.catalogue import catalogue as shipped
from ocdsl.rules.wording.standard.facts import FACTS, section_of
from ocdsl.rules.wording.standard.questions import (
    OpenQuestion,
    applying,
    is_open,
    open_questions,
)
from ocdsl.rules.wording.standard.slots import Filling
from ocdsl.rules.wording.standard.tables import table_of

_PURPOSE = "section.purpose"


def arranged(sections: Sequence[Section], contract: Contract) -> tuple[Section, ...]:
    """The sections with every standard clause of the contract's model among them.

    A section of the contract that a clause speaks of moves there. Nothing else is changed.
    """
    filling = Filling(contract, shipped())
    arrangement = _Arrangement(filling, _prose(sections, contract))
    result = []
    for section in sections:
        result.append(arrangement.with_prose(section) if section.anchor == _PURPOSE else section)
        result += arrangement.topics_after(section.anchor.removeprefix("section."))
    return (*result, *arrangement.topics_after(""))


def _prose(sections: Sequence[Section], contract: Contract) -> dict[str, Group]:
    """The contract's own prose by the name of its section, as the document already words it."""
    body = next(section for section in sections if section.anchor == _PURPOSE).body
    groups = {part.anchor: part for part in body if isinstance(part, Group)}
    names = {aside("prose", section): section.name for section in contract.sections}
    if not groups and len(contract.sections) == 1:
        only = contract.sections[0]
        paragraphs = tuple(part for part in body if isinstance(part, Paragraph))
        return {
            only.name: Group((Titled(only.title, only.welsh),), aside("prose", only), paragraphs)
        }
    return {names[anchor]: group for anchor, group in groups.items()}


@frozen
class _Arrangement:
    filling: Filling
    prose: dict[str, Group]

    def topics_after(self, name: str) -> Iterator[Section]:
        """The topics that follow a section, each with its clauses."""
        for topic in self.filling.catalogue.topics:
            if topic.after == name and not topic.into:
                groups = tuple(self._groups(topic))
                if groups:
                    title = topic.title.words()
                    yield Section(title, f"section.{topic.name}", groups)

    def with_prose(self, section: Section) -> Section:
        """The section of the purpose: its own clauses, then what has no place elsewhere."""
        catalogue, name = self.filling.catalogue, section.anchor.removeprefix("section.")
        topic = next(each for each in catalogue.topics if each.into == name)
        here = [g for n, g in self.prose.items() if n not in self._placed()]
        return evolve(section, title=topic.title.words(), body=(*self._groups(topic), *here))

    def _placed(self) -> frozenset[str]:
        clauses = applying(self.filling.contract, self.filling.catalogue)
        return frozenset(clause.section for clause in clauses)

    def _groups(self, topic: Topic) -> Iterator[Group]:
        applies = applying(self.filling.contract, self.filling.catalogue)
        for clause in topic.clauses:
            if clause in applies:
                yield self._group(clause)

    def _group(self, clause: StandardClause) -> Group:
        own = section_of(self.filling.contract, clause.section) if clause.section else None
        paragraphs = tuple(self._paragraphs(clause))
        if own is None:
            return Group(clause.title.words(), clause.anchor, paragraphs)
        # In Welsh the standard heading is better than one that the contract has in English alone.
        title = (Titled(own.title, own.welsh or clause.title.cy),)
        there = self.prose[own.name]
        return evolve(there, title=title, paragraphs=(*paragraphs, *there.paragraphs))

    def _paragraphs(self, clause: StandardClause) -> Iterator[Paragraph]:
        """What the clause says itself, and the mark of its question where that is open."""
        filling = self.filling
        unmet = clause.needs and not FACTS[clause.needs](filling.contract)
        texts = () if unmet else (filling.filled(text) for text in clause.text)
        said = [Paragraph(words) for words in texts if words is not None]
        if said and clause.grid is not None:
            said[-1] = evolve(said[-1], table=table_of(clause.grid, filling))
        yield from said
        if clause.question and is_open(clause, filling.contract, filling.catalogue):
            mark = filling.catalogue.words["to-be-completed"]
            yield Paragraph((Gap(mark.words(question=clause.question.words())),))


def last_page(contract: Contract) -> Paragraph:
    """Every question still open, with its clause, what answers it, and who asks for it."""
    filling = Filling(contract, shipped())
    found = open_questions(contract, filling.catalogue)
    if not found:
        return Paragraph(filling.words("none-open"))
    names = ("clause", "question", "answer-with", "asked-by")
    heads = tuple(filling.words(name) for name in names)
    rows = tuple(_row(each, filling) for each in found)
    return Paragraph(filling.words("some-open"), table=Table(heads, rows, (2, 8, 4, 5)))


def _row(each: OpenQuestion, filling: Filling) -> tuple[Words, ...]:
    clause = (Ref(filling.anchor(each.clause.id)),)
    document = filling.catalogue.documents[each.clause.source].title.words()
    part = each.clause.part
    source = filling.catalogue.words["part"].words(document=document, part=part) if part else None
    return clause, each.question.words(), (Kept(each.clause.write, "answer"),), source or document
