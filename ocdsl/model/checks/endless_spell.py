"""A spell that nothing can end, or periods of a spell that have no length."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading, only
from ocdsl.model.context import Context, subject_of
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree


def find(context: Context) -> Iterator[Found]:
    """Every spell whose ends all start it too, and every length or number of nothing."""
    for block in context.named["spell"].values():
        starts, ends = only(block, tree.StartsOn), only(block, tree.EndsOn)
        if starts and ends and _same(starts, ends):
            name = ends.event.event.text
            message = f"Each `{name}` starts the spell, so none ends it."
            fix = f"End it on another event, or say by `where` which `{name}` starts it."
            yield Found(message, ends.span, heading(block, ends), fix)
    for block in (*context.named["outcome"].values(), *context.payments.values()):
        yield from _nothing(block)


def _same(starts: tree.StartsOn, ends: tree.EndsOn) -> bool:
    one, other = starts.event, ends.event
    return one.event == other.event and one.where in (None, other.where)


def _lasting(block: tree.Block) -> Iterator[tuple[tree.Clause, ph.Lasted]]:
    """Every `has lasted` of a block, with its clause."""
    yield from ((clause, clause.lasted) for clause in every(block, tree.AchievedWhen))
    for clause in every(block, tree.When):
        yield from ((clause, t) for t in clause.tests.items if isinstance(t, ph.Lasted))


def _nothing(block: tree.Block) -> Iterator[Found]:
    """Lengths of nothing, of which a spell would hold any number, and limits of none."""
    for clause, lasted in _lasting(block):
        if not lasted.duration.count:
            message = "Every spell has lasted so long when it starts."
            fix = "Write how long it has to last."
            yield Found(message, lasted.span, heading(block, clause), fix)
    subject = subject_of(block)
    if subject and subject.periods and not subject.periods.length.count:
        message = "A period of no length has no first and no last day."
        yield Found(message, subject.periods.span, heading(block), "Write how long a period is.")
    for most in every(block, tree.AtMostPeriods):
        if not most.count.digits:
            message = "At most 0 periods pays for none."
            fix = "Write how many are paid at most, or take the line out."
            yield Found(message, most.span, heading(block, most), fix)


RULE = Rule(
    code="EndlessSpell",
    severity=Severity.ERROR,
    what="A spell can never end, or its length or the number of its periods is nothing.",
    why="How long a spell lasts decides what is paid: without an end or a length, nothing does.",
    fix="Say what ends the spell, and how long is long enough.",
    example='spell at-home "At home"\n'
    "  starts on  each service-start\n"
    "  ends on    the next service-start\n",
    law="laws 3 and 8; rulings E26 to E28",
    find=find,
)
