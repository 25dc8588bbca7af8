"""A `use` of something that is not in the library (law 4)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.nearest import listed, nearest
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import heading
from ocdsl.model.context import Context
from ocdsl.model.library import shipped


def find(context: Context) -> Iterator[Found]:
    """Every `use` for which no text was found."""
    for name, block in context.named["use"].items():
        if name in context.libraries:
            continue
        known = {**shipped(), **context.libraries}
        near = nearest(name, known)
        message = f"The library has nothing called `{name}`."
        fix = f"Write `{near}`, if that is what is meant." if near else f"It has {listed(known)}."
        readings = ((block.name.span, near),) if near else ()
        yield Found(message, block.name.span, heading(block), fix, readings)


RULE = Rule(
    code="UnknownLibrary",
    severity=Severity.ERROR,
    what="A contract uses something that is not in the library.",
    why="Nobody could say which measures or scales are meant, so nothing that rests on them "
    "can be paid.",
    fix="Write the name of something that is: `ocdsl library` lists it.",
    example='use wembws "Mental wellbeing"\n  recorded by  provider\n',
    law="laws 3 and 4",
    find=find,
)
