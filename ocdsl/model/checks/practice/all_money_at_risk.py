"""Every payment depends on outcomes."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.places import at_contract
from ocdsl.model.checks.practice.sources import STEPS
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context


def find(context: Context) -> Iterator[Found]:
    """Payments of which every one is for an outcome."""
    contract = context.built
    pays = [payment for payment in contract.payments.values() if not payment.takes]
    if pays and all(payment.outcome for payment in pays):
        message = "Every payment of the contract depends on an outcome."
        yield at_contract(contract, message)


RULE = Rule(
    code="AllMoneyAtRisk",
    severity=Severity.WARNING,
    what="Every payment depends on an outcome.",
    why="A provider that must pay its staff before any outcome can be seen may fail, or turn "
    "away those least likely to succeed.",
    fix="Add a payment that does not depend on an outcome, such as a start fee.",
    example='payment start-fee "Start fee"\n'
    "  pays  £300.00 for each independent\n"
    "  due   30 days after the end of the month of earning\n"
    "\n"
    'payment weekly-support "Ongoing support"\n'
    "  pays  £100.00 for each independent\n"
    "  due   30 days after the end of the month of earning\n",
    law=f"{STEPS}, section 4, develop specification, Model 2",
    find=find,
    needs_contract=True,
    requirement="R-034",
    subject="Payment is not solely for outcomes",
)
