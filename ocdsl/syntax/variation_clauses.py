"""The clauses of variations, and the contract's own on which text judges a person."""

from __future__ import annotations

from attrs import frozen

from ocdsl.base.source import Span
from ocdsl.syntax.phrases import Day, EventPhrase, place


@frozen
class FromDay:
    """`from 1 April 2027`: the first day on which a variation is in force."""

    day: Day
    span: Span = place()


@frozen
class Versions:
    """`versions each person is judged by the text in force on the first referral`."""

    event: EventPhrase
    span: Span = place()
