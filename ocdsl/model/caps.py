"""Caps: limits on what is payable, each with its scope and with what becomes of the rest."""

from __future__ import annotations

from collections.abc import Collection

from attrs import frozen

from ocdsl.base.calendar import PERIODS
from ocdsl.model.contract import Block
from ocdsl.syntax import phrases as ph


def width_of(grain: Collection[str]) -> tuple[int, int]:
    """How wide a scope is: by whose money (person, provider, all), then by how long a period."""
    who = 0 if "person" in grain else 1 if "provider" in grain else 2
    lengths = (n for n, unit in enumerate(PERIODS) if unit in grain)
    return who, min(lengths, default=len(PERIODS))


_MONTHS = {"month": 1, "quarter": 3, "calendar-quarter": 3, "year": 12, "calendar-year": 12}


def periods_of(unit: str, length: ph.Duration) -> int:
    """How many of a period a length is; 0 where it is no whole number of them."""
    if unit == "week":
        return length.count if length.unit == "week" else 0
    months = length.count * _MONTHS.get(length.unit, 0)
    return 0 if months % _MONTHS[unit] else months // _MONTHS[unit]


@frozen
class Keeping:
    """Room that is not used, carried forward for so many of the cap's periods (ruling E20)."""

    periods: int
    share: tuple[int, int]


@frozen
class Cap(Block):
    """A limit on the payable money of some payments, in each scope."""

    payments: tuple[str, ...]
    """Names of the payments it covers, in the order of the contract."""
    pence: int  # the limit in money; 0 where it is a number of payments
    value: ph.FieldAt | None
    """What each person's, or provider's, limit is recorded as; None where it is one for all."""
    base: ph.ShareOf | None
    """The share of a measure of the same provider and period that the limit is; None for others."""
    takes: bool
    """Whether it is over deductions: what they take is limited."""
    most: int  # the limit as a number of payments; 0 where it is money
    order: str
    """`earliest earned first, the last in part`, `highest first` or `pro rata`."""
    grain: tuple[str, ...]
    """Of `provider`, `person`, `month`, `quarter`, `year`; empty for the contract."""
    rolling: int
    """`in any 12 months`: how many, counted back from the month of earning; 0 for none."""
    keeps: Keeping | None
    """How room that is not used is carried forward; None where it lapses with its period."""
    carries: bool
    lapses: bool
    """What is still carried at the end: lapses, or is paid on the last statement."""

    @property
    def unit(self) -> str:
        """The period that its room is for: of its grain, or the months of a rolling limit."""
        return "month" if self.rolling else next((g for g in self.grain if g in PERIODS), "")

    @property
    def width(self) -> tuple[int, int]:
        """How wide its scope is: caps act from the narrowest to the widest (law 23)."""
        return width_of(self.grain)
