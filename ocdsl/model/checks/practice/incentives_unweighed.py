"""Nothing weighs what each party could gain."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.places import Topic, at, section, unsaid
from ocdsl.model.checks.practice.results import STANDARDS, paid
from ocdsl.model.checks.practice.sources import REVIEW
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context

TOPICS = (
    Topic("what commissioners could gain", r"commissioner|council|board"),
    Topic("what providers could gain", r"provider"),
    Topic("what people and carers could gain", r"people|person|carer|famil"),
)


def find(context: Context) -> Iterator[Found]:
    """Outcomes paid for with nothing weighed; standards without a note on what they stand for."""
    contract = context.built
    weighed = any(each.finding for each in contract.acceptances)
    if paid(contract) and not (weighed and section(contract, "incentives") is None):
        yield from unsaid(context, "incentives", TOPICS)
    if contract.model == STANDARDS:
        for measure in contract.measures.values():
            if measure.target and not measure.notes:
                message = f"No note says what the standard `{measure.name}` stands for."
                yield at("measure", measure, message, "target")


RULE = Rule(
    code="IncentivesUnweighed",
    severity=Severity.ADVICE,
    what="Nothing weighs the perverse incentives of the payments, or what a standard stands for.",
    why="Rewards change what people do: commissioners, providers, and people and their carers "
    "may each gain without anyone being helped.",
    fix="Add `section incentives`, or `accept` findings of `ocdsl incentives` with a reason; "
    "give a standard a `note`.",
    example='section incentives "What each side could gain"\n'
    "  text  Providers could close cases early.\n",
    law=f"{REVIEW}, section 4",
    find=find,
    needs_contract=True,
    requirement="R-093",
    subject="What to look at under each model",
)
