"""Money that is kept back and taken back as well."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.places import at_payment
from ocdsl.model.checks.practice.sources import REVIEW
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context


def find(context: Context) -> Iterator[Found]:
    """Every payment that is both withheld and recovered in full."""
    contract = context.built
    for payment in contract.payments.values():
        taken = payment.recovery
        if payment.withholding and taken and taken.share[0] == taken.share[1]:
            message = f"`{payment.name}` is withheld in part, and taken back whole."
            yield at_payment(payment, message, "recover")


RULE = Rule(
    code="PunitiveTerms",
    severity=Severity.ADVICE,
    what="One payment is withheld in part, and taken back whole as well.",
    why="Terms that can only cut drive out providers, or are priced into every bid.",
    fix="Keep one of the two, take back only a part, or accept this with the reason.",
    example="",
    law=f"{REVIEW}, section 2, after the inspectorate’s national review",
    find=find,
    needs_contract=True,
    requirement="R-161",
    subject="No punitive terms and no variety of fees",
    without=("accept taken-back-whole",),
)
