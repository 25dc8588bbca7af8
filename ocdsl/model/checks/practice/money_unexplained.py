"""Nothing explains in plain words how the money works."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.places import Topic, unsaid
from ocdsl.model.checks.practice.results import paid
from ocdsl.model.checks.practice.sources import STEPS
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context

TOPICS = (
    Topic("what is paid for outcomes", r"outcome|result"),
    Topic("when it is paid", r"when|after|once|until|month"),
    Topic("who bears the risk", r"risk|bears?\b"),
)


def find(context: Context) -> Iterator[Found]:
    """Outcomes paid for with no such section, or one that leaves something out."""
    if paid(context.built):
        yield from unsaid(context, "money", TOPICS)


RULE = Rule(
    code="MoneyUnexplained",
    severity=Severity.ADVICE,
    what="Outcomes are paid for, and no section explains the money in plain words.",
    why="The part that depends on outcomes is new to most providers: those who do not "
    "understand it do not bid, or bid too low.",
    fix="Add `section money` with what is paid for outcomes, when, and who bears the risk.",
    example="",
    law=f"{STEPS}, section 4, develop specification, Model 2",
    find=find,
    needs_contract=True,
    requirement="R-104",
    subject="What a specification must hold: how outcomes are paid for",
    without=("section money",),
)
