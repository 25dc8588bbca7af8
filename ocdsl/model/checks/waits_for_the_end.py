"""Money that rests on `the last` event of a kind, or on a rate of stays that last (law 22)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import heading, only
from ocdsl.model.context import Context
from ocdsl.model.nodes import nodes
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree

_READ_IN = ("payment", "deduction", "outcome", "measure", "rates", "cohort")
_BEFORE = ("before", "on or before")
_OTHERS = (tree.AtMost, tree.JoinsOn)
"""A recorded limit is taken as it stands; and nobody joins on the last, as another check says."""


def find(context: Context) -> Iterator[Found]:
    """Every `the last EVENT` that no window ends, and every rate over a stay that has to last."""
    yield from _last_events(context)
    yield from _rates_of_stays(context)


def _last_events(context: Context) -> Iterator[Found]:
    """All but a limit that counts as it stands."""
    for block, clause, phrase in context.parts(ph.EventPhrase):
        open_ended = phrase.order == "last" and not _has_an_end(phrase.where)
        if open_ended and block.keyword in _READ_IN and not isinstance(clause, _OTHERS):
            name = phrase.event.text
            message = (
                f"Which `{name}` is the last is known when the tail ends: what rests on it waits, "
                "and one long after counts too."
            )
            place = phrase.span if phrase.span.length else clause.span
            yield Found(message, place, heading(block, clause), _fix(clause, phrase))


def _rates_of_stays(context: Context) -> Iterator[Found]:
    """Rates that money rests on: who has left may begin a stay that lasts until the tail ends."""
    used = {
        name.text
        for block, _, name in context.parts(ph.Name)
        if block.keyword in ("payment", "deduction", "measure")
    }
    for name, block in context.named["measure"].items():
        of = only(block, tree.IsPercentage)
        spell = _lasting(context.named["outcome"].get(of.outcome.text)) if of else ""
        if of and spell and name in used:
            message = (
                f"Who has left `{spell}` may yet begin a stay that lasts: `{name}` is not known "
                "until everybody's has lasted, or the tail ends."
            )
            yield Found(message, of.span, heading(block, of), _FIX_RATE)


def _lasting(outcome: tree.Block | None) -> str:
    """The spell that has to last for an outcome; empty where it asks for none."""
    parts = (part for clause in (outcome.clauses if outcome else ()) for part in nodes(clause))
    return next((part.spell.text for part in parts if isinstance(part, ph.Lasted)), "")


_FIX_RATE = (
    "Let somebody record whether it lasted, in an event with a window, and take the rate of that; "
    "or accept this with a reason."
)


def _has_an_end(where: ph.Tests | None) -> bool:
    """Whether all of the tests must hold, and one of them is a window with a last day."""
    if where is None or where.how not in ("one", "and", "all"):
        return False
    return any(_ends(t.window) for t in where.items if isinstance(t, ph.EventTest))


def _ends(window: ph.Window) -> bool:
    match window:
        case ph.During(period):
            return period.unit != "term"
        case ph.Within():
            return True
        case ph.Relative(word):
            return word in _BEFORE
        case ph.Distance(limits, side):
            words = {limit.word for limit in limits}
            ends = ("up to and including", "less than", "exactly")
            return side == "before" or bool(words & set(ends))


def _fix(clause: tree.Clause, phrase: ph.EventPhrase) -> str:
    name = phrase.event.text
    bounded = f"the last {name} where the {name} is within 13 weeks after …"
    if isinstance(clause, tree.AchievedOn):
        return f"Give it an end: `achieved  on {bounded}`."
    return (
        f"Pay for an outcome that is `achieved  on {bounded}`, and read it there, at `the {name}`; "
        "or accept this with a reason."
    )


RULE = Rule(
    code="WaitsForTheEnd",
    severity=Severity.WARNING,
    what="A price, a test, an outcome or a rate rests on what may still come until the tail ends.",
    why="Until the tail ends another may come, so the money waits for months or years; "
    "and what is recorded long after the result changes what it pays.",
    fix="Say until when an event counts.",
    example='outcome still-independent "Still independent at the last assessment"\n'
    "  counts    once for each person in older-people\n"
    "  achieved  on the last assessment where independence is at least 60\n"
    "  note      No payment depends on it.\n",
    law="law 22",
    find=find,
)
