"""The clause of a split, which payments it divides, and what only its table can hold."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from ocdsl.base.source import Span
from ocdsl.syntax.phrases import Duration, Money, Name, Table, place


@frozen
class Divides:
    """`divides outcome-fee`, or `divides all payments` (no names), and its table."""

    payments: tuple[Name, ...]
    table: Table
    span: Span = place()


@frozen
class MoneyPart:
    """`the first £50,000.00`, `the next £600,000.00`: a part of money in the order it is paid."""

    order: Literal["first", "next"]
    amount: Money
    span: Span = place()


@frozen
class Later:
    """`14 days later`."""

    lag: Duration
    span: Span = place()
