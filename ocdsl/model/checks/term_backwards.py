"""A term that ends before it starts."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.calendar import in_words
from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading
from ocdsl.model.context import Context
from ocdsl.syntax import tree


def find(context: Context) -> Iterator[Found]:
    """A term whose last day is before its first, or that runs past the calendar."""
    header = context.header
    for term in every(header, tree.Term):
        if header and term.end.ordinal < term.start.ordinal:
            first, last = in_words(term.start.ordinal), in_words(term.end.ordinal)
            message = f"The term ends on {last}, before it starts on {first}."
            yield Found(message, term.span, heading(header, term))


RULE = Rule(
    code="TermEndsBeforeStart",
    severity=Severity.ERROR,
    what="The term ends before it starts.",
    why="No person could join and nothing could be paid.",
    fix="Write the earlier date first.",
    example='contract reablement-at-home "Reablement at Home"\n'
    "  model         reward for individual outcomes\n"
    '  commissioner  vale "Vale Council"\n'
    '  provider      alder-care "Alder Care Ltd"\n'
    '  provider      bryn-support "Bryn Support CIC"\n'
    '  role          assessor "Independent assessor"\n'
    '  role          health-board "Vale Health Board"\n'
    "  term          from 1 April 2029 up to and including 31 March 2026\n"
    "  tail          60 weeks, for people who joined during the term\n"
    "  currency      GBP\n"
    "  rounding      half up to the penny on each payment line\n"
    "  weeks         start on Monday\n"
    "  years         start on 1 April\n",
    law="law 5",
    find=find,
)
