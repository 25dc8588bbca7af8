"""A target that no baseline stands behind."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.aims import Suitability
from ocdsl.model.checks.practice.places import at, says
from ocdsl.model.checks.practice.sources import PAPER
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context


def find(context: Context) -> Iterator[Found]:
    """Every measure with a target where nothing is said of what was before."""
    contract = context.built
    if any(map(_has_baseline, contract.suitability)):
        return
    for measure in contract.measures.values():
        told = says(" ".join(measure.notes).lower(), "baseline|before|previous|until now|last year")
        if measure.target and not told:
            message = f"No note says what baseline the target of `{measure.name}` stands on."
            yield at("measure", measure, message, "target")


def _has_baseline(block: Suitability) -> bool:
    """Whether it answers on the baseline, with words."""
    return any(a.feature == "baseline" and a.because and a.answer != "no" for a in block.answers)


RULE = Rule(
    code="TargetWithoutBaseline",
    severity=Severity.ADVICE,
    what="A measure has a target, and no note says what was reached before, or by whom people "
    "are referred.",
    why="About 60% needed no more care where the service replaced reablement; where people "
    "come after it, far fewer. The same target is easy in one and out of reach in the "
    "other.",
    fix="Say it in a `note` of the measure, or in the `answer` on `baseline` of a "
    "`suitability` block.",
    example='measure reablement-rate "Share of people who become independent"\n'
    "  for each    provider and quarter\n"
    "  counts      once for each person in older-people where the first service-start is "
    "during the quarter\n"
    "  is          the percentage who achieve independent\n"
    "  target      at least 60%\n"
    "  needs       at least 30 people\n"
    "  otherwise   pool with the next quarter\n"
    "  at the end  judged on the people there are\n",
    law=f"{PAPER}, section 5",
    find=find,
    needs_contract=True,
    requirement="R-038",
    subject="A baseline for each route of referral",
    without=("suitability payment-by-results",),
)
