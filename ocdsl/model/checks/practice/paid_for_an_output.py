"""A payment for what is no outcome."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.articles import with_article
from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.not_an_outcome import other_kind
from ocdsl.model.checks.practice.places import at_payment
from ocdsl.model.checks.practice.results import paid
from ocdsl.model.checks.practice.sources import SLIDES
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context


def find(context: Context) -> Iterator[Found]:
    """Every payment for an outcome whose title is of another kind."""
    for outcome, payment in paid(context.built):
        if kind := other_kind(outcome):
            message = f"`{payment.name}` pays for ‘{outcome.title}’, which is {with_article(kind)}."
            yield at_payment(payment, message, "pays")


RULE = Rule(
    code="PaidForAnOutput",
    severity=Severity.WARNING,
    what="A payment for an outcome is for an output, a process or an input.",
    why="Money that is meant for results is earned by doing more, whether or not it helps.",
    fix="Pay for the outcome itself; let the output be a condition, or a payment of its own "
    "for each person.",
    example='outcome independent "Sessions attended"\n'
    "  counts    once for each person in older-people\n"
    "  achieved  on the first closure where reason is needs-no-care\n",
    law=f"{SLIDES}, from inputs to outcomes; Tool 20, section 5",
    find=find,
    needs_contract=True,
    requirement="R-062",
    subject="Only outcomes carry outcome payments",
)
