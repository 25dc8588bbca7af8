"""Several providers, and nothing on whose work the outcome is."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.places import at_payment
from ocdsl.model.checks.practice.results import paid
from ocdsl.model.checks.practice.sources import SLIDES
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context


def find(context: Context) -> Iterator[Found]:
    """Outcomes paid for among several providers without an answer on attribution."""
    contract = context.built
    if len(contract.providers) < 2:
        return
    answers = {a.feature for s in contract.suitability for a in s.answers if a.answer != "no"}
    for _, payment in paid(contract) if "attribution" not in answers else ():
        message = f"Nothing says that `{payment.outcome}` is due to the provider that is paid."
        yield at_payment(payment, message, "pays")


RULE = Rule(
    code="AttributionUnsaid",
    severity=Severity.ADVICE,
    what="There are several providers, an outcome is paid to one of them, and no suitability "
    "block says that it can be put down to it.",
    why="One provider is paid for what another, or luck, has done.",
    fix="Answer `attribution` in a `suitability` block, with the reason.",
    example="",
    law=f"{SLIDES}, what outcome-based commissioning may require",
    find=find,
    needs_contract=True,
    requirement="R-163",
    subject="Whether an outcome is due to one provider",
    without=("suitability payment-by-results",),
)
