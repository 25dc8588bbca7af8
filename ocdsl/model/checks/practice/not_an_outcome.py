"""An objective that is no outcome."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.articles import with_article
from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.places import at, section
from ocdsl.model.checks.practice.sources import SLIDES
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context
from ocdsl.model.contract import Block, Contract, Outcome
from ocdsl.model.statements import kind_of


def find(context: Context) -> Iterator[Found]:
    """Every outcome, objective and last stages of a logic model whose words are of another kind."""
    contract = context.built
    for outcome in contract.outcomes.values():
        if kind := other_kind(outcome):
            yield at("outcome", outcome, _message(outcome.title, kind))
    for keyword, block, text, clause in _statements(contract):
        if (kind := kind_of(text)) not in ("", "outcome"):
            yield at(keyword, block, _message(text, kind), clause)


def other_kind(outcome: Outcome) -> str:
    """The kind that an outcome’s title has instead, from the Welsh if the English says nothing."""
    kind = kind_of(outcome.title) or kind_of(outcome.welsh, "Welsh")
    return "" if kind == "outcome" else kind


def _statements(contract: Contract) -> Iterator[tuple[str, Block, str, str]]:
    """Each line of a section of objectives, and each interim and final outcome."""
    objectives = section(contract, "objectives")
    if objectives is not None:
        yield from (("section", objectives, text, "text") for text in objectives.paragraphs)
    for model in contract.logic_models:
        for stage in model.stages[-2:]:
            yield from (("logic-model", model, text, stage.kind) for text in stage.items)


def _message(text: str, kind: str) -> str:
    return f"‘{text.rstrip('.')}’ is {with_article(kind)}, not an outcome."


RULE = Rule(
    code="NotAnOutcome",
    severity=Severity.ADVICE,
    what="What is called an outcome is the amount of a service, a way of working or what is put "
    "in.",
    why="More visits, forms or staff can be bought without anyone being better off.",
    fix="Say what changes for the person, or count it as something to report.",
    example='outcome still-independent "Number of visits made"\n'
    "  counts    once for each person in older-people\n"
    "  achieved  on the first assessment where independence is at least 50\n"
    "  note      No payment depends on it.\n",
    law=f"{SLIDES}, definitions; outcome, output, or process/input?",
    find=find,
    needs_contract=True,
    requirement="R-060",
    subject="Outcome, output, process or input",
)
