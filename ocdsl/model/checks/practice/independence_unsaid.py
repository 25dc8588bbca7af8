"""The aim of prevention and independence."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.places import Topic, unsaid
from ocdsl.model.checks.practice.sources import PAPER
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context

TOPICS = (
    Topic(
        "what need the service prevents or delays",
        r"prevent|delay|avoid|without ongoing|without care|reduc",
    ),
    Topic("how it helps people to be independent", r"independen|themselves|live at home"),
)


def find(context: Context) -> Iterator[Found]:
    """The purpose does not speak of preventing need and promoting independence."""
    return unsaid(context, "purpose", TOPICS)


RULE = Rule(
    code="IndependenceUnsaid",
    severity=Severity.ADVICE,
    what="The purpose does not speak of preventing need and promoting independence.",
    why="A service bought by the hour earns by more care; only the aim tells its staff to do "
    "less for people over time.",
    fix="Say in `section purpose` what need the service prevents or delays, and how people "
    "become independent.",
    example="",
    law=f"{PAPER}, section 9",
    find=find,
    needs_contract=True,
    care_at_home=True,
    requirement="R-130",
    subject="A link to prevention and independence",
    without=("section purpose",),
)
