"""`the closure where …` for the closure that the block has picked: nothing is left to choose."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.event_not_picked import is_picked
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context
from ocdsl.model.seen import Mention
from ocdsl.model.walk import walk
from ocdsl.syntax.phrase_text import text_of


def find(context: Context) -> Iterator[Found]:
    """Every `where` after an event of which there is one at hand."""
    for seen in walk(context):
        if not isinstance(seen, Mention) or seen.phrase.where is None:
            continue
        phrase = seen.phrase
        if phrase.article == "the" and not phrase.order and is_picked(seen):
            name, asked = phrase.event.text, text_of(seen.phrase.where)
            message = f"`the {name}` is the one that is picked already: `where` has none to choose."
            fix = f"Make a test of it, beside this one: `{asked}`."
            yield Found(message, phrase.span, seen.spot.heading, fix)


RULE = Rule(
    code="WhereOnPicked",
    severity=Severity.ERROR,
    what="`where` follows an event that has been picked already.",
    why="It would change nothing: an event that does not pass would earn the money all the same.",
    fix="Make the condition a test of its own.",
    example='outcome home-soon "Home soon"\n'
    "  counts    once for each person in older-people\n"
    "  achieved  on the first closure\n"
    "  when      the closure where reason is needs-no-care is within 8 weeks after the first "
    "service-start\n"
    "  note      No payment depends on it.\n",
    law="law 13",
    find=find,
)
