"""What the staff have to be able to do."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.places import Topic, unsaid
from ocdsl.model.checks.practice.sources import PAPER
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context

TOPICS = (
    Topic("what skills the staff need", r"skill|able to|abilit|competen"),
    Topic("how they are trained", r"train|induct|teach|learn"),
    Topic("how long that may take", r"before|time|until|while|weeks?|months?"),
)


def find(context: Context) -> Iterator[Found]:
    """Nothing says what skills the staff need and how they come by them."""
    return unsaid(context, "staffing", TOPICS)


RULE = Rule(
    code="SkillsUnsaid",
    severity=Severity.ADVICE,
    what="Nothing says what skills the staff need and how they come by them.",
    why="Staff who do tasks for people, instead of with them, bring no outcome, whatever is "
    "paid for it.",
    fix="Add `section staffing` with the skills, the training and the time it takes.",
    example="",
    law=f"{PAPER}, section 9",
    find=find,
    needs_contract=True,
    requirement="R-132",
    subject="Staff with the right skills, and time to train them",
    without=("section staffing",),
)
