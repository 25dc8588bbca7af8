"""What comes in and what is spent, month by month: the providers' money under what is assumed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from attrs import frozen


@frozen
class Month:
    """One calendar month, by its first day; whole pence."""

    start: int
    income: int
    cost: int


@frozen
class CashFlow:
    """All providers together, from the first month of the contract to the last that pays."""

    months: tuple[Month, ...]
    people: int
    """How many are assumed to join in all."""
    one_in: int
    """Of how many each one was reckoned with, the money so many times: 1 where all were."""

    @property
    def income(self) -> tuple[int, ...]:
        """What has come in by the end of each month, in pence."""
        return tuple(accumulate(month.income for month in self.months))

    @property
    def cost(self) -> tuple[int, ...]:
        """What has been spent by the end of each month, in pence."""
        return tuple(accumulate(month.cost for month in self.months))

    @property
    def balances(self) -> Iterator[int]:
        """What has come in, less what has been spent, by the end of each month."""
        return (came - went for came, went in zip(self.income, self.cost, strict=True))

    @property
    def passes(self) -> int | None:
        """The month, the first being 1, from which on no less has come in than was spent.

        None where that is not so even in the end.
        """
        behind = [n for n, balance in enumerate(self.balances, 1) if balance < 0]
        last = max(behind, default=0)
        return last + 1 if last < len(self.months) else None

    @property
    def lowest(self) -> tuple[int, int]:
        """The most that is out of pocket, in pence, and the month, the first being 1; or 0, 0."""
        balance, month = min(((b, n) for n, b in enumerate(self.balances, 1)), default=(0, 0))
        return (-balance, month) if balance < 0 else (0, 0)
