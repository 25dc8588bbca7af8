"""Caps: limits on what is payable, each with its scope and with what becomes of the rest."""

from __future__ import annotations

from collections.abc import Collection

from attrs import frozen

from ocdsl.base.calendar import PERIODS
from ocdsl.model.contract import Block


def width_of(grain: Collection[str]) -> tuple[int, int]:
    """How wide a scope is: by whose money (person, provider, all), then by how long a period."""
    who = 0 if "person" in grain else 1 if "provider" in grain else 2
    lengths = (n for n, unit in enumerate(PERIODS) if unit in grain)
    return who, min(lengths, default=len(PERIODS))


@frozen
class Cap(Block):
    """A limit on the payable money of some payments, in each scope."""

    payments: tuple[str, ...]
    """Names of the payments it covers, in the order of the contract."""
    pence: int  # the limit in money; 0 where it is a number of payments
    most: int  # the limit as a number of payments; 0 where it is money
    order: str
    """`earliest earned first, the last in part`, `highest first` or `pro rata`."""
    grain: tuple[str, ...]
    """Of `provider`, `person`, `month`, `quarter`, `year`; empty for the contract."""
    carries: bool
    lapses: bool
    """What is still carried at the end: lapses, or is paid on the last statement."""

    @property
    def width(self) -> tuple[int, int]:
        """How wide its scope is: caps act from the narrowest to the widest (law 23)."""
        return width_of(self.grain)
