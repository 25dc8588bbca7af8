"""The catalogue of standard clauses, as it is kept in `specs/clauses.json`.

It is made from the files of `specs/clauses` by `clause_files.py`, which holds them to its rules.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from attrs import frozen

from ocdsl.base.resources import folder
from ocdsl.rules.wording.clauses import Piece, Words, say_in_both

KEPT = "clauses.json"
MODELS: Mapping[str, str] = {
    "standards": "standards",
    "rewards": "reward for individual outcomes",
    "population": "population accountability",
}
"""The commissioning models, by the names that clause files use and by those of the language."""


@frozen
class Text:
    """The same words in English and in Welsh. `{names}` in them are filled from the contract."""

    en: str
    cy: str

    def words(self, **parts: Piece | Words) -> Words:
        """Them with their names filled, to be said in either language. Raises KeyError."""
        return say_in_both(self.en, self.cy, **parts)


@frozen
class Law:
    """An Act, a measure or regulations, or a body or scheme that has given way to another."""

    title: Text
    cite: Text | None
    """How it is cited, such as `2014 anaw 4`; None for what is no legislation."""
    about: Text
    replaced_by: str
    """The law that has taken its place, by its id; empty while it is in force."""
    since: str
    """The day on which that happened, such as `2025-02-24`; empty where it had no one day."""

    def texts(self) -> Iterator[Text]:
        """Everything that a document may show of it."""
        yield from (self.title, *((self.cite,) if self.cite else ()), self.about)


@frozen
class Document:
    """A document that asks for what a clause says."""

    title: Text
    """How the specification names it."""
    whole: str
    """Its author, whole title and date."""


@frozen
class Grid:
    """A table of fixed rows, whose cells may have `{names}` to be filled."""

    heads: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    widths: tuple[int, ...]
    made: str
    """What adds rows from the contract, one of `tables.TABLES`; empty for fixed rows only."""


@frozen
class StandardClause:
    """One clause. It stands in contracts of its `models` for which every fact of `when` holds."""

    id: str
    title: Text
    models: frozenset[str]
    when: tuple[str, ...]
    text: tuple[Text, ...]
    grid: Grid | None
    section: str
    """The section of the contract whose words belong here; empty when there is none."""
    needs: str
    """A fact that the contract's own blocks have to bring about, one of `facts.FACTS`, or none."""
    question: Text | None
    """What is still to be answered where the contract does not say it."""
    write: str
    """What to write in the contract to answer it."""
    requires: tuple[str, ...]
    """The requirements that it meets, such as `R-108`."""
    source: str
    """The document that asks for it, by its id."""
    part: str
    """The part of that document, such as `4`."""

    def texts(self) -> Iterator[Text]:
        """Everything that it says, its table and its question included."""
        yield from (self.title, *self.text, *((self.question,) if self.question else ()))
        if self.grid is not None:
            yield from self.grid.heads
            for row in self.grid.rows:
                yield from row

    @property
    def anchor(self) -> str:
        """Where it stands in the document, where the contract has no section for it."""
        return f"standard.{self.id}"


@frozen
class Topic:
    """The clauses of one file: a section of the specification."""

    name: str
    title: Text
    after: str
    """The section that it follows, by its anchor; empty for the end."""
    into: str
    """The section that it goes into, in place of being one of its own; empty for most."""
    clauses: tuple[StandardClause, ...]


@frozen
class Catalogue:
    """Every topic in the order of the files, and what their clauses name."""

    topics: tuple[Topic, ...]
    laws: Mapping[str, Law]
    documents: Mapping[str, Document]
    words: Mapping[str, Text]
    """Words that the tables and the last page need."""

    def clauses(self) -> Iterator[StandardClause]:
        """Every clause, in order."""
        for topic in self.topics:
            yield from topic.clauses

    @property
    def sections(self) -> frozenset[str]:
        """The sections of a contract that have their place at a clause."""
        return frozenset(clause.section for clause in self.clauses() if clause.section)

    def texts(self) -> Iterator[Text]:
        """Every text that a document may show."""
        for law in self.laws.values():
            yield from law.texts()
        yield from (document.title for document in self.documents.values())
        yield from self.words.values()
        for topic in self.topics:
            yield topic.title
            for clause in topic.clauses:
                yield from clause.texts()


@cache
def catalogue() -> Catalogue:
    """The catalogue that ships. Raises FileNotFoundError when it was installed without it."""
    return from_plain(json.loads((folder("specs") / KEPT).read_text(encoding="utf-8")))


def from_plain(data: Mapping[str, Any]) -> Catalogue:
    """A catalogue from plain data that `clause_files.py` has found right."""
    return Catalogue(
        tuple(_topic(each) for each in data["topics"]),
        {name: _law(each) for name, each in data["laws"].items()},
        {name: Document(_text(d["title"]), d["whole"]) for name, d in data["documents"].items()},
        {name: _text(each) for name, each in data["words"].items()},
    )


def _text(data: Mapping[str, str]) -> Text:
    return Text(data["en"].strip(), data["cy"].strip())


def _law(data: Mapping[str, Any]) -> Law:
    return Law(
        _text(data["title"]),
        _text(data["cite"]) if "cite" in data else None,
        _text(data["about"]),
        data.get("replaced_by", ""),
        str(data.get("since", "")),
    )


def _topic(data: Mapping[str, Any]) -> Topic:
    return Topic(
        data["topic"],
        _text(data["title"]),
        data.get("after", ""),
        data.get("into", ""),
        tuple(_clause(each) for each in data["clauses"]),
    )


def _clause(data: Mapping[str, Any]) -> StandardClause:
    section = data.get("section", "")
    question = data.get("question")
    return StandardClause(
        id=data["id"],
        title=_text(data["title"]),
        models=frozenset(MODELS[name] for name in data["models"]),
        when=tuple(data.get("when", ())),
        text=tuple(_text(each) for each in data.get("text", ())),
        grid=_grid(data["table"]) if "table" in data else None,
        section=section,
        needs=data.get("needs", ""),
        question=_text(question) if question else None,
        write=data.get("write", f"section {section}" if section else ""),
        requires=tuple(data["requires"]),
        source=data["source"],
        part=str(data.get("part", "")),
    )


def _grid(data: Mapping[str, Any]) -> Grid:
    return Grid(
        tuple(_text(head) for head in data["heads"]),
        tuple(tuple(_text(cell) for cell in row) for row in data.get("rows", ())),
        tuple(data["widths"]),
        data.get("made", ""),
    )
