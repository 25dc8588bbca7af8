"""The reference engine's answers to questions about one evaluation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any

from ocdsl.backends.reference.engine import Run
from ocdsl.events.rows import Event
from ocdsl.ledger.facts import Fact, PaidBy, Totals
from ocdsl.rules.operators import Aggregate


class ReferenceFacts:
    """A `FactSource` over a run of the reference engine."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._own: dict[str, list[Event]] = {}

    def fact(self, node: str, key: Any) -> Fact | None:
        """The fact of a node at a row, or None."""
        return self._run.fact(node, key)

    def members(self, node: str, key: Any) -> Sequence[Any]:
        """The rows counted or summed in one group of an Aggregate."""
        aggregate = self._run.graph.nodes[node]
        assert isinstance(aggregate, Aggregate)
        cells = getattr(self._run.relations[node], "event_ids", None)
        if cells is not None:
            return list(cells.get(key, ()))
        source = self._run.relations[aggregate.source]
        by = [self._run.relations[each] for each in aggregate.by]
        counts = aggregate.how == "count"
        return sorted(
            row
            for row, (value, _) in source.items()
            if (value if counts else value is not None)
            and tuple(keys[row][0] for keys in by) == key
        )

    def running(self, node: str, line: str) -> Totals | None:
        """The totals of a Cumulate before and after a line."""
        lines = self._run.relations[node].lines
        found = next((each for each in lines if each.part.line == line), None)
        return None if found is None else Totals(found.scope, found.before, found.after)

    def scope_total(self, node: str, scope: tuple[Any, ...]) -> int:
        """The money of all lines in a scope of a Cumulate."""
        lines = self._run.relations[node].lines
        return int(max(each.after for each in lines if each.scope == scope))

    def room(self, node: str, scope: tuple[Any, ...]) -> int:
        """The room that a Roll makes in a scope of a Cumulate."""
        room = self._run.relations[node][scope]
        return int(room[0] if isinstance(room, tuple) else room)

    def recorded(self, node: str, scope: tuple[Any, ...]) -> int | None:
        """The limit that is recorded of a scope of a Cumulate."""
        value = self._run.relations[node][scope][0]
        return None if value is None else int(value)

    def paid_by(self, node: str, scope: tuple[Any, ...]) -> Sequence[PaidBy]:
        """What a Roll that carries excess paid by the end of each period begun."""
        return [PaidBy(*fact) for fact in self._run.relations[node].get(scope, ())]

    def events_of(self, person: str) -> Sequence[Event]:
        """The visible events of a person, by (day, event id)."""
        if person not in self._own:
            found = (event for event in self._run.events if event.person == person)
            self._own[person] = sorted(found, key=attrgetter("occurred_on", "event_id"))
        return self._own[person]

    def people(self) -> Iterable[str]:
        """Everybody in the log."""
        return self._run.world.people
