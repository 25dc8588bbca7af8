"""What a contract assumes of groups of people: for searching incentives and the cash flow alone."""

from __future__ import annotations

from attrs import frozen

from ocdsl.model.contract import Block


@frozen
class Chance:
    """How likely somebody of a group is to achieve an outcome, as exact shares of one."""

    outcome: str
    served: tuple[int, int]
    """With the service: numerator and denominator."""
    anyway: tuple[int, int] | None
    """Without it; None when the contract does not say."""


@frozen
class Saving:
    """What a provider is spared by what a deduction is for."""

    deduction: str
    pence: int
    """Whole pence each time that the deduction is made."""


@frozen
class Assumption(Block):
    """A group of people: how many there are, what comes of them, and what serving one costs.

    Or only what a provider saves by leaving a duty undone: then it is of no cohort.
    """

    cohort: str
    """Whom the group joins; empty where nothing is assumed of people."""
    count: int
    """How many of the group join the cohort in each `unit`."""
    unit: str
    """`week`, `month`, `quarter` or `year`."""
    chances: tuple[Chance, ...]
    cost: int | None
    """Whole pence that serving one person costs the provider; None when the contract is silent."""
    savings: tuple[Saving, ...]
    because: str
