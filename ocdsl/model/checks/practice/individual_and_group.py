"""One outcome rewarded for each person and again for all of them."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.places import at_payment
from ocdsl.model.checks.practice.results import paid
from ocdsl.model.checks.practice.sources import PAPER
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context


def find(context: Context) -> Iterator[Found]:
    """Every payment for an outcome that is withheld against the rate of the same outcome."""
    contract = context.built
    for _, payment in paid(contract):
        held = payment.withholding
        if held and contract.measures[held.measure].outcome == payment.outcome:
            message = (
                f"`{payment.outcome}` is paid for each person, and moves the money again "
                f"through `{held.measure}`."
            )
            yield at_payment(payment, message, "withhold")


RULE = Rule(
    code="IndividualAndGroup",
    severity=Severity.ADVICE,
    what="The same outcome is paid for each person and judged again for the group.",
    why="One success or failure moves money twice, so a small change in luck becomes a large "
    "one in income.",
    fix="Choose one: pay for each person, or for the group; or accept this with the reason.",
    example="",
    law=f"{PAPER}, section 9",
    find=find,
    needs_contract=True,
    requirement="R-136",
    subject="Individual outcomes or those of a group",
    without=("accept both-ways",),
)
