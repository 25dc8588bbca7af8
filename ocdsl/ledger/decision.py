"""One payment decision, and the words of its status (law 22).

Standard library only: the emitted evaluator carries this file whole.
"""

from __future__ import annotations

from typing import NamedTuple

# The statuses of money that a ledger holds: each is its own account there.
MONEY = (
    "payable",
    "withheld",
    "released",
    "forfeited",
    "recovered",
    "repaid",
    "capped",
    "carried-forward",
)
# What is in shadow, pending or not due is not money yet, and is never posted.
STATUSES = (*MONEY, "shadow", "pending", "not-due")

# The statuses whose amounts are owed to the provider (negative ones back to the commissioner).
# Every other status is in no total but its own (law 22, ruling E38).
OWED = ("payable", "released", "recovered", "repaid")


class Decision(NamedTuple):
    """One line of a result. The order of the fields is the order of the columns everywhere."""

    id: str
    """`PAYMENT/PERSON[/PROVIDER/PERIOD]#STATUS…[~PARTY…]`: the same on every engine."""
    payment: str
    clause: int
    """Source line of the clause that decided, counted from 1."""
    provider: str | None
    """None while the contract does not know it yet (nobody has started)."""
    person: str | None
    period: str | None
    """`2026-05-04/2026-05-10`, first and last day, when the line is for a period."""
    amount: int
    """Whole pence (the currency's smallest unit); negative when taken back."""
    currency: str
    status: str
    earned_on: int | None
    """Ordinal day; None while pending and when not due."""
    payable_on: int | None
    """Ordinal day; None when nothing is payable."""
    because: tuple[str, ...]
    """Ids of the events it rests on, sorted."""
    awaiting: str | None
    """What a pending, withheld or carried line waits for, and the last day it can come."""
    reason: str | None
    """Why a line is not due, withheld, forfeited, recovered, capped or carried forward."""
    payer: str | None = None
    """Who pays it, of several who share it; None where nobody does."""
    payee: str | None = None
    """To whom it is passed on, or the provider who keeps it; None where nothing is passed on."""


COLUMNS = Decision._fields
