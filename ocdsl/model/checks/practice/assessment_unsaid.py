"""How people are assessed."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.places import Topic, unsaid
from ocdsl.model.checks.practice.sources import PAPER
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context

TOPICS = (
    Topic("that people are assessed for what they want to achieve", r"outcome|achieve|matters"),
    Topic("who assesses", r"assessor|social worker|therapist|nurse|professional"),
    Topic("what forms and systems are used", r"forms?\b|system|written|record"),
)


def find(context: Context) -> Iterator[Found]:
    """What the section leaves out, or that there is none."""
    return unsaid(context, "assessment", TOPICS)


RULE = Rule(
    code="AssessmentUnsaid",
    severity=Severity.ADVICE,
    what="Nothing says that people are assessed for outcomes, by whom, and with what forms.",
    why="An assessment that lists tasks buys tasks; one that costs hours of forms is not made.",
    fix="Add `section assessment` with what is asked, who asks it and what is written down.",
    example="",
    law=f"{PAPER}, section 9",
    find=find,
    needs_contract=True,
    requirement="R-133",
    subject="Assessing for outcomes",
    without=("section assessment",),
)
