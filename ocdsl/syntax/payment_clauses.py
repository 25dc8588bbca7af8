"""The clauses of payments and deductions."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from ocdsl.base.source import Span
from ocdsl.syntax.phrases import (
    Day,
    Duration,
    EventPhrase,
    Moment,
    Name,
    Number,
    Percent,
    PeriodPhrase,
    RecoveryWindow,
    Table,
    Value,
    place,
)
from ocdsl.syntax.spell_clauses import Subject

Word = Literal["pays", "takes", "at least"]
"""What a payment does with an amount, what a deduction does, and what a floor does."""


@frozen
class Pays:
    """`pays £300.00 for each person in older-people`; `takes …` in a deduction.

    In a floor, `at least £80,000.00 for each provider and year of earning`.
    """

    amount: Value
    subject: Subject
    word: Word = "pays"
    span: Span = place()


@frozen
class PaysByBand:
    """`pays whole amount by band of the total of … for each …` and its table; or `takes …`.

    Or `pays each part at its own rate by band of …`.
    """

    quantity: Value
    subject: Subject
    table: Table
    word: Word = "pays"
    parts: bool = False
    """Whether each part of the quantity has its own rate, instead of one price for the whole."""
    span: Span = place()


@frozen
class PriceLimit:
    """`at most £300.00`, `at least 55% of price at the visit`: the least or the most of a price."""

    word: Literal["at most", "at least"]
    amount: Value
    span: Span = place()


@frozen
class PriceInForce:
    """`at the price in force on the first referral`: which day picks what changes by date."""

    event: EventPhrase
    span: Span = place()


@frozen
class Less:
    """`less 1 in every 6, which would have happened anyway`."""

    taken: Number
    of: Number
    span: Span = place()


@frozen
class On:
    """`on the first service-start`."""

    event: EventPhrase
    span: Span = place()


@frozen
class OnDay:
    """`on 1 April 2026`: the day that earns a payment for the contract, or for each provider."""

    day: Day
    span: Span = place()


@frozen
class Repaid:
    """`repaid from outcome-fee, 50% of each`: an advance, and what it is set off against."""

    payments: tuple[Name, ...]
    share: Percent
    span: Span = place()


@frozen
class Balance:
    """`at the end  the balance is due in 30 days`: what of an advance has not been repaid."""

    lag: Duration
    span: Span = place()


@frozen
class Withhold:
    """`withhold 15% of the payment against reablement-rate during …` and its table."""

    share: Percent
    measure: Name
    period: PeriodPhrase
    table: Table
    span: Span = place()


@frozen
class WithholdUntil:
    """`withhold 5% of the payment until 31 March 2029`, or until an outcome, `confirmed`."""

    share: Percent
    until: Day | Name
    span: Span = place()


@frozen
class NotReleased:
    """`what is not released  is not paid`; `what is not released within 52 weeks  is not paid`."""

    within: Duration | None = None
    span: Span = place()


@frozen
class Recover:
    """`recover 100% of the payment on a readmission after earning, up to and including …`."""

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


@frozen
class InShadow:
    """`in shadow until 30 September 2026`: shown and not paid up to and including that day."""

    day: Day
    span: Span = place()
