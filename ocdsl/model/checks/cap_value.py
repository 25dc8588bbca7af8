"""A cap whose limit is what an event records, where that is no limit for what it is for (T65)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.calendar import PERIODS
from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.carrying_cap import carries
from ocdsl.model.checks.not_about_a_person import whom_about
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading, only
from ocdsl.model.context import Context
from ocdsl.model.values_read import measured
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree
from ocdsl.syntax.cap_clauses import EARLIEST
from ocdsl.syntax.phrase_text import text_of


def find(context: Context) -> Iterator[Found]:
    """Every recorded limit that is no money, is nobody's, or is rolled, carried or shared."""
    for cap in context.named["cap"].values():
        for at_most in () if context.has_unread(cap) else every(cap, tree.AtMost):
            if isinstance(at_most.amount, ph.ShareOf):
                for message, fix in _of_share(context, cap, at_most, at_most.amount):
                    yield Found(message, at_most.span, heading(cap, at_most), fix)
            if isinstance(at_most.amount, ph.FieldAt):
                for message, fix in _problems(context, cap, at_most, at_most.amount):
                    yield Found(message, at_most.span, heading(cap, at_most), fix)


def _of_share(
    context: Context, cap: tree.Block, at_most: tree.AtMost, share: ph.ShareOf
) -> Iterator[tuple[str, str]]:
    """A share of a measure, for each provider and the period of the cap."""
    of, grain = share.of, {name.text for name in at_most.grain}
    unit = "month" if at_most.rolling else next(iter(grain & set(PERIODS)), "")
    name = of.field.text if isinstance(of, ph.FieldAt) else text_of(of)
    measure = context.named["measure"].get(name)
    if grain - {unit} != {"provider"} or not unit:
        message = "A share of a measure is a limit for each provider and a period."
        yield message, "Write `for each provider and month of earning`."
    elif not isinstance(of, ph.FieldAt) or of.at or (
        measure and context.wide_grain(measure) != ("provider", unit)
    ):  # fmt: skip
        message = f"`{name}` is no measure for each provider and {unit}."
        yield message, f"Name a measure `for each  provider and {unit}`."
    elif measure and (found := measured(context, measure)) and found.kind != "money":
        message = f"`{name}` is a {found.kind}, and a cap limits money."
        yield message, "Name a measure of money."
    order = only(cap, tree.Order)
    if only(cap, tree.UnusedRoom) or carries(cap) or (
        order and order.how != EARLIEST
    ):  # fmt: skip
        message = "A share of a measure may change, so this limit carries and shares nothing."
        yield message, f"Write `order  {EARLIEST}`, and carry nothing."


def _problems(
    context: Context, cap: tree.Block, at_most: tree.AtMost, value: ph.FieldAt
) -> Iterator[tuple[str, str]]:
    name = value.field.text
    if value.at is None:
        yield f"`{name}` does not say at which event.", f"Write `{name} at the last plan`."
        return
    field = context.field(value.at.event.text, name)
    if field is None and name in context.worked_out(value.at.event.text):
        message = f"`{name}` is worked out, and the limit of a cap is one that is recorded."
        yield message, f"Let the `{value.at.event.text}` record it as a field."
    if field is not None and field.kind != "money":
        message = f"`{name}` is of the kind `{field.kind}`, and a cap limits money."
        yield message, "Name a field of the kind `money`."
    yield from _nobodys(context, at_most, value)
    order, excess = only(cap, tree.Order), only(cap, tree.Excess)
    fixed = "A limit that is recorded may change, so"
    if at_most.rolling:
        yield (
            f"{fixed} it is for no span of months.",
            "Write `for each person and year of earning`.",
        )
    if only(cap, tree.UnusedRoom):
        yield f"{fixed} no unused room can be carried.", "Take out `unused room`."
    if excess and excess.what != "is not paid":
        yield f"{fixed} no excess can be carried.", "Write `excess  is not paid`."
    if order and order.how != EARLIEST:
        yield f"{fixed} it cannot be shared.", f"Write `order  {EARLIEST}`."


def _nobodys(
    context: Context, at_most: tree.AtMost, value: ph.FieldAt
) -> Iterator[tuple[str, str]]:
    """What is recorded of somebody whom the cap does not tell apart."""
    assert value.at is not None
    whose = whom_about(context, value.at.event.text).split(" ")[-1] or "person"
    grain, name = {n.text for n in at_most.grain}, value.field.text
    if whose == "contract":
        message = f"`{name}` is recorded of the contract, and of no person or provider."
        yield message, "Write the limit itself, such as `£600.00`."
    elif whose not in grain or (whose == "provider" and "person" in grain):
        message = f"`{name}` is recorded of a {whose}, and this cap is not for each {whose}."
        yield message, f"Write `for each {whose}`."


RULE = Rule(
    code="CapValue",
    severity=Severity.ERROR,
    what="The limit of a cap is what an event records, and that limits nothing here.",
    why="Nobody could say how much may be paid.",
    fix="Name money that is recorded of each person.",
    example='cap budget "Personal budget"\n'
    "  over     all payments\n"
    "  at most  age at the last referral for each person\n"
    "  order    earliest earned first, the last in part\n"
    "  excess   is not paid\n",
    law="laws 7 and 27",
    find=find,
)
