"""Carers, families and others who are engaged."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.places import Topic, left_out, section
from ocdsl.model.checks.practice.sources import PAPER
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context

TOPICS = (
    Topic("how carers take part", r"carer"),
    Topic("how families take part", r"famil|relative"),
)


def find(context: Context) -> Iterator[Found]:
    """The section on co-production leaves out carers or families."""
    there = section(context.built, "co-production")
    if there is not None:
        yield from left_out(there, TOPICS)


RULE = Rule(
    code="FamiliesUnsaid",
    severity=Severity.ADVICE,
    what="The section on co-production leaves out carers or families.",
    why="Families who expect care by the hour complain when the service ends well and early.",
    fix="Say how carers and families are told of the change and asked about it.",
    example='section co-production "Designed with those who use it"\n'
    "  text  People who use the service were asked what they need, helped to plan it, "
    "choose the providers and review it each year.\n",
    law=f"{PAPER}, section 9",
    find=find,
    needs_contract=True,
    requirement="R-135",
    subject="Carers, families and others engaged",
)
