"""An outcome and a choice of a field that share a name: readers took the one for the other."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading
from ocdsl.model.context import Context
from ocdsl.syntax import tree


def find(context: Context) -> Iterator[Found]:
    """Every choice of an event's field that is also the name of an outcome."""
    outcomes = context.named["outcome"]
    for block in context.named["event"].values():
        for field in every(block, tree.FieldClause):
            for choice in field.choices:
                if choice.text in outcomes:
                    message = (
                        f"`{choice.text}` is both an outcome and a choice of `{field.name.text}`."
                    )
                    yield Found(message, choice.span, heading(block, field))


RULE = Rule(
    code="OutcomeNamedAsChoice",
    severity=Severity.ERROR,
    what="An outcome and a choice of a field have the same name.",
    why="What a worker ticks on a form is then read as the result that is paid for, "
    "which also has to pass the outcome's tests.",
    fix="Give the choice or the outcome another name.",
    example='event closure "Case closed"\n'
    "  recorded by  provider\n"
    "  reason       one of needs-no-care, independent, declined, died, moved-away\n",
    law="what readers stumbled on",
    find=find,
)
