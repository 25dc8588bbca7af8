"""The conditions under which outcomes are agreed."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.places import Topic, unsaid
from ocdsl.model.checks.practice.sources import PAPER
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context

TOPICS = (
    Topic(
        "that a professional names the outcome",
        r"professional|social worker|therapist|nurse|assessor",
    ),
    Topic("that the person agrees to it", r"agree"),
    Topic("that the staff are trained to bring it about", r"train|skill"),
    Topic("that it can be reached within a year", r"within a year|in a year|weeks?|months?|soon"),
    Topic("that it leads to less support", r"less|fewer|without|lower"),
    Topic("that it may save cost", r"cost|sav"),
)


def find(context: Context) -> Iterator[Found]:
    """Nothing says how the outcomes of a person are agreed, and on what conditions."""
    return unsaid(context, "agreeing-outcomes", TOPICS)


RULE = Rule(
    code="AgreementUnsaid",
    severity=Severity.ADVICE,
    what="Nothing says how the outcomes of a person are agreed, and on what conditions.",
    why="An outcome that the person did not agree to, or that nobody could reach, is money "
    "promised in vain.",
    fix="Add `section agreeing-outcomes` with a line for each condition.",
    example="",
    law=f"{PAPER}, section 8.1",
    find=find,
    needs_contract=True,
    requirement="R-068",
    subject="Six conditions for outcomes to be agreed",
    without=("section agreeing-outcomes",),
)
