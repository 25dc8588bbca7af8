"""Money for a period or the contract that names no provider, where there are several (law 20)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.calendar import PERIODS
from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.not_about_a_person import whom_about
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading, only
from ocdsl.model.context import Context
from ocdsl.model.split_tables import side_of
from ocdsl.syntax import tree


def find_floors(context: Context) -> Iterator[Found]:
    """Every floor whose line would be paid to no provider."""
    for block in context.named["floor"].values():
        yield from _nobody(context, block, "what it makes up")


def find_payments(context: Context) -> Iterator[Found]:
    """Every payment and deduction whose lines name no provider, and that no split divides."""
    divided = _divided(context)
    for keyword, what in (("payment", "what it pays"), ("deduction", "what it takes")):
        for name, block in context.named[keyword].items():
            if not (name in divided or only(block, tree.SharedAmong)):
                yield from _nobody(context, block, what)


def _nobody(context: Context, block: tree.Block, what: str) -> Iterator[Found]:
    providers = tuple(context.parties("provider"))
    pays = only(block, tree.Pays) or only(block, tree.PaysByBand)
    if pays is None or len(providers) < 2 or _names_one(context, block):
        return
    message = (
        f"`{block.name.text}` is for no provider, and the contract has {len(providers)}: "
        f"{what} is nobody's."
    )
    yield Found(message, pays.span, heading(block, pays), _fix(context, block))


def _names_one(context: Context, block: tree.Block) -> bool:
    """Whether each line is about a provider: of its grain, or of the event that it is for."""
    grain = context.wide_grain(block)
    if grain is None:
        return whom_about(context, context.each_event(block)) != "the contract"
    return "provider" in grain


def _divided(context: Context) -> set[str]:
    """The payments that a split divides between providers."""
    found: set[str] = set()
    for block in context.named["split"].values():
        for clause in every(block, tree.Divides):
            if side_of(clause) == "provider":
                found |= {n.text for n in clause.payments} or set(context.named["payment"])
    return found


def _fix(context: Context, block: tree.Block) -> str:
    unit = next((u for u in context.wide_grain(block) or () if u in PERIODS), "")
    each = f"provider and {unit}" if unit else "provider"
    if block.keyword == "floor":
        return f"Write `for each {each}{' of earning' if unit else ''}`."
    if context.wide_grain(block) is None or block.keyword == "deduction":
        return f"Write `for each {each}`, or let the event be about a provider."
    return (
        f"Write `for each {each}`, or share it: `shared  among providers in proportion to` "
        "and a measure of each."
    )


FLOOR = Rule(
    code="FloorForNobody",
    severity=Severity.ERROR,
    what="A floor is for no provider, and the contract has several.",
    why="What is lacking would stand in the result with no name beside it, and no provider could "
    "claim it.",
    fix="Let the floor be for each provider.",
    example='floor yearly "Guaranteed income"\n'
    "  over      all payments\n"
    "  at least  £80,000.00 for each year of earning\n"
    "  due       30 days after earning\n",
    law="law 20",
    find=find_floors,
)

PAYMENT = Rule(
    code="PaidToNobody",
    severity=Severity.WARNING,
    what="A payment for a period, or for the contract, is for no provider, and there are several.",
    why="The result has its amount with no name beside it: who is paid is left to be agreed later.",
    fix="Let the payment be for each provider, or share it among them.",
    example='payment start-fee "Start fee"\n'
    "  pays  £300.00 for each quarter\n"
    "  due   30 days after the end of the month of earning\n",
    law="law 20",
    find=find_payments,
)
