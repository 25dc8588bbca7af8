"""What the provider has to do."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.places import Topic, unsaid
from ocdsl.model.checks.practice.sources import STEPS
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context

TOPICS = (
    Topic("what the provider has to do", r"must|shall|has to|will\b"),
    Topic("how that is monitored", r"monitor|inspect|check|visits to"),
    Topic("which inputs and outputs are still counted", r"hours|visits|staff|count"),
)


def find(context: Context) -> Iterator[Found]:
    """What the section leaves out, or that there is none."""
    return unsaid(context, "provider-duties", TOPICS)


RULE = Rule(
    code="DutiesUnsaid",
    severity=Severity.ADVICE,
    what="Nothing says what is asked of the provider, how it is monitored, and which inputs and "
    "outputs still count.",
    why="Outcomes are the measure of success and not the whole of the service: what is not "
    "asked for cannot be inspected.",
    fix="Add `section provider-duties` with what the provider must do, how it is monitored and "
    "what is still counted.",
    example="",
    law=f"{STEPS}, section 4, develop specification",
    find=find,
    needs_contract=True,
    requirement="R-103",
    subject="What a specification must hold: the duties of the provider",
    without=("section provider-duties",),
)
