"""Paid on the word of the provider alone."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.places import at_payment, says, section, spoken
from ocdsl.model.checks.practice.results import recorders
from ocdsl.model.checks.practice.sources import REVIEW
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context
from ocdsl.model.contract import Contract, Payment
from ocdsl.model.nodes import nodes
from ocdsl.syntax import phrases as ph


def find(context: Context) -> Iterator[Found]:
    """Every payment on an event of the provider’s, where no section speaks of verifying."""
    contract = context.built
    text = spoken(section(contract, "contract-management"))
    if says(text, "verif|sampl|audit|compar|check"):
        return
    for payment in contract.payments.values():
        if not payment.takes and _recorders(contract, payment) == {"provider"}:
            message = f"Only the provider records what `{payment.name}` is paid on."
            yield at_payment(payment, message, "pays")


def _recorders(contract: Contract, payment: Payment) -> set[str]:
    """Who records the events that a payment is worked out from."""
    if payment.outcome in contract.outcomes:
        return recorders(contract, contract.outcomes[payment.outcome])
    parts = nodes((payment.on, payment.price))
    names = {part.event.text for part in parts if isinstance(part, ph.EventPhrase)}
    known = (contract.events[name] for name in (*names, payment.event) if name in contract.events)
    return {role for event in known for role in event.recorded_by}


RULE = Rule(
    code="OnlyProviderRecords",
    severity=Severity.ADVICE,
    what="A payment rests on what only the provider records, and nothing says who verifies it.",
    why="Whoever is paid by a record and writes it alone can be paid for what never happened.",
    fix="Let somebody else record the event too, or say in `section contract-management` who "
    "verifies the records.",
    example="",
    law=f"{REVIEW}, section 5, after the Chartered Institute of Purchasing and Supply",
    find=find,
    needs_contract=True,
    requirement="R-098",
    subject="Who records, verifies, approves and pays are not the same",
    without=("section contract-management",),
)
