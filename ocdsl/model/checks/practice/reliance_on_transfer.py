"""Counting on staff who transfer."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.places import Topic, left_out, section
from ocdsl.model.checks.practice.sources import PAPER
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context

TOPICS = (
    Topic("that the provider recruits its own staff", r"recruit|appoint|hire"),
    Topic("how long it has for that", r"before|time|until|period|weeks?|months?"),
)


def find(context: Context) -> Iterator[Found]:
    """The section on the transfer of staff allows no time for recruiting."""
    there = section(context.built, "transfer-of-staff")
    if there is not None:
        yield from left_out(there, TOPICS)


RULE = Rule(
    code="RelianceOnTransfer",
    severity=Severity.ADVICE,
    what="The section on the transfer of staff allows no time for recruiting.",
    why="Experience is that many staff do not move to a new employer, so that a service "
    "without time to recruit starts late.",
    fix="Say how long the provider has to recruit before it takes its first people.",
    example='section transfer-of-staff "Staff who transfer"\n'
    "  text  All staff of the present providers transfer to the new ones.\n",
    law=f"{PAPER}, section 9",
    find=find,
    needs_contract=True,
    requirement="R-141",
    subject="No reliance on staff who transfer",
)
