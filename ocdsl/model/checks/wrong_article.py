"""An event with an article or an order that has no meaning where it stands (law 13)."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from ocdsl.base.articles import with_article
from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.event_not_picked import picks_nothing
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context
from ocdsl.model.seen import Mention
from ocdsl.model.walk import walk
from ocdsl.syntax import phrases as ph
from ocdsl.syntax.orders import COUNTED
from ocdsl.syntax.phrase_text import text_of


def find(context: Context) -> Iterator[Found]:
    """Every event whose article or order is not one that its place can have."""
    for seen in walk(context):
        if not isinstance(seen, Mention) or context.has_unread(seen.spot.block):
            continue  # which article has a meaning may depend on a line that could not be read
        if not (_fits(seen.phrase, seen.form) or picks_nothing(seen)):
            written = text_of(evolve(seen.phrase, where=None))
            message = f"`{written}` has no meaning here: {_why(seen.phrase, seen.form)}."
            yield Found(message, seen.phrase.span, seen.spot.heading, _fix(seen))


def _fits(phrase: ph.EventPhrase, form: str) -> bool:
    if phrase.article == "the" and not phrase.order:
        return form not in ("a", "each", "next")
    if form == "next":
        return phrase.article == "the" and phrase.order == "next"
    if form in ("a", "each"):
        return phrase.article == form and not phrase.order
    if form == "test" and phrase.article in ("a", "no"):
        return not phrase.order
    return phrase.article == "the" and phrase.order in _ORDERS.get(form, (*COUNTED, "last"))


_ORDERS = {"first": COUNTED, "first or last": ("first", "last"), "picked": ()}


def _why(phrase: ph.EventPhrase, form: str) -> str:
    if phrase.order == "next" and form != "next":
        return "nothing comes before it to count from"
    if form == "first" and phrase.order == "last":
        return "which one is the last is not known until the contract ends"
    return _REASONS.get(form, "it does not say which one event is meant")


_REASONS = {
    "next": "a spell ends on the next event of the kind after it started",
    "a": "this clause is about any event of the kind",
    "each": "this clause is about every event of the kind",
    "picked": "this test is about the event that the clause picks",
    "first or last": "only the first or the last is looked for",
}


def _fix(mention: Mention) -> str:
    name, form = mention.phrase.event.text, mention.form
    if form in ("a", "each"):
        return f"Write `{with_article(name) if form == 'a' else f'each {name}'}`."
    if form == "next":
        return f"Write `the next {name}`."
    if form == "picked":
        return f"Write `the {mention.spot.picked or name}`."
    return f"Write `the first {name}`" + (
        " or `the last " + f"{name}`." if form != "first" else "."
    )


RULE = Rule(
    code="WrongArticle",
    severity=Severity.ERROR,
    what="An event is written with an article or an order that has no meaning there.",
    why="Which event is meant decides the day, and the day decides the payment.",
    fix="Write `the first` or `the last` and the event.",
    example='outcome still-independent "Assessed"\n'
    "  counts    once for each person in older-people\n"
    "  achieved  on an assessment\n"
    "  note      No payment depends on it.\n",
    law="law 13",
    find=find,
)
