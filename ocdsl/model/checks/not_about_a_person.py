"""A person's event looked for where there is no person, or the other way round (law 15)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import heading, only
from ocdsl.model.context import Context, subject_of
from ocdsl.model.seen import Mention
from ocdsl.model.walk import walk
from ocdsl.syntax import tree
from ocdsl.syntax.phrase_text import text_of


def find(context: Context) -> Iterator[Found]:
    """Every event that the person, or the lack of one, in its place cannot have."""
    for seen in walk(context):
        # Whose limit a cap may name is a check of its own.
        if isinstance(seen, Mention) and not isinstance(seen.spot.clause, tree.AtMost):
            yield from _mention(context, seen)
    for block in context.payments.values():
        subject, event = subject_of(block), context.each_event(block)
        whom = whom_about(context, event)
        if whom and subject and subject.population:
            message = f"`{event}` is about {whom}, so none of them is in a cohort."
            fix = f"Write `for each {event}`."
            if subject.periods:
                fix = (
                    f"Leave out `in {subject.population.text}`: it is for each `{event}` as it is."
                )
            yield Found(message, subject.population.span, heading(block), fix)


def whom_about(context: Context, event: str) -> str:
    """`a provider` or `the contract`, where an event is about no person; otherwise empty."""
    clause = only(context.named["event"].get(event), tree.About)
    return clause.whom if clause else ""


def _mention(context: Context, seen: Mention) -> Iterator[Found]:
    phrase, own = seen.phrase, context.own_event(seen.spot.block)
    is_own = phrase.article == "the" and not phrase.order and phrase.event.text == own
    whom, of_own = whom_about(context, phrase.event.text), whom_about(context, own)
    counts_people = isinstance(seen.spot.clause, tree.Counts)
    grain = None if counts_people else context.wide_grain(seen.spot.block)
    if is_own or (grain is not None and _has_rows(context, seen, grain)):
        return
    place = phrase.span if phrase.span.length else seen.spot.clause.span
    if grain is not None and not whom:
        message = f"`{text_of(phrase)}` is one person's, and this is for no person."
        fix = f"Take a total, such as `the number of {phrase.event.text}`."
        if isinstance(seen.spot.clause, tree.PriceInForce):
            fix = "Take the line out: the first day of each period picks what changes by date."
        yield Found(message, place, seen.spot.heading, fix)
    elif whom and grain is not None:
        message = f"`{text_of(phrase)}` is about {whom}, and names no provider."
        yield Found(message, place, seen.spot.heading, _counted(seen, grain))
    elif whom:
        message = f"`{text_of(phrase)}` is about {whom}: no person has one."
        yield Found(message, place, seen.spot.heading, "Name an event that is about a person.")
    elif of_own:
        name = phrase.event.text
        message = f"`{own}` is about {of_own}, so there is nobody whose `{name}` it is."
        fix = f"Use what the `{own}` itself records."
        yield Found(message, place, seen.spot.heading, fix)


def _counted(seen: Mention, grain: tuple[str, ...]) -> str:
    """How a test of events of a provider is written: by their number in its period."""
    if seen.form != "test" or not grain:
        return "Take it for each period, or the contract."
    event = seen.phrase.event.text
    least = "exactly 0" if seen.phrase.article == "no" else "at least 1"
    each = " and ".join(grain)
    return (
        f"Add a measure `for each  {each}` that `is  the number of {event}`, and test it: "
        f"`{event}-count is {least}`."
    )


def _has_rows(context: Context, seen: Mention, grain: tuple[str, ...]) -> bool:
    """Whether every event of a kind is taken together, for who or what they are about."""
    whom = whom_about(context, seen.phrase.event.text)
    return seen.form == "each" and not (whom == "the contract" and "provider" in grain)


RULE = Rule(
    code="NotAboutAPerson",
    severity=Severity.ERROR,
    what="An event that is about a provider or the contract is looked for as a person's, "
    "or a person's event where there is no person.",
    why="Nobody would ever have such an event, and what rests on it could never be paid.",
    fix="Name an event that is about the same thing.",
    example='event referral "Referred by a social worker"\n'
    "  about        a provider\n"
    "  recorded by  commissioner\n"
    "  age          whole number, at least 0, up to and including 120\n",
    law="law 15",
    find=find,
)
