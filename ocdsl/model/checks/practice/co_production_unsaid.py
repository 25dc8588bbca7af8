"""What people had a say in."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.places import Topic, unsaid
from ocdsl.model.checks.practice.sources import DESIGN
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context

TOPICS = (
    Topic("how people took part in finding out what is needed", r"need|analys"),
    Topic("in the plan", r"plan|design|draft"),
    Topic("in choosing and running it", r"choos|choice|tender|procur|run|day-to-day"),
    Topic("in reviewing it", r"review|evaluat|look back"),
)


def find(context: Context) -> Iterator[Found]:
    """What the section leaves out, or that there is none."""
    return unsaid(context, "co-production", TOPICS)


RULE = Rule(
    code="CoProductionUnsaid",
    severity=Severity.ADVICE,
    what="Nothing says how people who use the service took part in analysing, planning, buying "
    "and reviewing it.",
    why="A service designed without its users is measured by what matters to others, and money "
    "follows that.",
    fix="Add `section co-production` with a line for each: analyse, plan, do, review.",
    example="",
    law=f"{DESIGN}, section 3.1, and Tool 5",
    find=find,
    needs_contract=True,
    requirement="R-116",
    subject="Co-production in every quarter of the cycle",
    without=("section co-production",),
)
