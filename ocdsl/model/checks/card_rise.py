"""Rates that rise on a day, with an index or between limits that there are not (ruling E36)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.calendar import MONTHS
from ocdsl.base.diagnostics import Severity
from ocdsl.model.card_tables import published_by, quantity_of_card, rise_unit
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading, only
from ocdsl.model.context import Context
from ocdsl.model.quantities import PERCENT, quantity_of_kind
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree


def find(context: Context) -> Iterator[Found]:
    """What is wrong with how each card rises."""
    for block in context.named["rates"].values():
        rises = only(block, tree.Rises)
        if rises is not None and not context.has_unread(block):
            yield from _of_card(context, block, rises)


def _of_card(context: Context, block: tree.Block, rises: tree.Rises) -> Iterator[Found]:
    where, held = heading(block, rises), quantity_of_card(block)
    if held is not None and held.kind != "money":
        message = f"`{block.name.text}` holds no money: only amounts rise to the penny."
        yield Found(message, rises.span, where, "Leave the rates as they are.")
    if rise_unit(context, rises) is None:
        message = "Rates rise on the first day of a year: of the contract's, or 1 January."
        day = f"{rises.day} {MONTHS[rises.month - 1]}"
        fix = f"Add `years  start on {day}` to the contract, or write `each 1 January`."
        if only(context.header, tree.YearsStart):
            fix = "Write the day on which its `years` start, or `each 1 January`."
        yield Found(message, rises.span, where, fix)
    if isinstance(rises.by, ph.Name):
        yield from _index(context, block, rises, rises.by)


def _index(
    context: Context, block: tree.Block, rises: tree.Rises, name: ph.Name
) -> Iterator[Found]:
    """Whether there is one event that publishes the index, and limits that can be kept."""
    events = published_by(context, name.text)
    if len(events) != 1:
        several = f"more than one does: {', '.join(events)}" if events else "none does"
        message = (
            f"`{name.text}` has to be a percentage that one event about the contract records, and "
            f"{several}."
        )
        fix = f"Declare an event with `about  the contract` and `{name.text}  percentage`."
        yield Found(message, name.span, heading(block, rises), fix)
    limits = {limit.word: limit for limit in every(block, tree.RiseLimit)}
    scale = quantity_of_kind("percentage").scale
    for limit in limits.values():
        if PERCENT * 10**limit.share.places > scale:
            message = "An index is recorded to two decimal places of a percentage."
            yield Found(message, limit.share.span, heading(block, limit), "Write as many at most.")
    least, most = (limits.get(word) for word in ("at least", "at most"))
    if least and most and _exact(least.share) > _exact(most.share):
        message = "The least by which the rates rise is more than the most."
        yield Found(message, least.span, heading(block, least), "Write the smaller at least.")


def _exact(share: ph.Percent) -> int:
    return share.digits * int(10 ** (4 - share.places))


RULE = Rule(
    code="RatesCannotRise",
    severity=Severity.ERROR,
    what="Rates rise on a day, with an index or between limits that there are not.",
    why="From that day on nobody could say what is to be paid.",
    fix="Write the index, the day and the limits that are meant.",
    example='rates equipment-rates "Equipment"\n'
    "  by        reason\n"
    "    | reason    | rate    |\n"
    "    | otherwise | £100.00 |\n"
    "  rises     with cpi each 1 May\n"
    "  rounding  half up to the penny\n",
    law="ruling E36",
    find=find,
)
