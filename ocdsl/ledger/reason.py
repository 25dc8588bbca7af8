"""Why a decision is as it is: a tree from it down to events and contract lines (law 25)."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from ocdsl.base.calendar import in_words, iso


@frozen
class EventNote:
    """An event as a reason names it. Days are ordinals; `values` are texts with their units."""

    event_id: str
    event: str
    provider: str
    person: str
    occurred_on: int
    recorded_on: int
    recorded_by: str
    values: tuple[tuple[str, str], ...] = ()
    corrects: str = ""

    @property
    def name(self) -> str:
        """`e3, closure on 16 June 2026`."""
        return f"{self.event_id}, {self.event} on {in_words(self.occurred_on)}"

    def text(self) -> str:
        """`e3, closure on 16 June 2026, recorded by alder-care on 17 June 2026, reason is died`."""
        parts = [
            self.name,
            f"recorded by {self.recorded_by} on {in_words(self.recorded_on)}",
            *(f"{name} is {value}" for name, value in self.values),
            *([f"correcting {self.corrects}"] if self.corrects else []),
        ]
        return ", ".join(parts)

    def as_json(self) -> dict[str, Any]:
        """The note as plain data, days as ISO text."""
        return {
            "event_id": self.event_id,
            "event": self.event,
            "provider": self.provider,
            "person": self.person,
            "occurred_on": iso(self.occurred_on),
            "recorded_on": iso(self.recorded_on),
            "recorded_by": self.recorded_by,
            "values": dict(self.values),
            "corrects": self.corrects or None,
        }


@frozen
class Reason:
    """One step: an operator of the rules graph at one row, what it gave, and what it rests on."""

    node: str
    """Name of the operator in the rules graph, such as `outcome-fee.price`."""
    operator: str
    clause: str
    """Identity of the clause, such as `outcome-fee.withhold`."""
    line: int
    """The clause's source line, counted from 1."""
    says: str
    """The contract's own words for it; empty for a step of arithmetic."""
    value: str
    """In words, with its unit: `£1,575.00`, `14 July 2026`, `true`, `not yet known`."""
    settled_on: int | None
    """The ordinal day it was settled on; None for what needs no event."""
    events: tuple[EventNote, ...] = ()
    children: tuple[Reason, ...] = ()
    told_above: bool = False
    """The same step at the same row was told before, with its children."""

    def as_json(self) -> dict[str, Any]:
        """The tree as plain data, days as ISO text."""
        return {
            "node": self.node,
            "operator": self.operator,
            "clause": self.clause,
            "line": self.line,
            "says": self.says,
            "value": self.value,
            "settled_on": None if self.settled_on is None else iso(self.settled_on),
            "events": [event.event_id for event in self.events],
            "told_above": self.told_above,
            "children": [child.as_json() for child in self.children],
        }
