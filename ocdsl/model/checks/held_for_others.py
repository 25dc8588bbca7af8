"""A share withheld until an outcome that is not one of the same people, or is what is paid for."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import counts_every_time, every, heading, only
from ocdsl.model.context import Context, outcome_paid, subject_of
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree


def find(context: Context) -> Iterator[Found]:
    """Every `withhold … until` an outcome that the person paid for cannot achieve later."""
    outcomes = context.named["outcome"]
    for block in context.payments.values():
        for clause in every(block, tree.WithholdUntil):
            if isinstance(clause.until, ph.Name) and clause.until.text in outcomes:
                message = _problem(context, block, clause.until.text)
                if message:
                    yield Found(message, clause.until.span, heading(block, clause))


def _problem(context: Context, block: tree.Block, awaited: str) -> str:
    outcomes, paid = context.named["outcome"], outcome_paid(block)
    if paid == awaited:
        return f"`{awaited}` is what is paid for, so nothing would ever be withheld."
    counts = only(outcomes[awaited], tree.Counts)
    if counts_every_time(outcomes[awaited]) or (counts and len(counts.grain) > 1):
        return f"A person may achieve `{awaited}` many times: it does not say on which to release."
    whose = _cohort(outcomes[awaited])
    subject = subject_of(block)
    own = subject.population.text if subject and subject.population else ""
    own = _cohort(outcomes[paid]) if paid in outcomes else own
    if whose and own != whose:
        return f"`{awaited}` is an outcome of people in `{whose}`, and the payment is not for them."
    return ""


def _cohort(outcome: tree.Block) -> str:
    counts = only(outcome, tree.Counts)
    return counts.population.text if counts and counts.population else ""


RULE = Rule(
    code="HeldForOthers",
    severity=Severity.ERROR,
    what="A share is withheld until an outcome of other people, or until what is paid for itself.",
    why="Money would wait for something that the person it is paid for cannot bring about.",
    fix="Name another outcome of the same people.",
    example='payment outcome-fee "Reablement outcome"\n'
    "  pays                  £1,575.00 for each independent\n"
    "  withhold              15% of the payment until independent\n"
    "  what is not released  is not paid\n"
    "  due                   30 days after the end of the month of earning\n",
    law="law 12",
    find=find,
)
