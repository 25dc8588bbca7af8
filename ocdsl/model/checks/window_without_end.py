"""A test for no event, or for any event, in a window that has no last day."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context
from ocdsl.model.seen import Asked
from ocdsl.model.walk import walk
from ocdsl.syntax import phrases as ph

_UPPER = ("up to and including", "less than", "exactly")


def find(context: Context) -> Iterator[Found]:
    """Every `no EVENT` or `a EVENT` whose window never closes."""
    for seen in walk(context):
        for test in seen.tests.items if isinstance(seen, Asked) else ():
            if isinstance(test, ph.EventTest) and _looks_for_any(test) and _is_open(test.window):
                message = "This window has no last day, so the test is never settled."
                yield Found(message, test.window.span, seen.spot.heading)


def _looks_for_any(test: ph.EventTest) -> bool:
    return isinstance(test.event, ph.EventPhrase) and test.event.article in ("a", "no")


def _is_open(window: ph.Window) -> bool:
    match window:
        case ph.Relative(word=word):
            return "after" in word
        case ph.Distance(limits=limits, side="after"):
            return not any(limit.word in _UPPER for limit in limits)
        case _:
            return False


RULE = Rule(
    code="WindowWithoutEnd",
    severity=Severity.ERROR,
    what="A test looks for any event, or for none, in a window that has no last day.",
    why="What is paid if no event comes would stay open until the contract is over.",
    fix="Give the window a last day, such as `within 28 days after …`.",
    example='outcome independent "No ongoing care needed"\n'
    "  counts    once for each person in older-people\n"
    "  achieved  on the first closure\n"
    "  when      no readmission is after the closure\n",
    law="rulings E1 and E11, and what readers stumbled on",
    find=find,
)
