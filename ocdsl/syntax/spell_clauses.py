"""Clauses of spells: what starts and ends one, how long one lasts, and what there is for each."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from ocdsl.base.source import Span
from ocdsl.syntax.phrases import Day, Duration, EventPhrase, Lasted, Name, Number, place


@frozen
class AchievedOnDay:
    """`achieved on 31 March 2028`: the day on which a gate is judged, such as to an extension."""

    day: Day
    span: Span = place()


@frozen
class AchievedWhen:
    """`achieved when housed has lasted 3 months`."""

    lasted: Lasted
    span: Span = place()


@frozen
class StartsOn:
    """`starts on each accommodation-entered`: what begins a spell."""

    event: EventPhrase
    span: Span = place()


@frozen
class EndsOn:
    """`ends on the next accommodation-left`: what ends a spell."""

    event: EventPhrase
    span: Span = place()


@frozen
class Ignores:
    """`ignores breaks of up to and including 7 days`: breaks that do not end a spell."""

    duration: Duration
    span: Span = place()


@frozen
class SpellPeriods:
    """`whole period of 4 weeks`, or `started`: how the periods of a spell count."""

    counted: Literal["whole", "started"]
    length: Duration
    span: Span = place()


@frozen
class Subject:
    """`for each person in older-people [and provider and week]`, `for each of entered, housed`.

    With `periods` it is `for each whole period of 4 weeks of` the spell that `grain` names.
    """

    grain: tuple[Name, ...]
    population: Name | None = None
    periods: SpellPeriods | None = None
    also: tuple[Name, ...] = ()
    """The other outcomes that are paid for, after the first."""
    span: Span = place()


@frozen
class AtMostPeriods:
    """`at most 13 periods for each person`."""

    count: Number
    span: Span = place()
