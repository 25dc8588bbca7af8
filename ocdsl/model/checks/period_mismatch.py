"""Measures, and payments withheld against them, whose periods or people do not agree (law 20)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.calendar import PERIODS
from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading, only
from ocdsl.model.context import Context
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree
from ocdsl.syntax.phrase_text import text_of


def find(context: Context) -> Iterator[Found]:
    """Every measure without a period for its people, or used for another period or other people."""
    for block in context.named["measure"].values():
        yield from _measure(context, block)
    for block in context.payments.values():
        for clause in every(block, tree.Withhold):
            yield from _withhold(context, block, clause)


def unit_of(block: tree.Block) -> str:
    """The period a measure is for each of; empty when it says none."""
    grain = (name.text for each in every(block, tree.ForEach) for name in each.grain)
    return next((name for name in grain if name in PERIODS), "")


def _measure(context: Context, block: tree.Block) -> Iterator[Found]:
    counts, of = only(block, tree.Counts), only(block, tree.IsPercentage)
    if counts and counts.where is None:
        message = f"The measure does not say in which {unit_of(block) or 'period'} a person counts."
        fix = f"Add `where the first service-start is during the {unit_of(block) or 'quarter'}`."
        yield Found(message, counts.span, heading(block, counts), fix)
    outcome = context.named["outcome"].get(of.outcome.text) if of else None
    theirs = only(outcome, tree.Counts)
    people = {c.population.text for c in (counts, theirs) if c and c.population}
    known = people <= context.named["cohort"].keys()  # a name that is none has been reported
    if of and counts and known and theirs and counts.population != theirs.population:
        message = f"The outcome `{of.outcome.text}` is for other people than this measure counts."
        yield Found(message, of.span, heading(block, of), "Count both in one cohort.")


def _withhold(context: Context, block: tree.Block, clause: tree.Withhold) -> Iterator[Found]:
    measure = context.named["measure"].get(clause.measure.text)
    if not context.is_rate(clause.measure.text):
        return
    unit = unit_of(measure) if measure else clause.period.unit
    if unit and clause.period.unit != unit:
        message = (
            f"`{clause.measure.text}` is judged for each {unit}, not each {clause.period.unit}."
        )
        fix = f"Write `during the {unit} of` and the event."
        yield Found(message, clause.period.span, heading(block, clause), fix)
    if not isinstance(clause.period.of, ph.EventPhrase):
        message = f"`the {clause.period.unit}` does not say which {clause.period.unit}."
        if clause.period.of is not None:
            message = (
                f"`{text_of(clause.period)}` is no day of the person, "
                "by which the measure counts people."
            )
        fix = f"Write `during the {clause.period.unit} of {_moment_text(measure)}`."
        yield Found(message, clause.period.span, heading(block, clause), fix)
    elif _is_another(clause.period.of, _moment(measure)):
        message = (
            f"`{clause.measure.text}` counts people by {_moment_text(measure)}, not by "
            f"{text_of(clause.period.of)}: the rate would be that of other people."
        )
        fix = f"Write `during the {clause.period.unit} of {_moment_text(measure)}`."
        yield Found(message, clause.period.span, heading(block, clause), fix)


def _moment(measure: tree.Block | None) -> ph.EventPhrase | None:
    """The event by which a measure puts people in a period."""
    counts = only(measure, tree.Counts)
    for test in counts.where.items if counts and counts.where else ():
        if isinstance(test, ph.EventTest) and isinstance(test.event, ph.EventPhrase):
            return test.event
    return None


def _moment_text(measure: tree.Block | None) -> str:
    moment = _moment(measure)
    return text_of(moment) if moment else "the first …"


def _is_another(phrase: ph.EventPhrase, counted: ph.EventPhrase | None) -> bool:
    """Whether the event that picks the period is of another kind, or another of that kind.

    The event that the payment is for, `the certificate`, is known by its kind alone.
    """
    if counted is None:
        return False
    return phrase.event != counted.event or phrase.order not in ("", counted.order)


RULE = Rule(
    code="PeriodsDisagree",
    severity=Severity.ERROR,
    what="A measure and what depends on it do not speak of the same period or people.",
    why="Money withheld against one quarter would be released by the result of another.",
    fix="Use one period and one cohort.",
    example='payment outcome-fee "Reablement outcome"\n'
    "  pays      £1,575.00 for each independent\n"
    "  withhold  15% of the payment against reablement-rate "
    "during the month of the first service-start\n"
    "    | reablement-rate | released |\n"
    "    | less than 50%   | nothing  |\n"
    "    | at least 50%    | all      |\n"
    "  what is not released  is not paid\n"
    "  due       30 days after the end of the month of earning\n",
    law="law 20",
    find=find,
)
