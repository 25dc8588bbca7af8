"""`is not open` on a payment for the periods of a stay: it holds each, and loses none."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading
from ocdsl.model.context import Context, subject_of
from ocdsl.model.open_spells import is_open
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree


def find(context: Context) -> Iterator[Found]:
    """Every payment for periods of a stay that another stay only holds."""
    spells = context.named["spell"]
    for block in context.named["payment"].values():
        subject = subject_of(block)
        if subject is None or subject.periods is None or not context.each_spell(block):
            continue
        for clause in every(block, tree.When):
            for test in clause.tests.items:
                if isinstance(test, ph.ChoiceTest) and is_open(spells, test) and test.negated:
                    yield _found(block, clause, test)


def _found(block: tree.Block, clause: tree.When, test: ph.ChoiceTest) -> Found:
    name = test.value.field.text
    message = f"An open `{name}` holds each of these periods until it is over, and then pays them."
    fix = (
        f"Take the periods of `{name}` back by a deduction, as the language reference does under "
        f"*A price by the day*; or let what starts `{name}` end this stay; or accept this with a "
        "reason."
    )
    return Found(message, test.span, heading(block, clause), fix)


RULE = Rule(
    code="HeldNotLost",
    severity=Severity.WARNING,
    what="A payment for the periods of a stay waits while another stay is open, and loses nothing.",
    why="Days for which nobody meant to pay, such as those in hospital, are paid for when the "
    "person comes back.",
    fix="Take the periods back by a deduction, or let the other stay end this one.",
    example='payment weekly-stay "A week of care"\n'
    "  pays  £40.00 for each whole period of 1 week of in-care in older-people\n"
    "  when  in-hospital is not open\n"
    "  due   30 days after earning\n\n"
    'spell in-care "In care"\n'
    "  starts on  each service-start\n"
    "  ends on    the next closure\n\n"
    'spell in-hospital "In hospital"\n'
    "  starts on  each readmission\n"
    "  ends on    the next service-start\n",
    law="law 22",
    find=find,
)
