"""A cap over deductions, and how it differs from one over payments."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import counts_payments, heading, only
from ocdsl.model.context import Context
from ocdsl.syntax import tree
from ocdsl.syntax.cap_clauses import EARLIEST


def find(context: Context) -> Iterator[Found]:
    """Every cap over both, or whose clauses are those of the other."""
    for cap in context.named["cap"].values():
        over = only(cap, tree.Over)
        if over is None or context.has_unread(cap):
            continue
        kinds = [context.payments.get(name.text) for name in over.payments]
        takes = {block.keyword == "deduction" for block in kinds if block is not None}
        for clause, message, fix in _problems(cap, over, takes):
            yield Found(message, clause.span, heading(cap, clause), fix)


Problem = tuple[tree.Clause, str, str]


def _problems(cap: tree.Block, over: tree.Over, takes: set[bool]) -> Iterator[Problem]:
    order, excess = only(cap, tree.Order), only(cap, tree.Excess)
    if len(takes) == 2:
        message = "This cap is over payments and deductions at once."
        yield over, message, "Write one cap for what is paid and another for what is taken."
    elif True not in takes:
        if excess and excess.what == "is not taken":
            message = "`is not taken` is said of deductions, and this cap is over payments."
            yield excess, message, "Write `excess  is not paid`."
    elif excess and excess.what != "is not taken":
        message = "What deductions come to over this limit is not taken."
        yield excess, message, "Write `excess  is not taken`."
    elif (order and order.how != EARLIEST) or counts_payments(cap) or only(cap, tree.UnusedRoom):
        message = "A limit to deductions is of money, earliest first, and carries nothing."
        yield over, message, f"Write `order  {EARLIEST}`, and an amount of money."


RULE = Rule(
    code="CapOfDeductions",
    severity=Severity.ERROR,
    what="A cap over deductions says what is said of payments, or the other way round.",
    why="What a provider loses at most, and what it is paid at most, are different promises.",
    fix="Write a cap for each.",
    example='cap monthly-ceiling "Monthly ceiling"\n'
    "  over     all payments\n"
    "  at most  £120,000.00 for each provider and month of earning\n"
    "  order    earliest earned first, the last in part\n"
    "  excess   is not taken\n",
    law="laws 23 and 27",
    find=find,
)
