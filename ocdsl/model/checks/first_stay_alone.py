"""A window from the start of a person's first stay, for a result that a later stay may bring."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading, only
from ocdsl.model.context import Context, outcomes_paid
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree


def find(context: Context) -> Iterator[Found]:
    """Every window from the first start of a spell, where any of its stays may achieve."""
    outcomes = context.named["outcome"]
    for block in outcomes.values():
        yield from _in(context, block, _spell(block))
    for block in context.payments.values():
        spells = {_spell(outcomes[name]) for name in outcomes_paid(block) if name in outcomes}
        for spell in sorted(spells):
            yield from _in(context, block, spell)


def _spell(outcome: tree.Block) -> str:
    """The spell that achieves an outcome; empty for one that an event achieves."""
    achieved = only(outcome, tree.AchievedWhen)
    return achieved.lasted.spell.text if achieved else ""


def _in(context: Context, block: tree.Block, spell: str) -> Iterator[Found]:
    start = context.starts(spell)
    for clause in every(block, tree.When):
        for test in clause.tests.items:
            window = test.window if isinstance(test, ph.EventTest) else None
            moment = getattr(window, "moment", None)
            if start and isinstance(moment, ph.EventPhrase) and _is_first(moment, start):
                yield _found(block, clause, moment, spell)


def _is_first(moment: ph.EventPhrase, start: str) -> bool:
    return moment.event.text == start and moment.order == "first" and moment.where is None


def _found(block: tree.Block, clause: tree.When, moment: ph.EventPhrase, spell: str) -> Found:
    start = moment.event.text
    message = (
        f"This counts from the person's first `{start}`, but any stay of `{spell}` may be the one "
        "that lasts."
    )
    fix = (
        f"Pay `for each {spell} in` the cohort, with `{spell} has lasted …` and this window, "
        f"written `after the {start}`, below `when`; or accept this with a reason."
    )
    return Found(message, moment.span, heading(block, clause), fix)


RULE = Rule(
    code="FirstStayAlone",
    severity=Severity.WARNING,
    what="A window counts from the start of the first stay, and a later stay may bring the result.",
    why="Who leaves and begins again is judged by the days after a stay that did not last.",
    fix="Pay for each stay, and count from its own start.",
    example='payment stayed "Eight weeks in care, and not in hospital in them"\n'
    "  pays  £40.00 for each eight-weeks\n"
    "  when  no readmission is within 8 weeks after the first service-start\n"
    "  due   30 days after earning\n\n"
    'outcome eight-weeks "Eight weeks in care"\n'
    "  counts    once for each person in older-people\n"
    "  achieved  when in-care has lasted 8 weeks\n\n"
    'spell in-care "In care"\n'
    "  starts on  each service-start\n"
    "  ends on    the next closure\n",
    law="law 13",
    find=find,
)
