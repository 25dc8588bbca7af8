"""Totals of a period, in a contract with a tail: what happens in the tail is in none of them."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.calendar import PERIODS
from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.not_about_a_person import whom_about
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import heading, only
from ocdsl.model.context import Context
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree


def find(context: Context) -> Iterator[Found]:
    """The first payment for a provider and period, or measure, that adds up what people did."""
    header = context.header
    if header is None or only(header, tree.Tail) is None:
        return
    for block, clause, node in context.parts(ph.Total, ph.NumberOf):
        grain = context.wide_grain(block) or ()
        if grain and grain[-1] in PERIODS and _is_of_people(context, node):
            name, unit = block.name.text, grain[-1]
            message = (
                f"`{name}` has a value for each {unit} up to the end of the term: what people do "
                "in the tail is in none of them."
            )
            yield Found(message, clause.span, heading(block, clause))
            return


def _is_of_people(context: Context, node: object) -> bool:
    """Whether what is added up is people's own events, or what they achieve."""
    if isinstance(node, ph.Total):
        return node.what.at is not None and not whom_about(context, node.what.at.event.text)
    if not isinstance(node, ph.NumberOf):
        return False
    name = node.of.text
    is_event = name in context.named["event"] and not whom_about(context, name)
    return is_event or name in context.named["outcome"]


RULE = Rule(
    code="TailNotCounted",
    severity=Severity.ADVICE,
    what="What people do is added up for each week, month, quarter or year, and the contract has "
    "a tail.",
    why="Weeks, months, quarters and years are paid for up to the end of the term: a result that "
    "comes in the tail is in no total, and nothing is paid or taken for it.",
    fix="Pay for each event or outcome; or let the term run on, and limit who joins by a field: "
    "`where began-on is up to and including 31 March 2028`.",
    example='measure hours-of-quarter "Hours of the quarter"\n'
    "  for each  provider and quarter\n"
    "  is        the total of hours at each support-day\n"
    "  note      Reported.\n",
    law="ruling E22",
    find=find,
)
