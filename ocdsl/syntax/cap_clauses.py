"""The clauses of caps."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from ocdsl.base.source import Span
from ocdsl.syntax.phrases import Duration, FieldAt, Money, Name, Number, Percent, ShareOf, place


@frozen
class Over:
    """`over all payments` (no names) or `over start-fee, outcome-fee`."""

    payments: tuple[Name, ...]
    span: Span = place()


@frozen
class AtMost:
    """`at most £120,000.00 for each provider and month of earning` or `… for the contract`.

    Or a number of payments: `at most 1 payment for each person`.
    """

    amount: Money | Number | FieldAt | ShareOf
    """Money, how many payments, or what an event records: `budget at the last plan`; or a share
    of a measure of the same provider and period: `10% of charges`."""
    grain: tuple[Name, ...]
    """Empty for the contract. A month is the month of earning."""
    rolling: Duration | None = None
    """`in any 12 months`: this month and the eleven before."""
    span: Span = place()


EARLIEST, HIGHEST, PRO_RATA = "earliest earned first, the last in part", "highest first", "pro rata"
"""The orders in which the lines under a cap have its room."""


@frozen
class Order:
    """`order earliest earned first, the last in part`, `order highest first`, `order pro rata`."""

    how: str
    span: Span = place()


@frozen
class Excess:
    """`excess carried forward`, `excess is not paid`; of deductions, `excess is not taken`."""

    what: Literal["carried forward", "is not paid", "is not taken"]
    span: Span = place()


@frozen
class UnusedRoom:
    """`unused room is carried forward for 1 year, 50% of it`."""

    length: Duration
    share: Percent | None = None
    """How much of it; None for all."""
    span: Span = place()
