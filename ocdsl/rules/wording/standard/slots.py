"""What of a contract fills the `{names}` in a standard clause: a closed list.

A name that the contract does not fill gives None, and its clause stays an open question. `{to.x}`
is the number of a clause or a section of the specification, `{law.x}` the title of a law.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from string import Formatter

from attrs import frozen

from ocdsl.model.contract import Block, Contract
from ocdsl.rules.wording.clauses import Date, Listed, Ref, Term, Words, aside, say
from ocdsl.rules.wording.standard.catalogue import Catalogue, StandardClause, Text
from ocdsl.rules.wording.standard.facts import belongs, section_of, with_target

DOCUMENT = frozenset(
    ("purpose", "definitions", "people", "outcomes", "measures", "payment", "caps", "order",
     "returns", "aims", "findings", "examples")
)  # fmt: skip
"""The sections that every specification has, by what follows `section.` in their anchors."""

Fill = Callable[[Contract], Words | None]


def _parties(kind: str) -> Fill:
    def fill(contract: Contract) -> Words | None:
        parties = (party for party in contract.parties if party.kind == kind)
        titles = tuple(say("{name:n}", name=party.title) for party in parties)
        return (Listed(titles),) if titles else None

    return fill


def _terms(blocks: Callable[[Contract], Iterable[Block]]) -> Fill:
    def fill(contract: Contract) -> Words | None:
        terms = tuple((Term(block.title, block.name, block.welsh),) for block in blocks(contract))
        return (Listed(terms),) if terms else None

    return fill


def _statements(contract: Contract) -> Words:
    # Its package words whole specifications, which `ocdsl check` has no use for.
    from ocdsl.rules.wording.english.words import unit

    return unit(contract.statements)


SLOTS: Mapping[str, Fill] = {
    "commissioner": _parties("commissioner"),
    "providers": _parties("provider"),
    "roles": _parties("role"),
    "area": lambda c: say("{name:n}", name=c.area.title) if c.area else None,
    "term-start": lambda c: (Date(c.term_start),),
    "term-end": lambda c: (Date(c.term_end),),
    "tail-end": lambda c: (Date(c.tail_end),),
    "statements": _statements,
    "cohorts": _terms(lambda c: c.cohorts.values()),
    "outcomes": _terms(lambda c: c.outcomes.values()),
    "measures": _terms(with_target),
    "payments": _terms(lambda c: c.payments.values()),
    "gates": _terms(lambda c: c.gates.values()),
}
"""Each name, and what fills it."""


def names_in(text: str) -> list[str]:
    """The names in a text, sorted. Raises ValueError for braces that do not pair."""
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


@frozen
class Filling:
    """Fills the texts of one contract's specification."""

    contract: Contract
    catalogue: Catalogue

    def filled(self, text: Text) -> Words | None:
        """The sentence with every name filled; None when the contract does not fill one."""
        found = {name: self._value(name) for name in names_in(text.en)}
        given = {name: value for name, value in found.items() if value is not None}
        return text.words(**given) if len(given) == len(found) else None

    def words(self, name: str) -> Words:
        """One of the words of the catalogue that stand for themselves."""
        return self.catalogue.words[name].words()

    def _value(self, name: str) -> Words | None:
        kind, _, rest = name.partition(".")
        if kind == "to":
            return (Ref(self.anchor(rest)),) if self._stands(rest) else None
        if kind == "law":
            return self.catalogue.laws[rest].title.words()
        return SLOTS[name](self.contract)

    def _stands(self, name: str) -> bool:
        """Whether this specification has a section or a standard clause of that name."""
        return name in DOCUMENT or belongs(self._clause(name), self.contract)

    def _clause(self, name: str) -> StandardClause:
        return next(each for each in self.catalogue.clauses() if each.id == name)

    def anchor(self, name: str) -> str:
        """Where a section of the document or a standard clause stands in this specification."""
        if name in DOCUMENT:
            return f"section.{name}"
        clause = self._clause(name)
        there = section_of(self.contract, clause.section) if clause.section else None
        return aside("prose", there) if there else clause.anchor
