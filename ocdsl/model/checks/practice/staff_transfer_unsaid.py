"""What happens to the staff of the provider before."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.places import Topic, unsaid
from ocdsl.model.checks.practice.sources import PAPER
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context

TOPICS = (Topic("whether staff transfer to the new provider", r"transfer|tupe"),)


def find(context: Context) -> Iterator[Found]:
    """Nothing says what happens to the staff of the previous providers."""
    return unsaid(context, "transfer-of-staff", TOPICS)


RULE = Rule(
    code="StaffTransferUnsaid",
    severity=Severity.ADVICE,
    what="Nothing says what happens to the staff of the previous providers.",
    why="A provider that counts on staff who do not come cannot begin, and people wait for a "
    "service that is paid for.",
    fix="Add `section transfer-of-staff` with who may transfer and what the new provider can "
    "count on.",
    example="",
    law=f"{PAPER}, sections 6.1 and 9",
    find=find,
    needs_contract=True,
    requirement="R-109",
    subject="Staff who transfer, and their skills",
    without=("section transfer-of-staff",),
)
