"""A contract that does not say how long its tail is (ruling E22)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.checks.term_backwards import RULE as TERM
from ocdsl.model.clauses import heading, only
from ocdsl.model.context import Context
from ocdsl.model.reach import tail_end, term_end
from ocdsl.syntax import tree


def find(context: Context) -> Iterator[Found]:
    """A contract block without a tail."""
    header = context.header
    if header and only(header, tree.Tail) is None and not context.has_unread(header):
        days = tail_end(context) - term_end(context)
        message = f"The contract does not say its tail: {days} days, its longest window, is taken."
        fix = f"Add `tail  {-(-days // 7)} weeks, for people who joined during the term`."
        yield Found(message, header.span, heading(header), fix)


_LINE = "  tail          60 weeks, for people who joined during the term\n"

RULE = Rule(
    code="TailByDefault",
    severity=Severity.ADVICE,
    what="The contract does not say how long people are followed after the term.",
    why="A reader should see on what day the last payment can be earned.",
    fix="Add a `tail` line.",
    example=TERM.example.replace("2029", "2025").replace(_LINE, ""),
    law="ruling E22",
    find=find,
)
