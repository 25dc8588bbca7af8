"""Who sees to equipment and telecare."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.places import Topic, unsaid
from ocdsl.model.checks.practice.sources import PAPER
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context

TOPICS = (
    Topic("who provides equipment and telecare", r"provid|suppl|arrang|buy|fit"),
    Topic("by when it is in place", r"before|within|when|by the|on the"),
)


def find(context: Context) -> Iterator[Found]:
    """Nothing says who sees that people have the equipment and telecare they need."""
    return unsaid(context, "equipment", TOPICS)


RULE = Rule(
    code="EquipmentUnsaid",
    severity=Severity.ADVICE,
    what="Nothing says who sees that people have the equipment and telecare they need.",
    why="Without a rail or an alarm a person stays dependent, and each side waits for the "
    "other to buy it.",
    fix="Add `section equipment` with who provides it and by when it is in place.",
    example="",
    law=f"{PAPER}, section 9",
    find=find,
    needs_contract=True,
    care_at_home=True,
    requirement="R-108",
    subject="Equipment and telecare",
    without=("section equipment",),
)
