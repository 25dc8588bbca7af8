"""A cap or a floor for each person or provider, over a payment that is about none (law 20)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import heading, only
from ocdsl.model.context import Context
from ocdsl.syntax import tree


def find(context: Context) -> Iterator[Found]:
    """Every cap and floor with a payment under it that its scope cannot tell apart."""
    for block in (*context.named["cap"].values(), *context.named["floor"].values()):
        over = only(block, tree.Over)
        if over is None or context.has_unread(block):
            continue
        scope = _scope(context, block)
        named = [name.text for name in over.payments] or list(context.named["payment"])
        for name in named:
            payment = context.payments.get(name)
            if payment is None or only(payment, tree.Repaid):
                continue  # an advance is under no cap: another check says so
            lacking = sorted(scope & _lacks(context, payment))
            if lacking:
                each = lacking[0]
                message = f"`{name}` is paid for no {each}, and this is for each {each}."
                yield Found(message, over.span, heading(block, over))
                break


def _scope(context: Context, block: tree.Block) -> set[str]:
    """What a cap or a floor is for each of."""
    limit = only(block, tree.AtMost)
    return {name.text for name in limit.grain} if limit else set(context.wide_grain(block) or ())


def _lacks(context: Context, payment: tree.Block) -> set[str]:
    """Which of `person` and `provider` what a payment pays for has none of."""
    grain = context.wide_grain(payment)
    if grain is not None:
        shared = {"provider"} if only(payment, tree.SharedAmong) else set()
        return {"person", "provider"} - set(grain) - shared
    event = context.named["event"].get(context.each_event(payment))
    about = only(event, tree.About)
    if about is None:
        return set()
    return {"person"} if about.whom == "a provider" else {"person", "provider"}


RULE = Rule(
    code="NobodysMoney",
    severity=Severity.ERROR,
    what="A cap or a floor for each person or provider is over a payment that is about none.",
    why="All that is about nobody would share the room of one, and be cut for no reason anybody "
    "could give.",
    fix="Name the payments that are about each of them, or let the limit be for the contract.",
    example='payment quality-prize "Quality"\n'
    "  pays  £1,000.00 for each provider and year\n"
    "  due   30 days after earning\n\n"
    'cap personal "Most for a person"\n'
    "  over     outcome-fee, quality-prize\n"
    "  at most  £2,000.00 for each person\n"
    "  order    earliest earned first, the last in part\n"
    "  excess   is not paid\n",
    law="law 20",
    find=find,
)
