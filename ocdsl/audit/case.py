"""One evaluation as those who explain it see it: contract, graph, facts and the as-at day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from attrs import frozen

from ocdsl.audit.value_words import in_text, kind_of, note_of
from ocdsl.base.calendar import period_end, period_start
from ocdsl.ledger.facts import EventFacts, Fact, FactSource
from ocdsl.ledger.reason import EventNote
from ocdsl.model.contract import Clause, Contract
from ocdsl.rules import operators as op
from ocdsl.rules.graph import Graph, inputs


@frozen
class Case:
    """What is explained. A row of the graph is a node's name and a key."""

    contract: Contract
    graph: Graph
    facts: FactSource
    as_at: int

    def node(self, node_id: str) -> op.Node:
        """A node of the graph."""
        return self.graph.nodes[node_id]

    def fact(self, node_id: str, key: Any) -> Fact:
        """The fact of a row; missing and never settled where there is none."""
        return self.facts.fact(node_id, key) or (None, 0)

    def value(self, bound: op.NodeId | int | None, key: Any) -> Any:
        """The value of a row; a fixed day is itself."""
        return self.fact(bound, key)[0] if isinstance(bound, str) else bound

    def known(self, node_id: str, key: Any) -> bool:
        """Whether a fact is settled as at the date (rulings E1 and E2)."""
        return self.fact(node_id, key)[1] <= self.as_at

    def text(self, node_id: str, key: Any) -> str:
        """The value of a row in words."""
        return in_text(kind_of(self.contract, self.graph, node_id), self.value(node_id, key))

    def note(self, event: EventFacts) -> EventNote:
        """An event as a reason names it."""
        return note_of(self.contract, event)

    def start(self, day: int, unit: str) -> int:
        """The first day of the contract's period that holds a day."""
        calendar = self.graph.calendar
        return period_start(day, unit, calendar.week_day, calendar.year_month)

    def starts(self, unit: str) -> list[int]:
        """The first days of the contract's periods, from the term's first to the tail's last."""
        calendar = self.graph.calendar
        found = [self.start(calendar.term_start, unit)]
        while (after := period_end(found[-1], unit) + 1) <= calendar.tail_end:
            found.append(after)
        return found

    def rows_below(self, node_id: str, key: Any) -> Iterator[tuple[str, Any]]:
        """The rows that a row rests on, in the order of the operator's parts.

        People behind a count are left to whoever asks for them, and so are the lines of others.
        """
        node = self.node(node_id)
        for child in dict.fromkeys(inputs(node)):
            if isinstance(node, op.Roll) and node.step == "merge until":
                yield from ((child, period) for period in self.group(node_id, key))
                continue
            below = self._key_below(node, child, key)
            if below is not None:
                yield child, below

    def group(self, roll: str, key: Any) -> list[tuple[Any, ...]]:
        """The periods of a provider that a measure judges as one (ruling E21)."""
        names = next(m for m in self.graph.measures.values() if roll in (m.rate, m.group))
        unit, scope = self.node(roll).frame.unit, key[:-1]
        last = self.value(names.group, key)
        periods = ((*scope, start) for start in self.starts(unit))
        return [p for p in periods if self.value(names.group, p) == last]

    def _coarser_key(self, node: op.Broadcast, coarser: op.Frame, key: Any) -> Any:
        """The key of the coarser row that a row belongs to; None for an event's."""
        if node.frame.kind == "event":
            return None
        if node.by:
            return tuple(self.value(by, key) for by in node.by)
        if node.frame.kind == "period":
            return tuple(key[node.frame.keys.index(name)] for name in coarser.keys)
        return person_of(key)

    def _key_below(self, node: op.Node, child: str, key: Any) -> Any:
        """The key of the row of `child` that a row rests on; None where there are many or none."""
        frame = self.node(child).frame
        if frame == node.frame:
            return key
        if frame.kind == "spell" and node.frame.of_spells:
            return key[:2]
        if isinstance(node, op.Broadcast) and child == node.source:
            return self._coarser_key(node, frame, key)
        if isinstance(node, op.Pick) and child == node.source:
            event = self.value(node.id, key)
            own = (person_of(key),) if frame.of_spells else ()
            return event and ((*own, event.event_id) if own else event.event_id)
        return person_of(key) if frame.kind == "person" and node.frame.has_person else None


def person_of(key: Any) -> str:
    """The person whom a row is about: the key itself, or its first part."""
    return str(key if isinstance(key, str) else key[0])


def quoted_lines(contract: Contract, lines: Sequence[int]) -> tuple[tuple[int, str], ...]:
    """Some lines of the contract, each with its number."""
    return tuple((line, _one_line(contract.source.line(line))) for line in lines)


def quoted(contract: Contract, clause: Clause, says: str = "") -> tuple[tuple[int, str], ...]:
    """The clause's own line, with its number, and the bullets below it.

    Where one bullet alone has the words `says`, the others are left out.
    """
    found = [(clause.line, _one_line(contract.source.line(clause.line)))]
    bullets = []
    number = clause.line + 1
    while contract.source.plain.split("\n")[number - 1 : number] and _is_bullet(contract, number):
        bullets.append((number, _one_line(contract.source.line(number))))
        number += 1
    same = [b for b in bullets if b[1].lstrip("-–—•− ").casefold() == says.casefold()]
    return tuple(found + (same or bullets))


def _is_bullet(contract: Contract, number: int) -> bool:
    return contract.source.line(number).lstrip().startswith(("-", "–", "—", "•", "−"))


def _one_line(text: str) -> str:
    """The words of a line with single spaces: layout carries no meaning (law 2)."""
    return " ".join(text.split())
