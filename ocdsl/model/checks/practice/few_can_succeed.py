"""A target that most people are expected to miss."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.places import at
from ocdsl.model.checks.practice.results import share_targets
from ocdsl.model.checks.practice.sources import PAPER
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context
from ocdsl.syntax.phrase_text import text_of


def find(context: Context) -> Iterator[Found]:
    """Every target of a share that is less than half."""
    for measure, target in share_targets(context.built):
        if target.digits < 50 * 10**target.places:
            share = text_of(target)
            message = f"The target of `{measure.name}` is {share}: most people may miss it."
            yield at("measure", measure, message, "target")


RULE = Rule(
    code="FewCanSucceed",
    severity=Severity.ADVICE,
    what="A target expects less than half of the people to reach the outcome.",
    why="An outcome that most cannot reach tells staff whom to give up on; small steps would "
    "count for everyone.",
    fix="Choose an outcome that most can reach, even if the step is small.",
    example='measure reablement-rate "Share of people who become independent"\n'
    "  for each    provider and quarter\n"
    "  counts      once for each person in older-people where the first service-start is "
    "during the quarter\n"
    "  is          the percentage who achieve independent\n"
    "  target      at least 30%\n"
    "  needs       at least 30 people\n"
    "  otherwise   pool with the next quarter\n"
    "  at the end  judged on the people there are\n",
    law=f"{PAPER}, section 9",
    find=find,
    needs_contract=True,
    requirement="R-139",
    subject="An outcome that most people can reach",
)
