"""A cap whose order, limit and excess do not go together (law 23; rulings E19 and E31)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.carrying_cap import carries, width
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import counts_payments, every, heading, only
from ocdsl.model.context import Context
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree
from ocdsl.syntax.cap_clauses import EARLIEST, HIGHEST, PRO_RATA

_NEITHER = "Write `excess  is not paid`."


def find(context: Context) -> Iterator[Found]:
    """Every cap that says how many but not which, or shares what it also carries."""
    caps = list(context.named["cap"].values())
    for cap in caps:
        if context.has_unread(cap):
            continue
        for clause, message, fix in _problems(context, cap, caps):
            yield Found(message, clause.span, heading(cap, clause), fix)


Problem = tuple[tree.Clause, str, str]


def _problems(context: Context, cap: tree.Block, caps: list[tree.Block]) -> Iterator[Problem]:
    order, excess = only(cap, tree.Order), only(cap, tree.Excess)
    if order is None:
        return
    if counts_payments(cap):
        yield from _of_payments(context, cap, order)
    elif order.how == HIGHEST:
        message = "The highest first is an order of whole payments, and this cap limits money."
        yield (
            order,
            message,
            f"Write `order  {EARLIEST}`, or limit the payments: `at most  1 payment`.",
        )
    if excess and carries(cap) and order.how != EARLIEST:
        message = f"With `order  {order.how}` there is no queue in which the excess could wait."
        yield excess, message, _NEITHER
    if order.how == PRO_RATA:
        yield from _decided_late(cap, order, caps)


def _of_payments(context: Context, cap: tree.Block, order: tree.Order) -> Iterator[Problem]:
    if order.how != HIGHEST:
        message = "This cap limits a number of payments, and its order is one for money."
        yield order, message, f"Write `order  {HIGHEST}`."
    for at_most in every(cap, tree.AtMost):
        if isinstance(at_most.amount, ph.Number) and at_most.amount.digits == 0:
            yield at_most, "At most 0 payments leaves nothing to pay.", "Write 1 or more."
    for over in every(cap, tree.Over):
        named = {name.text for name in over.payments}
        for name, block in context.payments.items():
            if block.keyword == "payment" and (name in named or not named) and _withholds(block):
                message = f"`{name}` withholds a share, so how high it is would change with time."
                yield over, message, f"Leave `{name}` out, or withhold nothing of it."


def _withholds(block: tree.Block) -> bool:
    return any(isinstance(c, tree.Withhold | tree.WithholdUntil) for c in block.clauses)


def _decided_late(cap: tree.Block, order: tree.Order, caps: list[tree.Block]) -> Iterator[Problem]:
    """What is shared late cannot join a queue that was paid from before."""
    for other in caps:
        if carries(other) and _length(other) < _length(cap):
            name = other.name.text
            message = f"`{name}` carries its excess over shorter periods than are shared here."
            yield order, message, f"Share by a period that is no longer than that of `{name}`."


def _length(block: tree.Block) -> int:
    return width(block)[1]


RULE = Rule(
    code="CapOrder",
    severity=Severity.ERROR,
    what="The order of a cap does not go with what it limits, or with what becomes of the excess.",
    why="Who is paid when there is not enough for all would be open to argument.",
    fix="Choose the order that goes with the limit.",
    example='cap monthly-ceiling "Monthly ceiling"\n'
    "  over     all payments\n"
    "  at most  £120,000.00 for each provider and month of earning\n"
    "  order    highest first\n"
    "  excess   is not paid\n",
    law="law 23; rulings E19 and E31",
    find=find,
)
