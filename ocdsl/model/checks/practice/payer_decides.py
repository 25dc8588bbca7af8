"""An outcome that only the commissioner declares."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.places import at
from ocdsl.model.checks.practice.results import paid, recorders
from ocdsl.model.checks.practice.sources import DESIGN
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context


def find(context: Context) -> Iterator[Found]:
    """Every outcome paid for whose events the commissioner alone records."""
    contract = context.built
    for outcome, _ in paid(contract):
        if recorders(contract, outcome) == {"commissioner"}:
            message = f"Only the commissioner records what `{outcome.name}` is read from."
            yield at("outcome", outcome, message, "achieved on")


RULE = Rule(
    code="PayerDecides",
    severity=Severity.ADVICE,
    what="An outcome that is paid for is read only from what the commissioner records.",
    why="Who pays also decides whether anything is owed, so the provider cannot bring the "
    "outcome about or prove it.",
    fix="Read the outcome also from what the provider or somebody independent records.",
    example='outcome independent "Not referred again"\n'
    "  counts    once for each person in older-people\n"
    "  achieved  on the last referral\n",
    law=f"{DESIGN}, section 3.1, Model 2",
    find=find,
    needs_contract=True,
    requirement="R-156",
    subject="Outcomes that the provider can bring about",
)
