"""Cards of rates: a value for each choice of a field, for each outcome or for each year."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from ocdsl.model.contract import Block
from ocdsl.model.dates import DateRules
from ocdsl.syntax import phrases as ph

OUTCOME = "outcome"
"""The column of a card that is looked in by the outcome that is paid for."""
YEAR = "contract-year"
"""The column of a card that is looked in by the year of the contract."""


@frozen
class Column:
    """What a card is looked in by: a field, `outcome` or `contract-year`."""

    name: str
    at: ph.EventPhrase | None
    """The event it is read at; None for the event at hand."""
    choices: tuple[str, ...]
    """Everything it can be, in the order of the contract."""


@frozen
class Rise:
    """How the rates of a card change on a day of each year (ruling E36)."""

    unit: str
    """`year` or `calendar-year`: the day is the first of each."""
    by: int
    """By how much, in `parts` of one; below nothing where they fall. 0 where it is published."""
    parts: int
    event: str
    """The event about the contract that publishes it; empty where it is written."""
    field: str
    least: int | None
    """The least by which they rise, in `parts` of one; None for no limit."""
    most: int | None


@frozen
class Card(Block):
    """A card of rates, by one column or by two: a value for all that they can be."""

    columns: tuple[Column, ...]
    kind: str
    """`money`, `percentage` or `number`."""
    scale: int
    """Parts of one in its values: pence of a pound."""
    values: Mapping[tuple[str, ...], int]
    """Each rate in parts of one, by a choice of each column."""
    rise: Rise | None = None


def year_starts(first: int, last: int, dates: DateRules) -> tuple[int, ...]:
    """The first day of each year of a contract, from its first day to the last that matters."""
    starts = [first]
    while (after := dates.later(first, dates.lag(ph.Duration(len(starts), "year")))) <= last:
        starts.append(after)
    return tuple(starts)


def year_named(number: int) -> str:
    """`year 2`: a year of the contract as a card names it."""
    return f"year {number}"
