"""Payment by results without a look at whether it fits."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.aims import FEATURES
from ocdsl.model.checks.nearest import listed
from ocdsl.model.checks.practice.places import at, at_contract
from ocdsl.model.checks.practice.results import paid
from ocdsl.model.checks.practice.sources import STEPS
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context


def find(context: Context) -> Iterator[Found]:
    """Outcomes paid for with features unanswered, or answered without words."""
    contract = context.built
    if not paid(contract):
        return
    if not contract.suitability:
        message = "Outcomes are paid for, and no `suitability` block says whether that fits."
        yield at_contract(contract, message)
    for block in contract.suitability:
        answered = {answer.feature for answer in block.answers}
        missing = [feature for feature in FEATURES if feature not in answered]
        if missing:
            message = f"`{block.name}` does not answer for {listed(missing)}."
            yield at("suitability", block, message)
        silent = [answer.feature for answer in block.answers if not answer.because]
        if silent:
            message = f"`{block.name}` answers without a reason for {listed(silent)}."
            yield at("suitability", block, message)


RULE = Rule(
    code="SuitabilityUnanswered",
    severity=Severity.ADVICE,
    what="Outcomes are paid for, and no `suitability` block answers all the features of a "
    "service fit for that, with words.",
    why="Where the features are missing, money goes to luck or to the choice of people, and "
    "the service may fail.",
    fix="Add a `suitability` block with an `answer` and a `because` for each feature.",
    example="",
    law=f"{STEPS}, section 3, after the National Audit Office 2015",
    find=find,
    needs_contract=True,
    requirement="R-090",
    subject="Whether payment by results suits the service",
    without=("suitability payment-by-results",),
)
