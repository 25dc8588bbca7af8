"""How the contract is managed."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.places import Topic, unsaid
from ocdsl.model.checks.practice.sources import REVIEW
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context

TOPICS = (
    Topic("who approves work", r"approv|agrees"),
    Topic("how records are kept safe", r"record"),
    Topic("how duties are kept apart", r"separate|apart|different people|another|other than"),
    Topic("how payment follows the contract", r"pay"),
    Topic("how risk is managed", r"risk"),
    Topic("how change is managed", r"change|variation"),
)


def find(context: Context) -> Iterator[Found]:
    """What the section leaves out, or that there is none."""
    return unsaid(context, "contract-management", TOPICS)


RULE = Rule(
    code="ControlsUnsaid",
    severity=Severity.ADVICE,
    what="Nothing says how work is approved, records kept, duties kept apart, payment made, "
    "risk and change managed.",
    why="Where one person agrees, checks and pays, an error or a fraud is found by nobody.",
    fix="Add `section contract-management` with a line for each of the six.",
    example="",
    law=f"{REVIEW}, section 5, after the Chartered Institute of Purchasing and Supply",
    find=find,
    needs_contract=True,
    requirement="R-097",
    subject="Controls of contract management",
    without=("section contract-management",),
)
