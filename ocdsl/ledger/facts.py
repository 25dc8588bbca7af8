"""What an engine can be asked about an evaluation after it: single facts, members and totals.

Whoever explains a decision asks for the rows concerned and no others, so an explanation is quick
however long the log is. Every engine that offers this gives the same answers (law 25).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

Fact = tuple[Any, int]
"""A value (None when missing) and the ordinal day it is settled on; 0 when it always was."""


class EventFacts(Protocol):
    """An accepted event of the log, as every engine shows one."""

    @property
    def event_id(self) -> str:
        """Its id."""

    @property
    def event(self) -> str:
        """Its kind, such as `closure`."""

    @property
    def provider(self) -> str:
        """The provider it names."""

    @property
    def person(self) -> str:
        """The person it is about."""

    @property
    def occurred_on(self) -> int:
        """The ordinal day on which it happened."""

    @property
    def recorded_at(self) -> int:
        """When it was recorded, in microseconds since ordinal day 0."""

    @property
    def recorded_by(self) -> str:
        """The role that recorded it."""

    @property
    def values(self) -> Mapping[str, int | str]:
        """Its declared fields, numbers as scaled whole numbers."""

    @property
    def supersedes(self) -> str:
        """The id of the event it corrects; empty for none."""


class Totals(NamedTuple):
    """A line's place in the running total of its scope, in pence (law 23)."""

    scope: tuple[Any, ...]
    before: int
    after: int


class PaidBy(NamedTuple):
    """The money that a carrying cap had let through, in pence, by the end of a period."""

    total: int
    start: int
    """The period's first day."""


class FactSource(Protocol):
    """One evaluation, answering for its rows.

    Keys of rows: a person; an event id; `(person, provider, first day)` for a person's period;
    `(provider, first day)` for a measure's. The value of a picked event is an `EventFacts`.
    """

    def fact(self, node: str, key: Any) -> Fact | None:
        """The fact of a node of the graph at a row; None where it has no such row."""

    def members(self, node: str, key: Any) -> Sequence[Any]:
        """The keys of the rows that an Aggregate counted or summed in one group, sorted.

        Of a count, those whose condition is true; of a sum, those that have a value.
        """

    def running(self, node: str, line: str) -> Totals | None:
        """The totals of a Cumulate before and after a line (its decision's id, without what
        became of it: `outcome-fee/mrs-a#payable`); None for lines it does not cover.
        """

    def scope_total(self, node: str, scope: tuple[Any, ...]) -> int:
        """The money of all lines in a scope of a Cumulate, in pence."""

    def room(self, node: str, scope: tuple[Any, ...]) -> int:
        """The room that a Roll makes in a scope of a Cumulate, in pence."""

    def recorded(self, node: str, scope: tuple[Any, ...]) -> int | None:
        """The limit that is recorded of a scope of a Cumulate, in pence; None where none is."""

    def paid_by(self, node: str, scope: tuple[Any, ...]) -> Sequence[PaidBy]:
        """What a Roll that carries excess paid by the end of each period begun, in order."""

    def events_of(self, person: str) -> Sequence[EventFacts]:
        """The visible events of a person, by (day, event id)."""

    def people(self) -> Iterable[str]:
        """Everybody whom a visible event is about."""
