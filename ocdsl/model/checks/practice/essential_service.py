"""An essential service with no plan for failure or harm."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.places import Topic, unsaid
from ocdsl.model.checks.practice.results import paid
from ocdsl.model.checks.practice.sources import STEPS
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context

CONTINUITY = (
    Topic("what happens when a provider fails", r"fail|stop|cannot|unable|ends?\b"),
    Topic("who steps in", r"step|take[sn]? over|takes on|replace"),
)
SAFEGUARDING = (
    Topic("how harm or neglect is noticed", r"harm|neglect|abuse|concern"),
    Topic("who acts on it", r"report|tell|told|act|investigat"),
)


def find(context: Context) -> Iterator[Found]:
    """Payment for outcomes where failure cannot be borne, without a plan for it."""
    contract = context.built
    if not paid(contract):
        return
    answers = {a.feature: a.answer for s in contract.suitability for a in s.answers}
    if answers.get("failure-tolerated") != "yes":
        yield from unsaid(context, "continuity", CONTINUITY)
        yield from unsaid(context, "safeguarding", SAFEGUARDING)


RULE = Rule(
    code="EssentialService",
    severity=Severity.ADVICE,
    what="Outcomes are paid for in an essential service, and nothing says who steps in when a "
    "provider fails, or how harm is noticed.",
    why="People need home care every day: if a provider that misses its outcomes fails or cuts "
    "corners, they are left without it or come to harm.",
    fix="Add `section continuity` and `section safeguarding`, or answer `yes on "
    "failure-tolerated`.",
    example="",
    law=f"{STEPS}, section 3, after the National Audit Office 2015",
    find=find,
    needs_contract=True,
    care_at_home=True,
    requirement="R-091",
    subject="An essential service needs a safety floor",
    without=("section continuity",),
)
