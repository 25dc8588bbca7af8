"""A national measure left out, or one that is for others."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.nearest import sentence_list
from ocdsl.model.checks.practice.places import Topic, at, says, section, spoken
from ocdsl.model.checks.practice.sources import PAPER
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context

APPLY = (
    Topic("the right home", r"right home"),
    Topic("doing what matters", r"what matters"),
    Topic("feeling safe", r"safe"),
    Topic("being part of the community", r"community"),
    Topic("social networks", r"social network|friends"),
    Topic("information and advice", r"information|advice"),
    Topic("language of choice", r"language"),
    Topic("dignity and respect", r"dignity|respect"),
    Topic("a named worker", r"named worker|who their worker"),
    Topic("being involved in decisions", r"involved in (?:any )?decisions|decisions about"),
    Topic("satisfaction with care", r"satisf"),
    Topic("support for carers", r"carers?\b.*\bsupport|support.*\bcarer"),
    Topic("carers’ part in the plan", r"carers? .*plan|plan .*carer"),
)
DO_NOT = (
    Topic("children", r"children"),
    Topic("young adults", r"young adult"),
    Topic("parents", r"parent"),
    Topic("residential care", r"residential care|care homes?"),
)


def find(context: Context) -> Iterator[Found]:
    """What the section leaves out, and what in it is for other services; a note is a reason."""
    contract = context.built
    there = section(contract, "national-measures")
    if there is None or there.notes:
        return
    missing = [topic.words for topic in APPLY if not says(spoken(there), topic.pattern)]
    if missing:
        message = f"The section `national-measures` leaves out {sentence_list(missing)}."
        yield at("section", there, message)
    used = [topic.words for topic in DO_NOT if says(spoken(there), topic.pattern)]
    if used:
        message = f"The section `national-measures` has {sentence_list(used)} and no reason why."
        yield at("section", there, message)


RULE = Rule(
    code="NationalMeasureMissing",
    severity=Severity.ADVICE,
    what="The section on national measures leaves one out that applies to home care, or has one "
    "that does not.",
    why="A measure that is not collected cannot be compared; one about children or care homes "
    "costs effort and says nothing.",
    fix="Add the measure, or say in a `note` of the section why it is left out or in.",
    example='section national-measures "National measures"\n'
    "  text  The provider asks all its people whether they feel safe, and parents "
    "whether they were involved.\n",
    law=f"{PAPER}, section 7",
    find=find,
    needs_contract=True,
    requirement="R-051",
    subject="Which national measures apply to home care",
)
