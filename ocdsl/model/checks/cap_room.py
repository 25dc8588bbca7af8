"""A cap over a span of months, or one that keeps its unused room, that means nothing as written."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.calendar import PERIODS
from ocdsl.base.diagnostics import Severity
from ocdsl.model.caps import periods_of
from ocdsl.model.checks.carrying_cap import carries
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import counts_payments, every, heading, only
from ocdsl.model.context import Context
from ocdsl.syntax import tree
from ocdsl.syntax.phrase_text import text_of

Problem = tuple[str, str]


def find(context: Context) -> Iterator[Found]:
    """Every cap whose span, or whose unused room, does not go with the rest of it."""
    for cap in context.named["cap"].values():
        if context.has_unread(cap):
            continue
        for at_most in every(cap, tree.AtMost):
            for message, fix in _of_span(cap, at_most) if at_most.rolling else ():
                yield Found(message, at_most.span, heading(cap, at_most), fix)
        for unused in every(cap, tree.UnusedRoom):
            for message, fix in _of_unused(cap, unused):
                yield Found(message, unused.span, heading(cap, unused), fix)


def _of_span(cap: tree.Block, at_most: tree.AtMost) -> Iterator[Problem]:
    """`in any 12 months`: of money, of months, and with no other period beside it."""
    assert at_most.rolling is not None
    span = text_of(at_most.rolling)
    if at_most.rolling.unit != "month" or at_most.rolling.count < 2:
        message = f"A limit in any {span} cannot be counted: it is for two or more whole months."
        yield message, "Write a number of months, such as `in any 12 months`."
    unit = _unit(at_most)
    if unit:
        message = f"This is for each {unit} and in any {span} at once."
        yield message, f"Take out `and {unit} of earning`, or make two caps."
    if counts_payments(cap):
        yield "Only money is limited in any so many months.", "Limit an amount of money."


def _of_unused(cap: tree.Block, unused: tree.UnusedRoom) -> Iterator[Problem]:
    at_most = only(cap, tree.AtMost)
    if at_most is None:
        return
    unit = _unit(at_most)
    if not unit or at_most.rolling:
        message = "This cap is not for each of a period, so there is no next one to carry room to."
        yield message, "Write `and year of earning` in `at most`."
    elif periods_of(unit, unused.length) == 0:
        length = text_of(unused.length)
        message = (
            f"`{length}` is not a whole number of periods of this cap, which are for each {unit}."
        )
        yield message, "Carry the room for one or more whole periods."
    if counts_payments(cap):
        yield "A number of payments has no room to carry.", "Limit an amount of money."
    if carries(cap):
        message = "A cap carries its excess forward or its unused room, not both."
        yield message, "Write `excess  is not paid`, or take this line out."
    share = unused.share
    if share and not 0 < share.digits <= 100 * 10**share.places:
        message = f"`{text_of(share)}` is no part of the unused room."
        yield message, "Write more than 0%, and at most 100%."


def _unit(at_most: tree.AtMost) -> str:
    return next((name.text for name in at_most.grain if name.text in PERIODS), "")


RULE = Rule(
    code="CapRoom",
    severity=Severity.ERROR,
    what="Room under a cap is carried forward, or counted over months, so that it means nothing.",
    why="How much may still be paid would be open to argument.",
    fix="Say for which periods the room is, and for how many of them it is kept.",
    example='cap monthly-ceiling "Monthly ceiling"\n'
    "  over         all payments\n"
    "  at most      £120,000.00 for each provider\n"
    "  order        earliest earned first, the last in part\n"
    "  excess       is not paid\n"
    "  unused room  is carried forward for 1 year\n",
    law="law 27; rulings E20 and E33",
    find=find,
)
