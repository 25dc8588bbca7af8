"""How a specification is made of a contract, where that is not as it usually is."""

from __future__ import annotations

from attrs import frozen

from ocdsl.model.cash_flow import CashFlow
from ocdsl.model.register import Register


@frozen
class Edition:
    """One way of setting a contract into a document."""

    register: Register | None = None
    """The risk register that it shows."""
    template: bytes | None = None
    """The Word file of a house style, already checked; the plain one when None."""
    language: str = "en"
    """The code of the language that it is written in."""

    cash_flow: CashFlow | None = None
    """The providers' cash flow under what the contract assumes; None where it cannot be known."""


PLAIN_EDITION = Edition()
