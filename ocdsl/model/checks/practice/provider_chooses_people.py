"""The provider decides who is counted."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.places import at
from ocdsl.model.checks.practice.results import judged
from ocdsl.model.checks.practice.sources import PAPER
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context


def find(context: Context) -> Iterator[Found]:
    """Every cohort of an outcome that matters, which people join on the provider’s word alone."""
    contract = context.built
    for name in sorted({outcome.cohort for outcome in judged(contract)}):
        cohort = contract.cohorts[name]
        event = contract.events[cohort.joins_on.event.text]
        if set(event.recorded_by) == {"provider"}:
            message = f"People join `{name}` on `{event.name}`, which the provider alone records."
            yield at("cohort", cohort, message, "joins on")


RULE = Rule(
    code="ProviderChoosesPeople",
    severity=Severity.WARNING,
    what="Outcomes are paid for or judged among people whom the provider itself lets in.",
    why="A provider that chooses its people can take those who would succeed anyway, and leave "
    "the others without help.",
    fix="Let people join on an event that somebody else records, such as a referral.",
    example='event referral "Referred by a social worker"\n'
    "  recorded by  provider\n"
    "  age          whole number, at least 0, up to and including 120\n",
    law=f"{PAPER}, section 6.2",
    find=find,
    needs_contract=True,
    requirement="R-150",
    subject="Choosing the people most likely to succeed",
)
