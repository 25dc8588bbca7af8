"""What is assumed of a group of people and cannot be so."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.build.payments import fraction
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading, only
from ocdsl.model.context import Context
from ocdsl.syntax import tree
from ocdsl.syntax.phrase_text import text_of


def find(context: Context) -> Iterator[Found]:
    """Every chance above 100%, and every outcome of another cohort than the group joins."""
    for block in context.named["assume"].values():
        people = only(block, tree.Arrive)
        for clause in every(block, tree.Achieve):
            reason = _too_much(clause)
            if people is not None:
                reason = reason or _of_others(context, people.cohort.text, clause.outcome.text)
            if reason:
                yield Found(reason, clause.span, heading(block, clause))


def _too_much(clause: tree.Achieve) -> str:
    for share in (clause.served, clause.anyway):
        if share is not None:
            part, whole = fraction(share)
            if part > whole:
                return f"`{text_of(share)}` of people is more than all of them."
    return ""


def _of_others(context: Context, cohort: str, outcome: str) -> str:
    block = context.named["outcome"].get(outcome)
    counts = only(block, tree.Counts)
    if counts is None or counts.population is None or counts.population.text == cohort:
        return ""
    return f"`{outcome}` counts people in `{counts.population.text}`, and these join `{cohort}`."


RULE = Rule(
    code="AssumedChance",
    severity=Severity.ERROR,
    what="What is assumed of a group of people cannot be so.",
    why="What a provider would gain or lose by serving them is worked out from it.",
    fix="Write a share of up to 100%, and an outcome of the cohort that they join.",
    example='assume frail "People who live alone"\n'
    "  counts    30 people in older-people each year\n"
    "  achieved  independent by 135% of people\n"
    "  because  A guess.\n",
    law="law 7",
    find=find,
)
