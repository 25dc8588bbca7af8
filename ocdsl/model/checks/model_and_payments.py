"""Payments that the contract's model does not have, or lacks (part 2, `model`)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading
from ocdsl.model.context import Context, outcome_paid
from ocdsl.syntax import tree

_REWARD = "reward for individual outcomes"


def find(context: Context) -> Iterator[Found]:
    """Payments under standards without payment; no outcome paid for where outcomes are rewarded."""
    header = context.header
    for clause in every(header, tree.Model):
        if clause.text == "standards without payment":
            for block in context.named["payment"].values():
                message = f"The model is `{clause.text}`, and `{block.name.text}` is a payment."
                fix = "Take the payment out, or choose another model."
                yield Found(message, block.span, heading(block), fix)
        elif header and clause.text == _REWARD and not (_rewards(context) or context.unread):
            message = f"The model is `{clause.text}`, and no payment is for an outcome."
            yield Found(message, clause.span, heading(header, clause))


def _rewards(context: Context) -> bool:
    paid = (outcome_paid(block) for block in context.named["payment"].values())
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
