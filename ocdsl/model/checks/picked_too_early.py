"""An outcome whose event may come before the event from which `when` counts."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading, only
from ocdsl.model.context import Context
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree
from ocdsl.syntax.phrase_text import text_of


def find(context: Context) -> Iterator[Found]:
    """Every window after another event, of the first event of a kind, which may come before it.

    Nothing of a service comes before the events on which people join or begin to belong to a
    provider, and no end of a stay before its start: windows from those are as they should be.
    """
    for block in context.named["outcome"].values():
        achieved, beginnings = only(block, tree.AchievedOn), _beginnings(context, block)
        if achieved is None or achieved.event.order != "first" or _has_window(achieved.event):
            continue
        for clause in every(block, tree.When):
            for test in clause.tests.items if clause.tests.how in ("one", "and", "all") else ():
                after = _after(test, achieved.event.event.text)
                if after is not None and after.event.text not in beginnings:
                    yield _found(block, clause, test, after)


def _beginnings(context: Context, outcome: tree.Block) -> set[str]:
    """The events before which the event that achieves an outcome is not to be looked for."""
    picked = context.picked_event(outcome)
    found = {picked}
    for cohort in context.named["cohort"].values():
        joins, belongs = only(cohort, tree.JoinsOn), only(cohort, tree.BelongsTo)
        found |= {joins.event.event.text} if joins else set()
        found |= {belongs.value.at.event.text} if belongs and belongs.value.at else set()
    for spell in context.named["spell"].values():
        ends = only(spell, tree.EndsOn)
        if ends and ends.event.event.text == picked:
            found.add(context.starts(spell.name.text))
    return found


def _has_window(phrase: ph.EventPhrase) -> bool:
    tests = phrase.where.items if phrase.where else ()
    return any(isinstance(test, ph.EventTest) for test in tests)


def _after(test: ph.Test, picked: str) -> ph.EventPhrase | None:
    """The event after which a test asks for the event that was picked; None for another test."""
    about = test.event if isinstance(test, ph.EventTest) else None
    if not isinstance(about, ph.EventPhrase) or (about.article, about.order) != ("the", ""):
        return None
    window = test.window if isinstance(test, ph.EventTest) else None
    side = window.word if isinstance(window, ph.Relative) else getattr(window, "side", "")
    moment = getattr(window, "moment", None)
    is_after = about.event.text == picked and side.endswith("after")
    return moment if is_after and isinstance(moment, ph.EventPhrase) else None


def _found(block: tree.Block, clause: tree.When, test: ph.Test, after: ph.EventPhrase) -> Found:
    picked = only(block, tree.AchievedOn)
    name = picked.event.event.text if picked else ""
    message = f"A `{name}` from before {text_of(after)} is the one that is picked, and fails."
    fix = (
        f"Ask it where the event is picked: `achieved  on the first {name} where {text_of(test)}`."
    )
    return Found(message, test.span, heading(block, clause), fix)


RULE = Rule(
    code="PickedTooEarly",
    severity=Severity.WARNING,
    what="The event that achieves an outcome may come before the event its window counts from.",
    why="`achieved` picks one event and `when` tries no other: for whoever had one early, the one "
    "that was meant is never looked at.",
    fix="Put the window after `where`, which tries the next event.",
    example='outcome came-back "Back in hospital after the service"\n'
    "  counts    once for each person in older-people\n"
    "  achieved  on the first readmission\n"
    "  when      the readmission is within 8 weeks after the first closure\n"
    "  note      No payment depends on it.\n",
    law="law 13",
    find=find,
)
