"""Choice where there is one provider."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.headers import POPULATION_HEADER
from ocdsl.model.checks.practice.places import Topic, unsaid
from ocdsl.model.checks.practice.results import POPULATION
from ocdsl.model.checks.practice.sources import PAPER
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context

TOPICS = (Topic("what people may choose", r"choose|choice|direct payment|prefer"),)


def find(context: Context) -> Iterator[Found]:
    """Under one provider for a population nothing says what choice people have."""
    if context.built.model != POPULATION:
        return
    yield from unsaid(context, "choice", TOPICS)


RULE = Rule(
    code="ChoiceUnsaid",
    severity=Severity.ADVICE,
    what="Under one provider for a population nothing says what choice people have.",
    why="People cannot leave a provider that serves them badly, and it is paid whatever they "
    "think of it.",
    fix="Add `section choice` with what people may choose: the worker, the times, a direct "
    "payment.",
    example=POPULATION_HEADER,
    law=f"{PAPER}, section 10.3",
    find=find,
    needs_contract=True,
    requirement="R-159",
    subject="Choice, where there is one provider",
)
