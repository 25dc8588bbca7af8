"""More than one cap that carries forward, or one that is not the last and widest (ruling E14)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.calendar import PERIODS
from ocdsl.base.diagnostics import Severity
from ocdsl.model.caps import width_of
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import heading, only
from ocdsl.model.context import Context
from ocdsl.syntax import tree


def find(context: Context) -> Iterator[Found]:
    """Every cap that carries forward and may not, or has no next period to carry to."""
    caps = list(context.named["cap"].values())
    if any(context.has_unread(cap) for cap in caps):
        return
    carrying = [cap for cap in caps if carries(cap)]
    for cap in carrying:
        excess = only(cap, tree.Excess)
        beside = [c for c in caps if c is cap or covered(context, c) & covered(context, cap)]
        for message, fix in _problems(cap, beside, carrying):
            yield Found(message, excess.span if excess else cap.span, heading(cap, excess), fix)


def _problems(
    cap: tree.Block, caps: list[tree.Block], carrying: list[tree.Block]
) -> Iterator[tuple[str, str]]:
    if cap is not carrying[0]:
        message = f"Only one cap may carry its excess forward, and `{carrying[0].name.text}` does."
        yield message, f"In one of them {_NOT_CARRIED}."
    wider = [c for c in caps if c is not cap and width(c) > width(cap)]
    if wider:
        name = wider[0].name.text
        message = f"The cap `{name}` is wider, so this one may not carry forward."
        carry = "write `excess  carried forward` and `at the end  lapses`"
        then = f", and in `{name}` {carry}" if has_periods(wider[0]) else ""
        yield message, f"Here {_NOT_CARRIED}{then}."
    elif cap is not caps[-1] and not carries(caps[-1]):
        message = f"The cap `{caps[-1].name.text}` comes after this one, which carries forward."
        yield message, "Put the cap that carries forward last."
    at_most = only(cap, tree.AtMost)
    if at_most and not has_periods(cap):
        message = "This cap is not for each of a period, so there is no next one to carry to."
        said = "Add `and month" if at_most.grain else "Write `for each month"
        yield message, f"{said} of earning`, or {_NOT_CARRIED}."


_NOT_CARRIED = "write `excess  is not paid` and take out `at the end`"


def has_periods(cap: tree.Block) -> bool:
    """Whether a cap has a next period, which excess could be carried to."""
    at_most = only(cap, tree.AtMost)
    return at_most is not None and bool({name.text for name in at_most.grain} & set(PERIODS))


def covered(context: Context, cap: tree.Block) -> set[str]:
    """The names of the payments, or the deductions, that a cap is over."""
    over = only(cap, tree.Over)
    if over is not None and over.payments:
        return {name.text for name in over.payments}
    return {n for n, block in context.payments.items() if block.keyword == "payment"}


def carries(block: tree.Block) -> bool:
    """Whether a cap carries its excess forward."""
    excess = only(block, tree.Excess)
    return excess is not None and excess.what == "carried forward"


def width(block: tree.Block) -> tuple[int, int]:
    """How wide a cap's scope is."""
    at_most = only(block, tree.AtMost)
    return width_of([name.text for name in at_most.grain] if at_most else ())


RULE = Rule(
    code="CarryingCap",
    severity=Severity.ERROR,
    what="A cap carries its excess forward where another cap would still act on it.",
    why="Money carried forward under one limit and cut by another has no agreed place to wait, "
    "and could be paid twice or lost.",
    fix="Let only the last and widest cap carry its excess forward.",
    example='cap yearly-ceiling "Yearly ceiling"\n'
    "  over     all payments\n"
    "  at most  £1,000,000.00 for the contract\n"
    "  order    earliest earned first, the last in part\n"
    "  excess   is not paid\n",
    law="laws 23 and 27; ruling E14",
    find=find,
)
