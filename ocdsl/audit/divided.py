"""A line that is divided between parties: the whole of it, and whose part a decision is."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen

from ocdsl.audit.case import Case, quoted_lines
from ocdsl.audit.explanation import Point
from ocdsl.audit.value_words import percent
from ocdsl.base.money import pounds
from ocdsl.ledger.decision import Decision
from ocdsl.ledger.decision_ids import undivided
from ocdsl.ledger.evaluation import Evaluation
from ocdsl.model.splits import THE_PROVIDER, Split
from ocdsl.rules import operators as op


@frozen
class Divided:
    """A decision, the line that it is a part of, and every part of that line."""

    case: Case
    decision: Decision
    parts: tuple[Decision, ...]
    splits: tuple[Split, ...]
    """The splits that divide it, in their order: to whom it goes, then who pays."""

    @property
    def whole(self) -> Decision:
        """The line as it was before it was divided; the decision itself where nothing divides."""
        if not self.splits:
            return self.decision
        days = [part.payable_on for part in self.parts if part.payable_on is not None]
        return self.decision._replace(
            id=undivided(self.decision.id),
            amount=sum(part.amount for part in self.parts),
            provider=self._provider,
            payable_on=min(days, default=None),
            payer=None,
            payee=None,
        )

    @property
    def _provider(self) -> str | None:
        """Whose line it is: of several who share the result, all of them."""
        shared = next((s for s in self.splits if s.side == "provider"), None)
        if shared is None:
            return self.decision.provider
        *first, last = (party.party for party in shared.parties)
        return f"{', '.join(first)} and {last}"

    def operators(self) -> list[str]:
        """The operators that divided it, from the output down."""
        back = self.decision.status == "recovered"
        found = []
        for split in reversed(self.splits):
            own = (n for n in self.case.graph.nodes.values() if n.clause.block == split.name)
            for node in own:
                if isinstance(node, op.Apportion):
                    found += [node.id, node.of]
                elif isinstance(node, op.Allocate) and (node.like is not None) == back:
                    found.append(node.id)
        return found

    def answer(self) -> str:
        """` Of it £803.25 is for vale to pay.`; nothing where the line is not divided."""
        d = self.decision
        back, amount, words = d.amount < 0, pounds(abs(d.amount)), []
        if any(split.side == "provider" for split in self.splits):
            words.append(f"is the part of {d.provider}")
        if d.payee is not None:
            keeps = THE_PROVIDER in _parties_in(d)
            stays = "stays with" if keeps else "is passed on to"
            words.append(f"{'comes from' if back else stays} {d.payee}")
        if d.payer is not None:
            words.append(f"is for {d.payer}" + ("" if back else " to pay"))
        return f" Of it {amount} {' and '.join(words)}." if words else ""

    def points(self) -> Iterator[Point]:
        """Each split of the line: what every party has of it."""
        for split in self.splits:
            lines = [split.clauses["divides"].line, *(p.span.line for p in split.parties)]
            yield Point(
                f"{split.name} divides {pounds(abs(self.whole.amount))}: {self._shares(split)}.",
                quotes=quoted_lines(self.case.contract, lines),
                details=tuple(self._turn(split)),
            )

    def _turn(self, split: Split) -> Iterator[str]:
        """Through which money so far a line takes the total, where parties are paid in order."""
        nodes = self.case.graph.nodes.values()
        for node in nodes:
            if isinstance(node, op.Apportion) and node.parties and node.cap == split.name:
                moved = self.whole.id.split(":")[0]
                totals = self.case.facts.running(node.of, moved)
                if totals:
                    before, after = pounds(totals.before), pounds(totals.after)
                    yield f"The line takes all money so far from {before} to {after}."

    def _shares(self, split: Split) -> str:
        whole = sum(party.share for party in split.parties)
        words = []
        for party in split.parties:
            name, place = self._name(party.party), self.splits.index(split)
            own = [p for p in self.parts if _parties_in(p)[place] == party.party]
            share = percent(*_lowest(party.share, whole)) if party.share else ""
            of = f"{name} ({share})" if share else name
            words.append(f"{of} has {pounds(abs(sum(part.amount for part in own)))}")
        return ", ".join(words)

    def _name(self, party: str) -> str:
        return (self.decision.provider or "the provider") if party == THE_PROVIDER else party


def _parties_in(decision: Decision) -> list[str]:
    """The parties that a decision's id ends with, in the order of the splits."""
    return decision.id.rpartition("#")[2].split("~")[1:]


def _lowest(share: int, whole: int) -> tuple[int, int]:
    found = Fraction(share, whole)
    return found.numerator, found.denominator


def divided(case: Case, evaluation: Evaluation, decision: Decision) -> Divided:
    """What a decision is a part of. Every part of the line is looked up by its id."""
    named = case.contract.splits.values() if _parties_in(decision) else ()
    own = sorted((s for s in named if decision.payment in s.payments), key=lambda s: s.place)
    ids = [undivided(decision.id)]
    for split in own:
        ids = [f"{each}~{party.party}" for each in ids for party in split.parties]
    found = (evaluation.find(each) for each in ids) if own else ()
    return Divided(case, decision, tuple(d for d in found if d is not None), tuple(own))
