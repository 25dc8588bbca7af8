"""An advance that could not be repaid as it says, or that is counted as income (ruling E25)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading, only, words_of
from ocdsl.model.context import Context
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree
from ocdsl.syntax.split_clauses import MoneyPart

_IDLE = (tree.When, tree.Less, tree.Withhold, tree.WithholdUntil, tree.Recover, tree.InShadow)

Problem = tuple[tree.Clause, str, str]


def find(context: Context) -> Iterator[Found]:
    """Every advance whose terms do not go together, and every day of earning outside the term."""
    for block in context.payments.values():
        if context.has_unread(block):
            continue
        for clause, message, fix in (*_day(context, block), *_terms(context, block)):
            yield Found(message, clause.span, heading(block, clause), fix)


def _day(context: Context, block: tree.Block) -> Iterator[Problem]:
    term = only(context.header, tree.Term)
    for clause in every(block, tree.OnDay):
        if term and not term.start.ordinal <= clause.day.ordinal <= term.end.ordinal:
            yield clause, "This day is not in the term.", "Write a day of the term."


def _terms(context: Context, block: tree.Block) -> Iterator[Problem]:
    repaid, pays = only(block, tree.Repaid), only(block, tree.Pays)
    if repaid is None:
        return
    fixed = pays is not None and isinstance(pays.amount, ph.Money)
    if not fixed or context.wide_grain(block) not in ((), ("provider",)):
        message = "An advance is one fixed amount, for the contract or for each provider."
        yield repaid, message, "Write an amount such as `£50,000.00 for the contract`."
    for clause in block.clauses:
        if isinstance(clause, _IDLE):
            message = f"An advance is paid whole on its day, so `{words_of(clause)}` means nothing."
            yield clause, message, "Take the line out."
    yield from _repaid(context, block, repaid)
    for message, fix in _counted(context, block.name.text, repaid):
        yield repaid, message, fix


def _repaid(context: Context, block: tree.Block, repaid: tree.Repaid) -> Iterator[Problem]:
    if not 0 < repaid.share.digits <= 100 * 10**repaid.share.places:
        message = "The share of each line is not more than 0% and at most 100%."
        yield repaid, message, "Write a share such as `50% of each`."
    for name, count in Counter(name.text for name in repaid.payments).items():
        other = context.payments.get(name)
        if other and (other.keyword != "payment" or only(other, tree.Repaid)):
            message = f"`{name}` earns nothing that could repay an advance."
            yield repaid, message, "Name payments for what is done or achieved."
        if count > 1:
            yield repaid, f"`{name}` is named twice.", "Name it once."
    for other in context.payments.values():
        if other is block:
            return
        if _names(other) & _names(block):
            message = f"`{other.name.text}` is repaid from the same payment."
            yield repaid, message, "Let each payment repay one advance."


def _names(block: tree.Block) -> set[str]:
    """The payments that an advance is repaid from; none for what is no advance."""
    repaid = only(block, tree.Repaid)
    return {name.text for name in repaid.payments} if repaid else set()


def _counted(context: Context, name: str, repaid: tree.Repaid) -> Iterator[tuple[str, str]]:
    """An advance is no income, and only what is in whole pence and of one party repays it."""
    for keyword in ("cap", "floor"):
        for block in context.named[keyword].values():
            over = only(block, tree.Over)
            if over and name in {n.text for n in over.payments}:
                message = f"The {keyword} `{block.name.text}` counts an advance as income."
                yield message, f"Take `{name}` out of the {keyword}."
    rounding = only(context.header, tree.Rounding)
    if rounding and "statement" in rounding.text:
        message = "Statements are rounded, so no line has whole pence to repay it with."
        yield message, "Write `rounding  half up to the penny on each payment line`."
    mine = {name, *(n.text for n in repaid.payments)}
    for block in context.named["split"].values():
        divides = only(block, tree.Divides)
        named = {n.text for n in divides.payments} if divides else set()
        if divides and (not named or named & mine) and _in_order(divides):
            message = f"`{block.name.text}` pays one party after the other, and not the repayment."
            yield message, "Divide by shares, or repay from payments that are not divided."


def _in_order(divides: tree.Divides) -> bool:
    return any(isinstance(c.content, MoneyPart) for row in divides.table.rows for c in row)


RULE = Rule(
    code="AdvanceTerms",
    severity=Severity.ERROR,
    what="An advance could not be repaid as it says, or a payment's day is not in the term.",
    why="What is paid before it is earned has to come back, line by line or at the end.",
    fix="Write one amount, the day it is paid on, and what repays it.",
    example='payment mobilisation "Mobilisation advance"\n'
    "  pays        £50,000.00 for the contract\n"
    "  on          1 April 2026\n"
    "  repaid      from outcome-fee, 120% of each\n"
    "  at the end  the balance is due in 30 days\n"
    "  due         0 days after earning\n",
    law="ruling E25",
    find=find,
)
