"""How long a spell has to last, and the periods of it that are paid for."""

from __future__ import annotations

from attrs import frozen

from ocdsl.base.calendar import Lag
from ocdsl.syntax import phrases as ph


@frozen
class Lasting:
    """`housed has lasted 3 months`."""

    spell: str
    length: ph.Duration
    lag: Lag
    says: str

    @property
    def phrase(self) -> ph.Lasted:
        """The test as the contract writes it."""
        return ph.Lasted(ph.Name(self.spell), self.length)


@frozen
class Periods:
    """`each whole period of 4 weeks` of a spell, and how many of them at most."""

    whole: bool
    """Earned on its last day, as a whole; otherwise on its first, once it has started."""
    length: ph.Duration
    lag: Lag
    most: int
    """How many are paid for each person at most; 0 when there is no limit."""
