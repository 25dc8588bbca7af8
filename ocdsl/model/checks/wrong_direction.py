"""A payment for a change for the worse."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context
from ocdsl.model.rewards import rewarded_changes
from ocdsl.syntax.phrase_text import text_of

_BETTER = {"higher": "above", "lower": "below"}


def find(context: Context) -> Iterator[Found]:
    """Every rewarded change away from where the field says that better is."""
    for change in rewarded_changes(context):
        better = _BETTER.get(change.field.better, "")
        if better and change.side and change.side != better:
            message = (
                f"`{text_of(change.limit)}` pays when `{change.field.name.text}` is worse: "
                f"{change.field.better} is better."
            )
            yield Found(message, change.limit.span, change.heading)


RULE = Rule(
    code="WrongDirection",
    severity=Severity.WARNING,
    what="A payment depends on a value that has moved away from where better is.",
    why="The provider would be paid for people who do worse.",
    fix="Compare the other way round, or take it as a deduction.",
    example='outcome independent "More independent"\n'
    "  counts    once for each person in older-people\n"
    "  achieved  on the last assessment\n"
    "  when      independence is at least 5 points below independence at the first assessment\n",
    law="law 8",
    find=find,
)
