"""The phrases of the language as a tree: values, events, moments, windows and tests.

Every node carries its place, which equality ignores: two trees are equal when they say the same.
Numbers are exact: a `Number` holds its digits as a whole number and how many of them are decimals.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import field, frozen

from ocdsl.base.source import NOWHERE, Span
from ocdsl.syntax.orders import Order

if TYPE_CHECKING:
    from ocdsl.syntax.split_clauses import Later, MoneyPart


def place() -> Span:
    """The attrs field for a node's place: keyword only and ignored by equality."""
    result: Span = field(default=NOWHERE, eq=False, repr=False, kw_only=True)
    return result


# ---- plain values


@frozen
class Name:
    """A lower-case hyphenated name, used or defined."""

    text: str
    span: Span = place()


@frozen
class Title:
    """Text in quotes, without them."""

    text: str
    span: Span = place()


@frozen
class Money:
    """`£1,575.00`: whole pence."""

    pence: int
    span: Span = place()


@frozen
class Percent:
    """`15%` is (15, 0); `12.5%` is (125, 1)."""

    digits: int
    places: int
    span: Span = place()


@frozen
class Number:
    """A bare number: `65` is (65, 0); `2.50` is (250, 2)."""

    digits: int
    places: int
    span: Span = place()


@frozen
class Day:
    """A date: days as `date.toordinal()` counts them."""

    ordinal: int
    span: Span = place()


@frozen
class Duration:
    """`8 weeks`: `unit` is singular (`day`, `week`, `month`, `quarter`, `year`, `working day`)."""

    count: int
    unit: str
    span: Span = place()


Scalar = Money | Percent | Number | Day | Duration | Name


@frozen
class EventPhrase:
    """`the first closure where …`, `a readmission`, `each support-day`, `no readmission`."""

    article: Literal["the", "a", "each", "no"]
    order: Order
    event: Name
    where: Tests | None = None
    span: Span = place()


@frozen
class PeriodPhrase:
    """`the term`, `the week`, `the quarter of the first service-start`, `the month of earning`."""

    unit: str
    """`term`, `week`, `month`, `quarter` or `year`."""
    of: Moment | None = None
    span: Span = place()


@frozen
class EndOf:
    """`the end of the month of earning`."""

    period: PeriodPhrase
    span: Span = place()


@frozen
class Special:
    """A moment of the payment itself: `earning` or `the due-date`."""

    word: Literal["earning", "due-date"]
    span: Span = place()


Moment = Day | EventPhrase | EndOf | Special

# ---- limits and windows

LimitWord = Literal["at least", "more than", "less than", "up to and including", "exactly"]


@frozen
class Limit:
    """`at least 65`, `less than 60%`: a boundary that says whether it counts itself (law 8)."""

    word: LimitWord
    value: Value
    span: Span = place()


@frozen
class Within:
    """`within 8 weeks after M`: M is day 0, the last day counts (law 10)."""

    duration: Duration
    side: Literal["after", "before"]
    moment: Moment
    span: Span = place()


@frozen
class Distance:
    """`at least 52 weeks, up to and including 60 weeks after M`; each limit holds a Duration."""

    limits: tuple[Limit, ...]
    side: Literal["after", "before"]
    moment: Moment
    span: Span = place()


@frozen
class Relative:
    """`before M`, `on or before M`, `after M`, `on or after M`."""

    word: Literal["before", "on or before", "after", "on or after"]
    moment: Moment
    span: Span = place()


@frozen
class During:
    """`during the term`, `during the quarter`."""

    period: PeriodPhrase
    span: Span = place()


@frozen
class RecoveryWindow:
    """`after earning, up to and including 28 days after the due-date`."""

    start: Special
    limit: Limit
    end: Moment
    span: Span = place()


Window = Within | Distance | Relative | During

# ---- values with structure


@frozen
class FieldAt:
    """`independence at the first assessment`; without `at`, the event at hand.

    Also any bare name.
    """

    field: Name
    at: EventPhrase | None = None
    span: Span = place()


@frozen
class PointsAbove:
    """`5 points above V` or `the smallest meaningful change below V`."""

    points: Number  # 0 where `named`, until the model has read it from the field
    side: Literal["above", "below"]
    value: FieldAt
    named: bool = False
    span: Span = place()


@frozen
class Total:
    """`the total of hours at each support-day [in older-people]`; or the average, or an extreme."""

    how: Literal["total", "average", "highest", "lowest"]
    what: FieldAt
    population: Name | None = None
    span: Span = place()


@frozen
class Forfeited:
    """`the total forfeited from outcome-fee`."""

    payment: Name
    span: Span = place()


@frozen
class NumberOf:
    """`the number of visit in older-people`: events of a kind, or people who achieve an outcome.

    `the number of people in older-people` counts those who have joined.
    """

    of: Name
    population: Name | None = None
    span: Span = place()


@frozen
class ShareOf:
    """`50% of savings`."""

    share: Percent
    of: Value
    span: Span = place()


@frozen
class Arithmetic:
    """`benchmark - expenditure`, `£15.00 × hours`: two values and the sign between them."""

    left: Value
    sign: Literal["+", "-", "×", "÷"]
    right: Value
    span: Span = place()


@frozen
class PercentageOf:
    """`savings as a percentage of benchmark`."""

    part: Value
    whole: Value
    span: Span = place()


@frozen
class Change:
    """`£120.00 from 1 April 2026`: a value, and the first day on which it is in force."""

    value: Money | Percent | Number
    start: Day
    span: Span = place()


@frozen
class Dated:
    """`£120.00 from 1 April 2026, £124.00 from 1 April 2027`: a value by date (law 11)."""

    changes: tuple[Change, ...]
    span: Span = place()


Value = (
    Scalar | FieldAt | PointsAbove | Total | Forfeited | NumberOf | ShareOf | Arithmetic
    | PercentageOf | Dated
)  # fmt: skip


@frozen
class EventTest:
    """`the closure is within 8 weeks after …`, `the week ends within …`."""

    event: EventPhrase | PeriodPhrase
    verb: Literal["is", "starts", "ends"]
    window: Window
    span: Span = place()


@frozen
class LimitTest:
    """`age is at least 65`; one or two limits."""

    value: FieldAt
    limits: tuple[Limit, ...]
    span: Span = place()


@frozen
class ChoiceTest:
    """`reason is needs-no-care`, `reason is not died`, `reason is one of died, moved-away`."""

    value: FieldAt
    negated: bool
    one_of: bool
    choices: tuple[Name, ...]
    span: Span = place()


@frozen
class Lasted:
    """`housed has lasted 3 months`."""

    spell: Name
    duration: Duration
    span: Span = place()


Test = EventTest | LimitTest | ChoiceTest | Lasted


@frozen
class Tests:
    """One test, tests joined by `and` or by `or`, or a bulleted list.

    `how` is `one`, `and`, `or` (all on the line) or `all`, `any`, `some` (bullets below);
    `least` is the number of `at least N of`, and 0 otherwise.
    """

    how: Literal["one", "and", "or", "all", "any", "some"]
    items: tuple[Test, ...]
    least: int = 0
    span: Span = place()


# ---- tables


@frozen
class Cell:
    """One cell of a table: limits, a plain word such as `nothing`, or a scalar."""

    content: tuple[Limit, ...] | Scalar | Words | Facts | MoneyPart | Later
    span: Span = place()


@frozen
class Words:
    """`nothing`, `all`, `in a straight line`, `no limit`, `otherwise`, or a name in a log."""

    text: str
    span: Span = place()


@frozen
class Fact:
    """`age is 82` in the log of an example."""

    field: Name
    value: Scalar
    span: Span = place()


@frozen
class Facts:
    """`age is 82, reason is died`; empty for a blank cell."""

    items: tuple[Fact, ...]
    span: Span = place()


@frozen
class Table:
    """A `|` table: its headings as written and its rows."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    span: Span = place()
