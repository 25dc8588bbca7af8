"""Gates: what a provider, or the contract, has to have reached by a day to be extended."""

from __future__ import annotations

from attrs import frozen

from ocdsl.model.contract import Block
from ocdsl.syntax import phrases as ph


@frozen
class Gate(Block):
    """An outcome of a provider, or of the contract: judged once, on a day, and never paid for."""

    grain: tuple[str, ...]
    """`provider` and `year`, or `year`: the rows of which the one that holds the day is judged."""
    day: int
    when: ph.Tests
