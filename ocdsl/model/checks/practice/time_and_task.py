"""Prose that prescribes times and tasks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.places import at, worded
from ocdsl.model.checks.practice.sources import DESIGN
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context

_TASKS = re.compile(
    r"\b(?:\d+[- ]minutes?(?: (?:visit|call)s?)?|(?:visits?|calls?) (?:a|each|per|every) day|"
    r"times (?:a|each|per) (?:day|week)|list of tasks|tasks? (?:is|are) (?:listed|set)|"
    r"time and task|rota|hours of care (?:a|each|per) (?:day|week))\b",
    re.IGNORECASE,
)


def find(context: Context) -> Iterator[Found]:
    """Every section with words of times and tasks."""
    for each, words in worded(context.built, _TASKS):
        message = f"‘{words}’ prescribes time or tasks, not what is to be achieved."
        yield at("section", each, message, "text")


RULE = Rule(
    code="TimeAndTask",
    severity=Severity.ADVICE,
    what="A section prescribes tasks or the length of visits.",
    why="A provider that is told when and how long to visit cannot do less as a person "
    "recovers, and is not answerable for the outcome.",
    fix="Say what is to be achieved, and leave the time and the tasks to the person and the "
    "provider.",
    example='section purpose "Purpose"\n'
    "  text  Care workers follow the list of tasks, with visits each day, to help people "
    "live at home and to prevent need.\n",
    law=f"{DESIGN}, section 3.2, Model 1; discussion paper, section 8",
    find=find,
    needs_contract=True,
    care_at_home=True,
    requirement="R-107",
    subject="No over-specifying of time and tasks",
)
