"""An outcome that no payment depends on and that does not say so."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading, only, texts
from ocdsl.model.context import Context
from ocdsl.model.rewards import behind_money
from ocdsl.syntax import tree


def find(context: Context) -> Iterator[Found]:
    """Every outcome that no money rests on, however far behind it, and without a note."""
    if any(m.text == "standards" for m in every(context.header, tree.Model)):
        return
    outcomes = behind_money(context)
    for block in context.named["outcome"].values():
        is_gate = only(block, tree.AchievedOnDay) is not None
        if not is_gate and block.name.text not in outcomes and not texts(block, "note"):
            message = f"No payment depends on the outcome `{block.name.text}`, and no note says so."
            yield Found(message, block.name.span, heading(block))


RULE = Rule(
    code="UnpaidOutcome",
    severity=Severity.ADVICE,
    what="An outcome is paid for by nothing and does not say so.",
    why="A provider may work towards it in the belief that it is paid for.",
    fix="Add a payment for it, or a `note` that says no payment depends on it.",
    example='outcome still-independent "Assessed"\n'
    "  counts    once for each person in older-people\n"
    "  achieved  on the first assessment where independence is at least 50\n",
    law="what readers stumbled on",
    find=find,
    needs_contract=True,
)
