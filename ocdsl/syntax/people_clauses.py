"""Clauses of the contract, event, cohort, outcome, measure and rates blocks: one class a form.

Import them from `ocdsl.syntax.tree`, which holds the whole tree.
"""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from ocdsl.base.source import Span
from ocdsl.syntax.phrases import (
    Day,
    Duration,
    EventPhrase,
    FieldAt,
    Limit,
    Name,
    Number,
    Table,
    Tests,
    Title,
    place,
)

# ---- clauses of the contract block


@frozen
class Model:
    """`model  reward for individual outcomes`."""

    text: Literal["standards", "reward for individual outcomes", "population accountability"]
    span: Span = place()


@frozen
class Area:
    """`area north "The north of the county"`: where the population of the contract lives."""

    name: Name
    title: Title
    span: Span = place()


@frozen
class Party:
    """`commissioner vale "Vale Council"`, `provider …`, `role …`."""

    kind: Literal["commissioner", "provider", "role"]
    name: Name
    title: Title
    span: Span = place()


@frozen
class Term:
    """`term from D up to and including D`."""

    start: Day
    end: Day
    span: Span = place()


@frozen
class Tail:
    """`tail 60 weeks, for people who joined during the term`."""

    duration: Duration
    span: Span = place()


@frozen
class Currency:
    """`currency GBP`."""

    code: str
    span: Span = place()


@frozen
class Rounding:
    """`rounding half up to the penny on each payment line`."""

    text: str
    span: Span = place()


@frozen
class WeeksStart:
    """`weeks start on Monday`."""

    weekday: str
    span: Span = place()


@frozen
class YearsStart:
    """`years start on 1 April`: `month` counts from 1. Only the first of a month is allowed."""

    day: int
    month: int
    span: Span = place()


@frozen
class MonthEnds:
    """`months end on the last day of a month that is too short`: `text` is those words (law 9)."""

    text: str
    span: Span = place()


@frozen
class WorkingDays:
    """`working days follow england-and-wales`."""

    calendar: Name
    span: Span = place()


@frozen
class Statements:
    """`statements each month`."""

    unit: str
    span: Span = place()


@frozen
class DueDates:
    """`due dates  may fall on any day`, or `move to the next working day`."""

    text: str
    span: Span = place()


# ---- clauses of events


@frozen
class RecordedBy:
    """`recorded by provider`; several roles are a list."""

    roles: tuple[Name, ...]
    span: Span = place()


@frozen
class Occurs:
    """`occurs during the term`: outside it the event is refused."""

    span: Span = place()


@frozen
class FieldClause:
    """`hours  hours, more than 0`, `reason  one of died, declined`, `age  whole number, …`.

    `kind` is `whole number`, `number`, `score`, `hours`, `days`, `money`, `percentage`,
    `yes or no`, `date` or `one of`; `better` is `higher`, `lower` or empty; `change` is the
    smallest meaningful change in points, where one is known.
    """

    name: Name
    kind: str
    choices: tuple[Name, ...] = ()
    limits: tuple[Limit, ...] = ()
    better: str = ""
    change: Number | None = None
    span: Span = place()


# ---- clauses of cohorts, outcomes and measures


@frozen
class Counts:
    """`counts once for each person [and metric] [in older-people [where …]]`, or `every time`."""

    grain: tuple[Name, ...]
    population: Name | None = None
    where: Tests | None = None
    often: Literal["once", "every time"] = "once"
    span: Span = place()


@frozen
class JoinsOn:
    """`joins on the first referral where …`."""

    event: EventPhrase
    span: Span = place()


@frozen
class BelongsTo:
    """`belongs to provider at the first service-start`."""

    value: FieldAt
    span: Span = place()


@frozen
class SetsAside:
    """`sets aside on a closure where …`."""

    event: EventPhrase
    span: Span = place()


@frozen
class AchievedOn:
    """`achieved on the first closure where …`."""

    event: EventPhrase
    span: Span = place()


@frozen
class When:
    """`when TEST` or `when all of` and bullets."""

    tests: Tests
    span: Span = place()


@frozen
class NeedsRecorded:
    """`needs the closure to be recorded within 28 days`."""

    event: EventPhrase
    duration: Duration
    span: Span = place()


@frozen
class NeedsPeople:
    """`needs at least 30 people`."""

    limit: Limit
    span: Span = place()


@frozen
class Otherwise:
    """What happens to the not-known: `not achieved` or `pool with the next quarter`."""

    what: Literal["not achieved", "not known", "pool"]
    unit: str = ""
    span: Span = place()


@frozen
class AtTheEnd:
    """`at the end  lapses`, `is paid on the last statement` (what is `is paid`), `not known`, …."""

    what: Literal["lapses", "is paid", "judged on the people there are", "not known"]
    span: Span = place()


@frozen
class ForEach:
    """`for each provider and quarter`."""

    grain: tuple[Name, ...]
    span: Span = place()


@frozen
class IsPercentage:
    """`is the percentage who achieve independent`."""

    outcome: Name
    span: Span = place()


@frozen
class About:
    """`about a provider` or `about the contract`: an event that is not about a person (law 15)."""

    whom: Literal["a provider", "the contract"]
    span: Span = place()


@frozen
class Rounded:
    """`rounding half up to 2 decimal places`: a value rounded before anything rests on it."""

    places: int
    span: Span = place()


@frozen
class Target:
    """`target at least 60%`."""

    limit: Limit
    span: Span = place()


# ---- clauses of rates


@frozen
class By:
    """`by  group at the first referral, contract-year` and the table of its rates."""

    columns: tuple[FieldAt, ...]
    table: Table
    span: Span = place()
