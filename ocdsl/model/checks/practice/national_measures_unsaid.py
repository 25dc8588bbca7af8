"""The national outcome measures."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.places import Topic, unsaid
from ocdsl.model.checks.practice.sources import PAPER
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context

TOPICS = (
    Topic("that the provider collects the national outcome measures", r"collect|ask|gather"),
    Topic("that it does so for everyone", r"all\b|every|each\b"),
)


def find(context: Context) -> Iterator[Found]:
    """What the section leaves out, or that there is none."""
    return unsaid(context, "national-measures", TOPICS)


RULE = Rule(
    code="NationalMeasuresUnsaid",
    severity=Severity.ADVICE,
    what="Nothing says that the provider collects the national outcome measures for all its "
    "people.",
    why="It is the simplest form of commissioning for outcomes; without it providers cannot be "
    "compared, nor held to account.",
    fix="Add `section national-measures` with what is collected, by whom and for whom.",
    example="",
    law=f"{PAPER}, section 7",
    find=find,
    needs_contract=True,
    care_at_home=True,
    requirement="R-052",
    subject="The national measures are collected for everyone",
    without=("section national-measures",),
)
