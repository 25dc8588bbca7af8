"""More ways to pay than a reader can follow."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.amounts import Flat
from ocdsl.model.checks.practice.places import at_contract
from ocdsl.model.checks.practice.sources import PAPER
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context
from ocdsl.model.contract import Payment

MOST = 8


def find(context: Context) -> Iterator[Found]:
    """A contract with more parts that move money than that."""
    contract = context.built
    parts = sum(map(_parts, contract.payments.values())) + len(contract.caps)
    if parts > MOST:
        message = f"{parts} parts of the contract move money; more than {MOST} are hard to follow."
        yield at_contract(contract, message)


def _parts(payment: Payment) -> int:
    """The payment, its bands as one, what is withheld and what is taken back."""
    more = (not isinstance(payment.price, Flat), payment.withholding, payment.recovery)
    return 1 + sum(bool(part) for part in more)


RULE = Rule(
    code="TooManyMovingParts",
    severity=Severity.ADVICE,
    what="The payments, bands, withholdings, recoveries and caps are more than can be held in "
    "mind.",
    why="What each side spends on working out and disputing the money is not spent on anyone’s "
    "care.",
    fix="Take out what moves little money, or make one payment of two.",
    example='payment fee-one "Fee one"\n'
    "  pays  £10.00 for each person in older-people\n"
    "  on    the first service-start\n"
    "  due   30 days after the end of the month of earning\n"
    "\n"
    'payment fee-two "Fee two"\n'
    "  pays  £20.00 for each person in older-people\n"
    "  on    the first service-start\n"
    "  due   30 days after the end of the month of earning\n",
    law=f"{PAPER}, sections 8.2 and 9",
    find=find,
    needs_contract=True,
    requirement="R-035",
    subject="A payment mechanism that is simple",
)
