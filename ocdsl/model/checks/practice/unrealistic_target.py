"""A target that nobody can reach."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.places import at
from ocdsl.model.checks.practice.results import share_targets
from ocdsl.model.checks.practice.sources import SLIDES
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context
from ocdsl.syntax.phrase_text import text_of

_HIGHEST = 95


def find(context: Context) -> Iterator[Found]:
    """Every target of 95% or more."""
    for measure, target in share_targets(context.built):
        if target.digits >= _HIGHEST * 10**target.places:
            message = f"The target of `{measure.name}` is {text_of(target)} of everyone."
            yield at("measure", measure, message, "target")


RULE = Rule(
    code="UnrealisticTarget",
    severity=Severity.ADVICE,
    what="A target is at or near 100%.",
    why="Some people die, fall ill or decline whatever is done: a target for all of them is a "
    "cut in price that nobody named.",
    fix="Set the target from what has been reached, below 95%.",
    example='measure reablement-rate "Share of people who become independent"\n'
    "  for each    provider and quarter\n"
    "  counts      once for each person in older-people where the first service-start is "
    "during the quarter\n"
    "  is          the percentage who achieve independent\n"
    "  target      at least 98%\n"
    "  needs       at least 30 people\n"
    "  otherwise   pool with the next quarter\n"
    "  at the end  judged on the people there are\n",
    law=f"{SLIDES}, selecting the right measures, SCIE 2019",
    find=find,
    needs_contract=True,
    requirement="R-066",
    subject="Targets that are realistic",
)
