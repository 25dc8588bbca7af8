"""Collects the nodes of a graph, giving each a name and making each meaning only once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import attrs
from attrs import define, field

from ocdsl.base.holidays import HolidayCalendar
from ocdsl.model.contract import Clause, Contract
from ocdsl.rules.graph import Calendar, WorkingDayTable
from ocdsl.rules.lowering.words import phrase_text
from ocdsl.rules.meant import Meant
from ocdsl.rules.operators import Broadcast, Combine, Frame, Node, NodeId

if TYPE_CHECKING:
    from ocdsl.rules.lowering.measures import RateNodes
    from ocdsl.rules.lowering.people import CohortNodes, ResultNodes
    from ocdsl.rules.lowering.phrases import Scope
    from ocdsl.syntax import phrases as ph

_NAMES = {"id", "clause", "says"}


@define
class Builder:
    """The graph so far. Nodes follow their inputs, so their order is an order of evaluation."""

    whole: Contract
    """The contract, with all of its versions."""
    judge: Callable[[Scope, ph.Test], NodeId]
    """How a test is lowered: a `where` stands in a value, and a value in a `where`."""
    contract: Contract = field(init=False)
    """The text that is being lowered: that of one version."""
    version: str = ""
    """The name of the variation it is of; empty for the contract as it was signed."""
    days: tuple[int | None, int | None] = (None, None)
    """The first and the last day on which an event that earns can be judged by it."""
    cohorts: dict[str, CohortNodes] = field(factory=dict)
    outcomes: dict[str, ResultNodes] = field(factory=dict)
    rates: dict[str, RateNodes] = field(factory=dict)
    """What has been lowered already, by name: for those who count it or rest on it."""
    nodes: dict[NodeId, Node] = field(factory=dict)
    meant: dict[str, Meant] = field(factory=dict)
    """What the words of nodes were made of."""
    _same: dict[tuple[Any, ...], NodeId] = field(factory=dict)

    @contract.default
    def _last(self) -> Contract:
        return self.whole

    @property
    def calendar(self) -> Calendar:
        """The contract's days, weeks and years."""
        c = self.whole
        dates = c.dates
        return Calendar(
            c.term_start, c.term_end, c.tail_end, dates.week_day, dates.year_month,
            _table(dates.holidays),
        )  # fmt: skip

    def add(
        self, kind: type[Node], hint: str, clause: Clause, frame: Frame, **parts: Any
    ) -> NodeId:
        """Adds a node, or finds the one that already means this; gives its name.

        `hint` names it within its block, such as `closure-day`; `says` may be among the parts.
        """
        key = (kind, frame, *sorted((k, v) for k, v in parts.items() if k not in _NAMES))
        found = self._same.get(_hashable(key))
        if found is not None:
            return found
        name = self._free_name(f"{clause.block}.{hint}")
        self.nodes[name] = kind(name, clause, frame, **parts)
        self._same[_hashable(key)] = name
        return name

    def of_version(self, name: str) -> str:
        """The name of a frame that each version of a payment has to itself."""
        return f"{name}:{self.version}" if self.version else name

    def frame(self, node: NodeId) -> Frame:
        """The frame of a node already added."""
        return self.nodes[node].frame

    def words(self, pattern: str, **parts: Any) -> str:
        """What a node says: a pattern with phrases of the contract; what it is made of is kept."""
        text = pattern.format(**{name: phrase_text(part) for name, part in parts.items()})
        self.meant[text] = Meant(pattern, tuple(parts.items()))
        return text

    def says(self, node: NodeId) -> str:
        """The words of a node already added."""
        return self.nodes[node].says

    def at(self, frame: Frame, node: NodeId | int | None) -> Any:
        """A fact at a finer frame: of the same person, or of the same provider and period.

        Fixed days stay as they are.
        """
        if not isinstance(node, str) or self.frame(node) == frame:
            return node
        clause = self.nodes[node].clause
        hint = f"{node.removeprefix(clause.block + '.')}-for-{frame.name.replace(':', '-')}"
        return self.add(Broadcast, hint, clause, frame, source=node, says=self.says(node))

    def all_of(
        self, hint: str, clause: Clause, conditions: tuple[NodeId, ...], says: str = ""
    ) -> NodeId:
        """The condition that every one of these holds; the condition itself when there is one."""
        distinct = tuple(dict.fromkeys(conditions))
        if len(distinct) == 1:
            return distinct[0]
        frame = self.frame(distinct[0])
        return self.add(Combine, hint, clause, frame, of=distinct, least=len(distinct), says=says)

    def negation(self, hint: str, clause: Clause, condition: NodeId, says: str = "") -> NodeId:
        """The condition that this one does not hold."""
        frame = self.frame(condition)
        return self.add(
            Combine, hint, clause, frame, of=(condition,), least=1, negate=True, says=says
        )

    def _free_name(self, wanted: str) -> NodeId:
        name, number = wanted, 2
        while name in self.nodes:
            name, number = f"{wanted}-{number}", number + 1
        return name


def _table(calendar: HolidayCalendar | None) -> WorkingDayTable | None:
    if calendar is None:
        return None
    days = tuple(holiday.day for holiday in calendar.holidays)
    return WorkingDayTable(
        calendar.name, calendar.digest, calendar.first_day, calendar.last_day, days
    )


def _hashable(key: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(attrs.astuple(v) if attrs.has(type(v)) else v for v in key)
