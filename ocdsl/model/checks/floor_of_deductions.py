"""A floor that names a deduction, which does not count towards what it makes up."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading
from ocdsl.model.context import Context
from ocdsl.syntax import tree


def find(context: Context) -> Iterator[Found]:
    """Every deduction that a floor is over by name."""
    for floor in context.named["floor"].values():
        for over in every(floor, tree.Over):
            for name in over.payments:
                if name.text in context.named["deduction"]:
                    message = f"`{name.text}` is a deduction, which this floor would not count."
                    yield Found(message, name.span, heading(floor, over))


RULE = Rule(
    code="FloorOfDeductions",
    severity=Severity.ERROR,
    what="A floor names a deduction, which it does not count.",
    why="Who reads it expects what is lacking to be worked out after deductions; it is worked out "
    "before them.",
    fix="Leave it out: a floor is over payments, and what is taken comes off after it.",
    example='floor yearly "Guaranteed income"\n'
    "  over      weekly-support, late-start\n"
    "  at least  £80,000.00 for each provider and year of earning\n"
    "  due       30 days after earning\n\n"
    'deduction late-start "Started late"\n'
    "  takes  £20.00 for each service-start in older-people\n"
    "  due    30 days after earning\n",
    law="law 23",
    find=find,
)
