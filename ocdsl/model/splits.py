"""Splits: who pays a payment, whose result it is, or to whom what is paid is passed on."""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen

from ocdsl.base.calendar import Due
from ocdsl.base.source import Span
from ocdsl.model.contract import Block

Side = Literal["provider", "payee", "payer"]

SIDES: dict[str, Side] = {"payer": "payer", "provider": "provider", "passed on to": "payee"}
"""What the first column of a split's table is headed by, and which side it divides."""

ORDER: tuple[Side, ...] = ("provider", "payee", "payer")
"""Whose result a line is comes first, then to whom it goes, then who pays each part of it."""

THE_PROVIDER = "provider"
"""The party that is the provider itself, whoever that is: it keeps a part of what is passed on."""


@frozen
class SplitPart:
    """One row of a split: a party, and its share or the money up to which it is paid."""

    party: str
    share: int
    """Its share in the parts that those of all rows add up to; 0 where parts are in order."""
    up_to: int | None
    """Pence of all money so far up to which it is paid; None for the rest, and for a share."""
    due: Due | None
    """How long after the payment's own day its part is due; None for that day."""
    span: Span = field(eq=False)


@frozen
class Split(Block):
    """How each line of some payments is divided between parties (law 21)."""

    payments: tuple[str, ...]
    """Names of the payments it divides, in the order of the contract."""
    side: Side
    parties: tuple[SplitPart, ...]

    @property
    def place(self) -> tuple[bool, int]:
        """Where it stands among the splits: what is passed on in order is whole lines."""
        return not self.in_order, ORDER.index(self.side)

    @property
    def in_order(self) -> bool:
        """Whether parties are paid one after the other, as money is paid, instead of by share."""
        return not any(party.share for party in self.parties)
