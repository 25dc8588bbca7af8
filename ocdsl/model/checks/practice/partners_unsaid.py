"""What the rest of the health and care system does."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.places import Topic, unsaid
from ocdsl.model.checks.practice.sources import PAPER
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context

TOPICS = (
    Topic("what therapists and nurses do", r"therap|nurs"),
    Topic("what services for memory, continence and falls do", r"memory|continence|falls"),
)


def find(context: Context) -> Iterator[Found]:
    """Nothing says what therapists and other services contribute."""
    return unsaid(context, "partners", TOPICS)


RULE = Rule(
    code="PartnersUnsaid",
    severity=Severity.ADVICE,
    what="Nothing says what therapists and other services contribute.",
    why="For many people the right health care decides the outcome: the provider is paid or "
    "not for what others do.",
    fix="Add `section partners` with therapists, nurses, and memory, continence and falls "
    "services.",
    example="",
    law=f"{PAPER}, section 9",
    find=find,
    needs_contract=True,
    care_at_home=True,
    requirement="R-142",
    subject="The whole system contributes",
    without=("section partners",),
)
