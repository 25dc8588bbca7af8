"""Money withheld against a measure that has no target."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.places import at_payment
from ocdsl.model.checks.practice.sources import PAPER
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context


def find(context: Context) -> Iterator[Found]:
    """Every payment that is withheld against a measure without a target."""
    contract = context.built
    for payment in contract.payments.values():
        held = payment.withholding
        if held and contract.measures[held.measure].target is None:
            message = f"`{payment.name}` is withheld against `{held.measure}`, which has no target."
            yield at_payment(payment, message, "withhold")


RULE = Rule(
    code="WithheldWithoutTarget",
    severity=Severity.WARNING,
    what="Money is withheld against a measure that states no target.",
    why="A provider has to know at the start what it must reach; without a target the money is "
    "kept at will.",
    fix="Add a `target` to the measure.",
    example='measure reablement-rate "Share of people who become independent"\n'
    "  for each    provider and quarter\n"
    "  counts      once for each person in older-people where the first service-start is "
    "during the quarter\n"
    "  is          the percentage who achieve independent\n"
    "  needs       at least 30 people\n"
    "  otherwise   pool with the next quarter\n"
    "  at the end  judged on the people there are\n",
    law=f"{PAPER}, section 7",
    find=find,
    needs_contract=True,
    requirement="R-026",
    subject="What is withheld is stated at the start",
)
