"""How performance is reported."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.places import Topic, unsaid
from ocdsl.model.checks.practice.sources import PAPER
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context

TOPICS = (
    Topic("how often performance is reported", r"each|every|month|quarter|week|year"),
    Topic("what the report holds", r"outcome|measure|rate|result"),
)


def find(context: Context) -> Iterator[Found]:
    """Nothing says how often performance is reported, and what the report holds."""
    return unsaid(context, "performance-reports", TOPICS)


RULE = Rule(
    code="ReportsUnsaid",
    severity=Severity.ADVICE,
    what="Nothing says how often performance is reported, and what the report holds.",
    why="Without a report both sides learn of missed outcomes from the invoice, when it is too "
    "late to help anyone.",
    fix="Add `section performance-reports` with how often and what.",
    example="",
    law=f"{PAPER}, section 9",
    find=find,
    needs_contract=True,
    requirement="R-140",
    subject="A clear, simple and regular report",
    without=("section performance-reports",),
)
