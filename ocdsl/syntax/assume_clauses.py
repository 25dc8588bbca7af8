"""The clauses that say what is assumed of a group of people: numbers, chances and costs."""

from __future__ import annotations

from attrs import frozen

from ocdsl.base.source import Span
from ocdsl.syntax.phrases import Money, Name, Number, Percent, place


@frozen
class Arrive:
    """`counts 30 people in older-people each year`: how many join a cohort in each period."""

    count: Number
    cohort: Name
    unit: str
    span: Span = place()


@frozen
class Achieve:
    """`achieved independent by 35% of people, by 10% anyway`: with the service, and without."""

    outcome: Name
    served: Percent
    anyway: Percent | None = None
    span: Span = place()


@frozen
class Spends:
    """`spends £1,100.00 for each person`: what it costs the provider to serve one of the group."""

    amount: Money
    span: Span = place()


@frozen
class Saves:
    """`saves £40.00 for each missed`: what the provider is spared each time a deduction is made."""

    amount: Money
    deduction: Name
    span: Span = place()
