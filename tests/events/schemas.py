"""A log schema that has every kind of field, and rows that fit it."""

from __future__ import annotations

from datetime import date

from ocdsl.events.schema import EventSchema, FieldSchema, LogSchema


def _day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def _number(name: str, kind: str, places: int, *limits: tuple[str, int]) -> FieldSchema:
    return FieldSchema(name, kind, places, (), limits)


SCHEMA = LogSchema(
    commissioner="vale",
    providers=("alder-care", "bryn-support"),
    roles=("assessor", "health-board"),
    term_start=_day("2026-04-01"),
    term_end=_day("2029-03-31"),
    tail_end=_day("2030-05-25"),
    events=(
        EventSchema(
            "referral",
            ("commissioner",),
            (_number("age", "whole number", 0, ("at least", 0), ("up to and including", 120)),),
            True,
        ),
        EventSchema("service-start", ("provider",), (), False),
        EventSchema(
            "closure",
            ("provider", "assessor"),
            (FieldSchema("reason", "one of", None, ("needs-no-care", "died"), ()),),
            False,
        ),
        EventSchema("readmission", ("health-board",), (), False),
        EventSchema(
            "support-day",
            ("provider",),
            (_number("hours", "hours", 2, ("more than", 0), ("up to and including", 2400)),),
            False,
        ),
        EventSchema(
            "review",
            ("commissioner", "assessor"),
            (
                _number("cost", "money", 2),
                _number("ratio", "number", 4, ("less than", 10000), ("at least", -25000)),
                FieldSchema("agreed", "yes or no", None, (), ()),
                FieldSchema("next-review", "date", None, (), ()),
                _number("seen", "percentage", 2),
            ),
            False,
        ),
    ),
)
"""Money, hours, counts, choices, dates and yes or no; one event is tied to the term."""

GOOD = {
    "event_id": "E1",
    "event": "support-day",
    "provider": "alder-care",
    "person": "P1",
    "occurred_on": "2026-05-06",
    "recorded_at": "2026-05-06T17:30:00",
    "recorded_by": "alder-care",
    "hours": "2.5",
}

REVIEW = {
    **GOOD,
    "event": "review",
    "recorded_by": "vale",
    "hours": "",
    "cost": "1575.00",
    "ratio": "0.25",
    "agreed": "yes",
    "next-review": "2026-08-01",
    "seen": "88.4",
}
