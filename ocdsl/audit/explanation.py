"""What an explanation holds: an answer, its points, the dates and the tree of reasons."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from ocdsl.base.calendar import iso
from ocdsl.ledger.decision import Decision
from ocdsl.ledger.reason import EventNote, Reason
from ocdsl.ledger.result import as_row

Quote = tuple[int, str]
"""A line of the contract: its number, counted from 1, and its own words."""


@frozen
class Point:
    """One step in plain words, with the contract's lines and the events it rests on."""

    says: str
    standing: str = ""
    """`met`, `not met` or `awaited` for a condition; empty for what is not one."""
    quotes: tuple[Quote, ...] = ()
    details: tuple[str, ...] = ()
    events: tuple[EventNote, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The point as plain data."""
        return {
            "says": self.says,
            "standing": self.standing or None,
            "quotes": [{"line": line, "text": text} for line, text in self.quotes],
            "details": list(self.details),
            "events": [event.as_json() for event in self.events],
        }


@frozen
class Section:
    """Points under one heading. Conditions are numbered, in the order of the contract."""

    title: str
    points: tuple[Point, ...]


@frozen
class DateUsed:
    """One of the four dates of a line (ruling E4): what it decides, and its day or period."""

    decides: str
    text: str
    first: int | None
    """Ordinal day; None where it is not known yet or the line has none."""
    last: int | None


@frozen
class Explanation:
    """Why something was or was not paid. A person's own explanation has no decision of its own."""

    about: str
    """The decision's id or the person."""
    answer: str
    sections: tuple[Section, ...]
    decision: Decision | None = None
    dates: tuple[DateUsed, ...] = ()
    reason: Reason | None = None
    others: tuple[Explanation, ...] = ()
    """The decisions of a person, each explained."""

    def as_json(self) -> dict[str, Any]:
        """The explanation as plain data: dates as ISO text, money as decimal text."""
        return {
            "about": self.about,
            "answer": self.answer,
            "decision": None if self.decision is None else as_row(self.decision),
            "sections": [
                {"title": s.title, "points": [p.as_json() for p in s.points]} for s in self.sections
            ],
            "dates": [_date_json(date) for date in self.dates],
            "reason": None if self.reason is None else self.reason.as_json(),
            "decisions": [other.as_json() for other in self.others],
        }


def _date_json(date: DateUsed) -> dict[str, Any]:
    return {
        "decides": date.decides,
        "text": date.text,
        "first": None if date.first is None else iso(date.first),
        "last": None if date.last is None else iso(date.last),
    }
