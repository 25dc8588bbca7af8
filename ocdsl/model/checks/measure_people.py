"""What is asked of the people of a measure that counts none (law 12, rulings E21 and E39)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading, only
from ocdsl.model.context import Context
from ocdsl.model.nodes import nodes
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree
from ocdsl.syntax.phrase_text import text_of


def find(context: Context) -> Iterator[Found]:
    """Every `needs … people` and `counts` in a measure that is worked out from values."""
    for block in context.named["measure"].values():
        if only(block, tree.IsValue) is None:
            continue
        for needs in every(block, tree.NeedsPeople):
            message = f"`{block.name.text}` is worked out: it counts no people that could be few."
            fix = _fix(context, block, needs)
            yield Found(message, needs.span, heading(block, needs), fix)
        for counts in every(block, tree.Counts):
            message = f"`{block.name.text}` is worked out: `counts` changes nothing in it."
            yield Found(message, counts.span, heading(block, counts), "Take the line out.")


def _fix(context: Context, block: tree.Block, needs: tree.NeedsPeople) -> str:
    """A measure of how many there are, which a payment for the same period can test."""
    grain = context.wide_grain(block)
    if grain is None:
        return "Take the line out: the measure has one value for each event."
    taken = (n.what.at for n in nodes(block.clauses) if isinstance(n, ph.Total) and n.what.at)
    what = next((at.event.text for at in taken), "people in …")
    each = f"for each  {' and '.join(grain)}" if grain else "for  the contract"
    return (
        f"Count them in a measure of their own, `answers`, `{each}` and `is  the number of {what}`;"
        f" then pay `when  answers is {text_of(needs.limit)}`."
    )


RULE = Rule(
    code="NoPeopleCounted",
    severity=Severity.ERROR,
    what="A number of people is asked for in a measure that is worked out from values.",
    why="The value of one person would be paid on as if there were enough of them.",
    fix="Count them in a measure of their own, and pay when there are enough.",
    example='measure reablement-rate "Hours of support"\n'
    "  for each   provider and quarter\n"
    "  is         the average of hours at each support-day\n"
    "  needs      at least 30 people\n"
    "  otherwise  not known\n",
    law="law 12; rulings E21 and E39",
    find=find,
)
