"""A floor over what has not settled when its period ends, or over what is no payment (law 23)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.carrying_cap import carries
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import counts_payments, heading, only
from ocdsl.model.context import Context
from ocdsl.syntax import tree
from ocdsl.syntax.cap_clauses import EARLIEST

_LIMIT_MONEY = (
    "Let the floor be over other payments, or limit their money: `at most  £1,000.00 for each "
    f"person` and `order  {EARLIEST}`."
)


def find(context: Context) -> Iterator[Found]:
    """Every floor that cannot be worked out when its period has ended."""
    floors = context.named["floor"].values()
    for floor in floors:
        over = only(floor, tree.Over)
        if over is None or context.has_unread(floor):
            continue
        for message, fix in _problems(context, floor):
            yield Found(message, over.span, heading(floor, over), fix)


def _problems(context: Context, floor: tree.Block) -> Iterator[tuple[str, str]]:
    mine = _over(context, floor)
    if not mine and not _named(floor):
        yield "There is no payment for this floor to make up.", "Add the payments that it makes up."
    for name, block in context.named["cap"].items():
        order = only(block, tree.Order)
        if not mine & _over(context, block):
            continue
        if carries(block):
            message = f"The cap `{name}` carries forward, so more may be payable for this period."
            yield message, "Write `excess  is not paid` in the cap."
        elif counts_payments(block):
            message = f"The cap `{name}` counts payments: which are paid may change afterwards."
            yield message, _LIMIT_MONEY
        elif order and order.how != EARLIEST:
            message = f"The cap `{name}` is `{order.how}`: what is payable may change afterwards."
            yield message, f"Write `order  {EARLIEST}` in the cap."
    for name, block in context.named["floor"].items():
        if block is floor:
            break
        if mine & _over(context, block):
            message = f"The floor `{name}` is over the same payments, and would make them up twice."
            yield message, "Let one floor be over each payment."
    rounding = only(context.header, tree.Rounding)
    if rounding and "statement" in rounding.text:
        message = "Statements are rounded, so what is payable may yet change by a penny."
        yield message, "Write `rounding  half up to the penny on each payment line`."


def _over(context: Context, block: tree.Block) -> set[str]:
    """The payments that a floor or a cap is over; deductions are never counted."""
    named = _named(block)
    return {name for name in context.named["payment"] if not named or name in named}


def _named(block: tree.Block) -> set[str]:
    over = only(block, tree.Over)
    return {name.text for name in over.payments} if over else set()


RULE = Rule(
    code="FloorNotSettled",
    severity=Severity.ERROR,
    what="A floor is over what has not settled when its period ends, or over no payment.",
    why="What a floor makes up is paid once; what changes later would have to be taken back.",
    fix="Let the floor be over payments that have settled by then.",
    example='floor yearly "Guaranteed income"\n'
    "  over      all payments\n"
    "  at least  £80,000.00 for each provider and year of earning\n"
    "  due       30 days after earning\n",
    law="laws 22 and 23",
    find=find,
)
