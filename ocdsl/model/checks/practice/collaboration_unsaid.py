"""How the commissioner and the providers work together."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.places import Topic, unsaid
from ocdsl.model.checks.practice.sources import PAPER
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context

TOPICS = (
    Topic("how the commissioner and the providers meet", r"meet"),
    Topic("how problems between them are settled", r"problem|dispute|disagree|differ"),
)


def find(context: Context) -> Iterator[Found]:
    """Nothing says how the commissioner and the providers work together."""
    return unsaid(context, "working-together", TOPICS)


RULE = Rule(
    code="CollaborationUnsaid",
    severity=Severity.ADVICE,
    what="Nothing says how the commissioner and the providers work together.",
    why="A new way of being paid is got right by both sides together; alone, each finds out by "
    "losing money.",
    fix="Add `section working-together` with how often you meet and how problems are settled.",
    example="",
    law=f"{PAPER}, section 9",
    find=find,
    needs_contract=True,
    requirement="R-131",
    subject="The right providers, working with the commissioner",
    without=("section working-together",),
)
