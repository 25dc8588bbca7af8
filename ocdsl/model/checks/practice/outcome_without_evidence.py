"""An outcome with no source of data."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.places import at
from ocdsl.model.checks.practice.results import judged
from ocdsl.model.checks.practice.sources import SLIDES
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context


def find(context: Context) -> Iterator[Found]:
    """Outcomes paid for or judged without `evidence`; measures of what another counts already."""
    contract = context.built
    for outcome in judged(contract):
        if not outcome.evidence:
            message = f"Nothing says what the evidence for `{outcome.name}` is."
            fix = "Add `evidence` with the form or record it is read from."
            yield evolve(at("outcome", outcome, message), fix=fix)
    seen: dict[tuple[str, str, str], str] = {}
    for measure in contract.measures.values():
        what = (measure.outcome, measure.cohort, measure.unit)
        first = seen.setdefault(what, measure.name)
        if first != measure.name:
            message = f"`{measure.name}` counts what `{first}` counts already."
            fix = f"Take out one of the two, `{first}` or `{measure.name}`."
            yield evolve(at("measure", measure, message), fix=fix)


RULE = Rule(
    code="OutcomeWithoutEvidence",
    severity=Severity.ADVICE,
    what="Nothing says where the data of an outcome that matters come from, or two measures "
    "count the same.",
    why="What nobody already collects has to be collected for the contract, by people who "
    "could be helping; what is collected twice is disputed.",
    fix="Add `evidence` with the form or record it is read from, or take out one of the two "
    "measures.",
    example='outcome independent "No ongoing care needed"\n'
    "  counts    once for each person in older-people\n"
    "  achieved  on the first closure where reason is needs-no-care\n",
    law=f"{SLIDES}, measures that you use",
    find=find,
    needs_contract=True,
    requirement="R-067",
    subject="Measures that are clear, timely and not collected twice",
)
