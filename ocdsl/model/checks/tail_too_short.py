"""A tail shorter than a window that people who join on the last day need (ruling E22)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.checks.term_backwards import RULE as TERM
from ocdsl.model.clauses import every
from ocdsl.model.context import Context
from ocdsl.model.reach import reaches, tail_end, term_end
from ocdsl.syntax import tree
from ocdsl.syntax.phrase_text import text_of


def find(context: Context) -> Iterator[Found]:
    """Every window that can still be open when the tail ends."""
    for tail in every(context.header, tree.Tail):
        last, end = tail_end(context), term_end(context)
        for reach in reaches(context):
            if reach.last + reach.beyond > last:
                days = reach.last + reach.beyond - end
                message = (
                    f"This window can last {days} days, "
                    f"and the tail ends after {text_of(tail.duration)}."
                )
                fix = f"Make the tail at least {-(-days // 7)} weeks."
                yield Found(message, reach.span, reach.heading, fix)


RULE = Rule(
    code="TailTooShort",
    severity=Severity.WARNING,
    what="The tail is shorter than a window that can start on the last day of the term.",
    why="People who join in the last weeks could do all that is asked and never be paid for.",
    fix="Make the tail longer.",
    example=TERM.example.replace("2029", "2025").replace("60 weeks", "20 weeks"),
    law="ruling E22",
    find=find,
)
