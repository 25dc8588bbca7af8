"""What a sentence is about: the contract, its rules, and the event at hand."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve, field, frozen

from ocdsl.model.contract import Block, Contract, Field
from ocdsl.rules.graph import Graph
from ocdsl.rules.wording.clauses import Term, Words, say
from ocdsl.syntax import phrases as ph


@frozen
class Voice:
    """What a sentence is about: the contract, its rules, and the event at hand."""

    contract: Contract
    graph: Graph
    at_hand: str = ""
    """Name of the event that a field without an event is read at."""
    choosing: bool = False
    """Whether that event is still being chosen, and so is `it`."""
    own: Words = field(factory=lambda: say("it", "event"))
    """What the event at hand is called."""
    spell: str = ""
    """Name of the spell that a payment is for each of; empty for others."""

    def at(self, phrase: ph.EventPhrase) -> Voice:
        """The voice in which fields are read at the event that this phrase picks."""
        return evolve(self, at_hand=phrase.event.text, choosing=False)

    def choosing_among(self, phrase: ph.EventPhrase) -> Voice:
        """The voice of a `where`: `it` is each event that might be picked."""
        return evolve(self, at_hand=phrase.event.text, choosing=True)

    def block(self, name: str) -> Block:
        """The event, spell, cohort, outcome, measure, payment or cap so named. Raises KeyError."""
        kinds = self._kinds()
        return next((kind[name] for kind in kinds if name in kind), None) or kinds[0][name]

    def _kinds(self) -> tuple[Mapping[str, Block], ...]:
        c = self.contract
        return (
            c.events, c.spells, c.cohorts, c.outcomes, c.gates, c.measures, c.calculations, c.cards,
            c.payments, c.caps, c.splits,
        )  # fmt: skip

    def welsh_titles(self) -> Mapping[str, str]:
        """The titles that have Welsh, by the English ones in small letters."""
        named = [block for kind in self._kinds() for block in kind.values()]
        blocks = [*named, *self.contract.assumptions]
        return {block.title.lower(): block.welsh for block in blocks if block.welsh}

    def term(self, name: str) -> Term:
        """The thing of that name by its title."""
        block = self.block(name)
        return Term(block.title, name, block.welsh)

    def declared(self, event: str, name: str) -> Field | None:
        """The field that an event declares, or None."""
        return self.contract.events[event].field(name)
