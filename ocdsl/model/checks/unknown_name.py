"""A name that nothing defines, answered with the nearest one that exists (law 4)."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ocdsl.base.calendar import PERIODS
from ocdsl.base.diagnostics import Severity
from ocdsl.model.cards import OUTCOME, YEAR
from ocdsl.model.checks.nearest import listed, nearest
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context, outcomes_paid
from ocdsl.model.seen import Use
from ocdsl.model.walk import uses
from ocdsl.syntax import tree
from ocdsl.syntax.mistakes import MISTAKES


def find(context: Context) -> Iterator[Found]:
    """Every name that is not among those that may stand where it is used: its first use."""
    unknown: dict[tuple[str, str, str], list[Use]] = {}
    for use in uses(context):
        known = use.name.text in use.known or use.name.text in context.unread_words
        if not (
            known or _is_half_read(context, use) or use.what == "grain" or is_another_kind(use)
        ):
            unknown.setdefault((use.what, use.of, use.name.text), []).append(use)
    for first, *more in unknown.values():
        others = [use for use in more if use.name.span != first.name.span]  # a `use` is read twice
        span, message = first.name.span, _message(first) + _also(others)
        near = "" if _of_periods(first)[0] else nearest(first.name.text, _meant(first))
        readings = ((span, near),) if near else ()
        yield Found(message, span, first.spot.heading, _fix(first, near), readings)


def _is_half_read(context: Context, use: Use) -> bool:
    """Whether the name is that of a measure of values of which a line could not be read."""
    measure = context.named["measure"].get(use.name.text)
    return use.what == "field" and measure is not None and context.has_unread(measure)


def _also(others: list[Use]) -> str:
    """On which other lines the name stands, of many how many: one mend is for all of them."""
    lines = sorted({use.name.span.line for use in others})
    if not lines:
        return ""
    if len(lines) > 3:
        return f" It stands on {len(lines)} more lines."
    *some, last = (str(line) for line in lines)
    said = f"lines {', '.join(some)} and {last}" if some else f"line {last}"
    return f" It stands on {said} too."


def is_another_kind(use: Use) -> str:
    """What a payment is for each of, when it is no outcome but exists: `cohort`, …"""
    asked = use.what == "outcome" and use.name.text not in use.known
    kinds = ("cohort", "measure") if asked and is_subject(use) else ()
    return next((k for k in kinds if use.name.text in use.spot.context.named[k]), "")


def is_subject(use: Use) -> bool:
    """Whether the name is what a payment is for each of."""
    return isinstance(use.spot.clause, tree.Pays | tree.PaysByBand)


def _message(use: Use) -> str:
    name = use.name.text
    if said := _of_payment(use)[0]:
        return said
    if use.what == "field" and not use.of:
        return f"No event has a field called `{name}`."
    if use.what == "field":
        return f"The event `{use.of}` has no field called `{name}`."
    if use.what == "rates":
        return f"`{name}` is no card of rates, and no event is at hand to read it at."
    if use.what == "choice":
        event, field = use.of.split(" ", 1)
        return f"`{name}` is not one of the choices of `{field}` in the event `{event}`."
    said = _of_wide(use)[0] or _of_periods(use)[0]
    return said or f"There is no {use.what} called `{name}`."


def _of_payment(use: Use) -> tuple[str, str]:
    """What is wrong with a payment where a value belongs, and what stands for it."""
    name = use.name.text
    if use.what not in ("measure", "rates", "field") or name not in use.spot.context.payments:
        return "", ""
    message = f"`{name}` is a payment, and no value says what a payment came to."
    return message, f"{MISTAKES['TotalPaid'].fix.capitalize()}."


def _of_wide(use: Use) -> tuple[str, str]:
    """What is wrong with a field, or a measure of another grain, in what is for a provider."""
    context, name = use.spot.context, use.name.text
    owner = next((e for e in context.named["event"] if context.field(e, name)), "")
    if use.what != "measure":
        return "", ""
    if owner and context.wide_grain(use.spot.block) is not None:
        message = f"`{name}` is a field of each `{owner}`, and there may be many."
        return message, f"Write `the total of {name} at each {owner}`, or the highest or lowest."
    if name in context.named["measure"]:
        message = f"`{name}` is a measure of another grain, and has no one value here."
        return message, "Use a measure of the same period: one of a longer has no value here."
    return "", ""


def _of_periods(use: Use) -> tuple[str, str]:
    """What is wrong with days whose periods are counted, where several events record them."""
    owners = use.spot.context.owners(use.name.text) if use.what == "spell" else []
    if len(owners) < 2:
        return "", ""
    name, others = use.name.text, listed(owners, "and")
    message = f"{others} each record a `{name}`, so that nothing says whose periods are counted."
    return message, f"Give `{name}` another name in all but one of them."


def _meant(use: Use) -> Collection[str]:
    """The names that may be meant: in a card, those of fields that are one of some choices."""
    if not isinstance(use.spot.clause, tree.By):
        return use.known
    fields = use.spot.context.fields
    events = use.spot.context.named["event"]
    chosen = {
        name
        for event in events
        for name, field in fields(event).items()
        if field.choices or field.kind == "yes or no"
    }
    return [name for name in use.known if name in chosen or name in (OUTCOME, YEAR)]


def _column(use: Use) -> str:
    """What a card can be by: fields that are one of some choices, and no others."""
    if use.name.text in PERIODS:
        dated = "`£5.00 from 1 April 2026, £6.00 from 1 December 2026`"
        return f"Write what changes with its dates, as in {dated}, in place of a card."
    return f"Write one that exists: {listed(_meant(use), 'or')}."


def _fix(use: Use, near: str) -> str:
    if said := _of_payment(use)[1] or _of_wide(use)[1] or _of_periods(use)[1]:
        return said
    if near:
        return f"Write `{near}`, if that is what is meant."
    if isinstance(use.spot.clause, tree.By):
        return _column(use)
    if use.what == "rates":
        return _fix_for_value(use)
    if use.known:
        return f"Write one that exists: {listed(use.known, 'or')}."
    return f"Add the {use.what} `{use.name.text}` to the contract."


def _fix_for_value(use: Use) -> str:
    """Which event a bare name in an amount is read at: that of a field, or of one like it."""
    context, name = use.spot.context, use.name.text
    field = name if name in context.every_field() else nearest(name, context.every_field())
    owner = next((e for e in context.named["event"] if context.field(e, field)), "")
    if not owner:
        return "Write an amount, or the name of a card."
    alone = len(outcomes_paid(use.spot.block)) < 2
    is_picked = alone and owner == context.picked_event(use.spot.block)
    meant = "" if field == name else ", if that is what is meant"
    return f"Write `{field} at the {'' if is_picked else 'first '}{owner}`{meant}."


RULE = Rule(
    code="UnknownName",
    severity=Severity.ERROR,
    what="A name is used that nothing in the contract defines.",
    why="Nothing can be looked up in the log under a name that does not exist, "
    "so no payment that rests on it could be worked out.",
    fix="Write a name that exists.",
    example='payment start-fee "Start fee"\n'
    "  pays  £300.00 for each person in older-people\n"
    "  on    the first service-strat\n"
    "  due   30 days after the end of the month of earning\n",
    law="law 4",
    find=find,
)
