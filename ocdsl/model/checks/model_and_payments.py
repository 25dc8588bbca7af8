"""Payments that the contract's model does not have, or lacks (part 2, `model`)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading, only
from ocdsl.model.context import Context, outcome_paid
from ocdsl.syntax import tree

_REWARD = "reward for individual outcomes"


def find(context: Context) -> Iterator[Found]:
    """Payments on results under standards; no outcome paid for where outcomes are rewarded."""
    header = context.header
    for clause in every(header, tree.Model):
        if clause.text == "standards":
            yield from _on_results(context)
        elif header and clause.text == _REWARD and not (_rewards(context) or context.unread):
            message = f"The model is `{clause.text}`, and no payment is for an outcome."
            yield Found(message, clause.span, heading(header, clause))


def _on_results(context: Context) -> Iterator[Found]:
    """Payments that depend on an outcome or a measure."""
    for block in context.payments.values():
        withhold = only(block, tree.Withhold)
        by_outcome = outcome_paid(block) in context.named["outcome"]
        if by_outcome or withhold:
            on = withhold.measure.text if withhold else outcome_paid(block)
            message = f"The model is `standards`, and `{block.name.text}` depends on `{on}`."
            fix = "Pay whatever is achieved, or choose another model."
            yield Found(message, block.span, heading(block), fix)


def _rewards(context: Context) -> bool:
    paid = (outcome_paid(block) for block in context.payments.values())
    return any(name in context.named["outcome"] for name in paid)


RULE = Rule(
    code="ModelAndPayments",
    severity=Severity.ERROR,
    what="The payments are not those of the model that the contract names.",
    why="The model tells a provider whether its income depends on results.",
    fix="Pay for an outcome, or choose the model that the payments follow.",
    example='payment outcome-fee "Reablement outcome"\n'
    "  pays  £1,575.00 for each person in older-people\n"
    "  on    the first closure\n"
    "  due   30 days after the end of the month of earning\n",
    law="part 2 of the language, `model`",
    find=find,
)
