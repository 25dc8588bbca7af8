"""`the closure` where the block has picked no closure (law 13)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context
from ocdsl.model.seen import Mention
from ocdsl.model.walk import walk

UNPICKED = ("a", "each", "next")
WITH_PICKED = ("pick or picked", "picked", "test")


def find(context: Context) -> Iterator[Found]:
    """Every `the EVENT` without first or last that is not the event the block has picked."""
    for seen in walk(context):
        if isinstance(seen, Mention) and not (seen.form in UNPICKED or _is_unread(seen)):
            phrase = seen.phrase
            unsaid = not phrase.order or picks_nothing(seen)
            if phrase.article == "the" and unsaid and not is_picked(seen):
                yield _found(seen)


def _is_unread(mention: Mention) -> bool:
    """Whether the event may be picked on a line that could not be read, or by a name misspelt."""
    context, picked = mention.spot.context, mention.spot.picked
    if not picked:
        return bool(context.unread)
    events = context.names["event"]
    return picked not in events or mention.phrase.event.text not in events


def is_picked(mention: Mention) -> bool:
    """Whether `the EVENT` may stand here, and means the event that the block has picked."""
    name = mention.phrase.event.text
    return mention.form in WITH_PICKED and name == mention.spot.picked


def picks_nothing(mention: Mention) -> bool:
    """Whether a `needs` stands where no event is picked: in an outcome that a spell achieves."""
    spot = mention.spot
    return mention.form == "picked" and not spot.picked and spot.block.keyword == "outcome"


def _found(mention: Mention) -> Found:
    name, picked = mention.phrase.event.text, mention.spot.picked
    message = f"`the {name}` does not say which: this clause has picked no `{name}`."
    if picks_nothing(mention):
        message = f"A spell achieves this outcome, and it picks no `{name}` to be recorded in time."
        fix = (
            f"Make another outcome, `achieved  on the first {name}`; in the payment write "
            "`withhold  100% of the payment until` it, and `what is not released within 28 days  "
            "is not paid`."
        )
    elif mention.form == "picked":
        fix = f"Write `the {picked}`, the event this clause is about." if picked else ""
    else:
        fix = f"Write `the first {name}` or `the last {name}`."
    return Found(message, mention.phrase.span, mention.spot.heading, fix)


RULE = Rule(
    code="EventNotPicked",
    severity=Severity.ERROR,
    what="`the EVENT` is written where no event of that kind has been picked.",
    why="A person may have several, and a different one gives a different day and payment.",
    fix="Say which: the first or the last.",
    example='payment weekly-support "Ongoing support"\n'
    "  pays  whole amount by band of the total of hours at each support-day "
    "for each person in older-people and provider and week\n"
    "    | hours       | price   |\n"
    "    | more than 0 | £75.00  |\n"
    "  when  the week ends within 12 weeks after the service-start\n"
    "  due   30 days after the end of the month of earning\n",
    law="law 13",
    find=find,
)
