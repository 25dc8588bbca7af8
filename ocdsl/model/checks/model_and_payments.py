"""Payments that the contract's model does not have, or lacks (part 2, `model`)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading, only
from ocdsl.model.context import Context, outcome_paid, subject_of
from ocdsl.syntax import phrases as ph
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
        on = _decides(context, block)
        if on:
            message = f"The model is `standards`, and `{block.name.text}` depends on `{on}`."
            fix = "Pay whatever is achieved, or choose another model."
            yield Found(message, block.span, heading(block), fix)


def _decides(context: Context, block: tree.Block) -> str:
    """The measure or the outcome that decides some of a payment's money; empty without one."""
    withhold, until = only(block, tree.Withhold), only(block, tree.WithholdUntil)
    if withhold:
        return withhold.measure.text
    if until and isinstance(until.until, ph.Name):
        return until.until.text
    outcome = outcome_paid(block)
    return outcome if outcome in context.named["outcome"] else ""


def _rewards(context: Context) -> bool:
    outcomes = context.named["outcome"]
    return any(
        {outcome_paid(block), _decides(context, block)} & outcomes.keys()
        or _misnamed(context, block)
        for block in context.payments.values()
    )


def _misnamed(context: Context, block: tree.Block) -> bool:
    """Whether a payment is for each of what is no name: that is reported, and may be an outcome."""
    subject, of = subject_of(block), outcome_paid(block)
    return bool(of) and not (subject and subject.periods) and not any(
        of in context.named[kind] for kind in ("outcome", "event", "spell")
    )  # fmt: skip


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
