"""Prose that asks for approvals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.places import at, worded
from ocdsl.model.checks.practice.sources import PAPER
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context

_ASKS = re.compile(
    r"\b(?:prior approval|approval (?:panel|form)|(?:must|has to|have to|shall) be approved|"
    r"prior (?:authori[sz]ation|consent of the (?:council|commissioner))|panel approves|"
    r"(?:seek|ask for|obtain) (?:approval|authori[sz]ation|permission))\b",
    re.IGNORECASE,
)


def find(context: Context) -> Iterator[Found]:
    """Every section that asks for approvals."""
    for each, words in worded(context.built, _ASKS):
        yield at("section", each, f"‘{words}’: the provider has to ask before it helps.", "text")


RULE = Rule(
    code="ApprovalNeeded",
    severity=Severity.ADVICE,
    what="A section makes the provider ask before it helps.",
    why="Every approval costs both sides time, and people wait while the provider has no trust "
    "to act on.",
    fix="Let the provider choose what helps, and look at the outcomes.",
    example='section provider-duties "What the provider does"\n'
    "  text  Every change of the plan must be approved by the council. Staff numbers are "
    "reported and monitored.\n",
    law=f"{PAPER}, section 9",
    find=find,
    needs_contract=True,
    requirement="R-137",
    subject="A range of help without a bureaucracy of approvals",
)
