"""A national measure left out, or one that is for others."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.nearest import listed, sentence_list
from ocdsl.model.checks.practice.places import Topic, at, says, section, spoken
from ocdsl.model.checks.practice.sources import PAPER
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context
from ocdsl.model.contract import Contract

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


MEASURES = "national-outcome-measures"
"""The text of the library that has them all."""
OF_HOME_CARE = (
    "right-home-share", "what-matters-share", "feels-safe-share", "community-share",
    "social-networks-share", "right-advice-share", "own-language-share", "dignity-share",
    "named-worker-share", "involved-share", "satisfied-with-care-share",
    "carers-supported-share", "carers-involved-share",
)  # fmt: skip
OF_OTHERS = (
    "happy-at-home-share", "ready-for-adulthood-share", "parents-involved-share",
    "chose-care-home-share",
)  # fmt: skip


def find(context: Context) -> Iterator[Found]:
    """What a section or a `use` leaves out, and what is for other services; a note is a reason."""
    yield from _used(context.built)
    yield from _said(context.built)


def _used(contract: Contract) -> Iterator[Found]:
    """Of the measures that come from the library."""
    used = next((u for u in contract.uses if u.name == MEASURES and not u.notes), None)
    if used is None:
        return
    missing = [name for name in OF_HOME_CARE if name not in contract.calculations]
    if missing:
        yield at("use", used, f"`use {MEASURES}` leaves out {listed(missing)}.", "brings")
    others = [name for name in OF_OTHERS if name in contract.calculations]
    if others:
        message = f"`use {MEASURES}` brings {listed(others)} and no reason why."
        yield at("use", used, message, "brings")


def _said(contract: Contract) -> Iterator[Found]:
    """Of the measures that a section names."""
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
    fix="Add the measure, or say in a `note` of the section or the `use` why it is left out or in.",
    example='section national-measures "National measures"\n'
    "  text  The provider asks all its people whether they feel safe, and parents "
    "whether they were involved.\n",
    law=f"{PAPER}, section 7",
    find=find,
    needs_contract=True,
    care_at_home=True,
    requirement="R-051",
    subject="Which national measures apply to home care",
)
