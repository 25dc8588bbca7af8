"""The tree of a contract file: blocks of clauses, in the author's order, each with its place.

A block keeps its clauses as written, so the printer can print any tree and the model can
complain of what is missing or said twice. One class a clause form; a form is used by every
block that allows it.
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
    Moment,
    Money,
    Name,
    Percent,
    PeriodPhrase,
    RecoveryWindow,
    Table,
    Tests,
    Title,
    Total,
    place,
)

# ---- clauses of the contract block


@frozen
class Model:
    """`model  reward for individual outcomes`."""

    text: Literal[
        "reward for individual outcomes", "standards without payment", "population price"
    ]
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
    """`due dates  may fall on any day`: no due date moves because banks are closed."""

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
    `yes or no`, `date` or `one of`; `better` is `higher`, `lower` or empty.
    """

    name: Name
    kind: str
    choices: tuple[Name, ...] = ()
    limits: tuple[Limit, ...] = ()
    better: str = ""
    span: Span = place()


# ---- clauses of cohorts, outcomes and measures


@frozen
class Counts:
    """`counts once for each person [in older-people [where …]]`."""

    grain: tuple[Name, ...]
    population: Name | None = None
    where: Tests | None = None
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
    """What happens to the not-known: `not achieved`, `not known`, or `pool with the next quarter`."""

    what: Literal["not achieved", "not known", "pool"]
    unit: str = ""
    span: Span = place()


@frozen
class AtTheEnd:
    """`at the end  lapses`, `is paid on the last statement`, `judged on the people there are`, `not known`."""

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
class Target:
    """`target at least 60%`."""

    limit: Limit
    span: Span = place()


# ---- clauses of payments


@frozen
class Subject:
    """`for each person in older-people [and provider and week]` or `for each independent`."""

    grain: tuple[Name, ...]
    population: Name | None = None
    span: Span = place()


@frozen
class Pays:
    """`pays £300.00 for each person in older-people`."""

    amount: Money
    subject: Subject
    span: Span = place()


@frozen
class PaysByBand:
    """`pays whole amount by band of the total of hours at each support-day for each …` and its table."""

    quantity: Total
    subject: Subject
    table: Table
    span: Span = place()


@frozen
class On:
    """`on the first service-start`."""

    event: EventPhrase
    span: Span = place()


@frozen
class Withhold:
    """`withhold 15% of the payment against reablement-rate during the quarter of …` and its table."""

    share: Percent
    measure: Name
    period: PeriodPhrase
    table: Table
    span: Span = place()


@frozen
class NotReleased:
    """`what is not released  is not paid`."""

    span: Span = place()


@frozen
class Recover:
    """`recover 100% of the payment on a readmission after earning, up to and including 28 days after the due-date`."""

    share: Percent
    event: EventPhrase
    window: RecoveryWindow
    span: Span = place()


@frozen
class Due:
    """`due 30 days after the end of the month of earning`."""

    lag: Duration
    moment: Moment
    span: Span = place()


# ---- clauses of caps


@frozen
class Over:
    """`over all payments` (no names) or `over start-fee, outcome-fee`."""

    payments: tuple[Name, ...]
    span: Span = place()


@frozen
class AtMost:
    """`at most £120,000.00 for each provider and month of earning` or `… for the contract`."""

    amount: Money
    grain: tuple[Name, ...]
    """Empty for the contract. A month is the month of earning."""
    span: Span = place()


@frozen
class Order:
    """`order earliest earned first, the last in part`."""

    span: Span = place()


@frozen
class Excess:
    """`excess carried forward` or `excess is not paid`."""

    what: Literal["carried forward", "is not paid"]
    span: Span = place()


# ---- clauses of accept, example and section; free text


@frozen
class Finding:
    """`finding PI-24 on weekly-support`."""

    code: str
    on: Name
    span: Span = place()


@frozen
class Log:
    """`log` and its table: date, event and detail of each; other headings are log columns."""

    table: Table
    span: Span = place()


@frozen
class Expect:
    """`expect outcome-fee £1,338.75, earned on 14 July 2026, payable on 30 August 2026`.

    `status` is empty or one of the statuses in words (`withheld`, `not due`); `dates` are
    pairs of `earned` or `payable` and the day.
    """

    payment: Name
    amount: Money
    status: str = ""
    dates: tuple[tuple[str, Day], ...] = ()
    span: Span = place()


@frozen
class AsAt:
    """`as at 13 July 2026` in an example: the date it is evaluated at; otherwise after the tail."""

    day: Day
    span: Span = place()


@frozen
class FreeText:
    """A line of words: `note`, `text`, `because`, `evidence` or `Cymraeg`."""

    kind: Literal["note", "text", "because", "evidence", "Cymraeg"]
    text: str
    span: Span = place()


Clause = (
    Model | Party | Term | Tail | Currency | Rounding | WeeksStart | YearsStart | WorkingDays
    | Statements | DueDates | RecordedBy | Occurs | FieldClause | Counts | JoinsOn | BelongsTo | SetsAside
    | AchievedOn | When | NeedsRecorded | NeedsPeople | Otherwise | AtTheEnd | ForEach
    | IsPercentage | Target | Pays | PaysByBand | On | Withhold | NotReleased | Recover | Due
    | Over | AtMost | Order | Excess | Finding | Log | Expect | AsAt | FreeText
)  # fmt: skip

BLOCKS = (
    "contract", "event", "cohort", "outcome", "measure", "payment", "cap",
    "accept", "example", "section",
)  # fmt: skip


@frozen
class Block:
    """`keyword name "Title"` and its clauses, up to the next block."""

    keyword: str
    name: Name
    title: Title
    clauses: tuple[Clause, ...]
    span: Span = place()


@frozen
class Comment:
    """A `#` comment: on a line of its own, or at the end of line `span.line`."""

    text: str
    own_line: bool
    span: Span = place()


@frozen
class File:
    """A whole contract file; comments are kept beside the blocks for the printer."""

    blocks: tuple[Block, ...]
    comments: tuple[Comment, ...] = ()


