"""A gate, judged once on a day, that is asked for or paid as a person's outcome would be."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading, only, words_of
from ocdsl.model.context import Context, outcomes_paid
from ocdsl.model.open_spells import is_met
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree

Problem = tuple[tree.Block, tree.Clause, str, str]


def find(context: Context) -> Iterator[Found]:
    """Every gate that cannot be judged, and everything that takes one for a person's outcome."""
    gates = {n: b for n, b in context.named["outcome"].items() if only(b, tree.AchievedOnDay)}
    for block in gates.values():
        if not context.has_unread(block):
            for clause, message, fix in _terms(context, block):
                yield Found(message, clause.span, heading(block, clause), fix)
    for block, clause, name in _taken_for_a_persons(context):
        if name in gates:
            message = f"`{name}` is no person's outcome: it is judged once, on a day."
            fix = "Name an outcome that counts `for each person in` a cohort."
            yield Found(message, clause.span, heading(block, clause), fix)


def _terms(context: Context, block: tree.Block) -> Iterator[tuple[tree.Clause, str, str]]:
    for clause in every(block, tree.AchievedOnDay):
        term = only(context.header, tree.Term)
        if term and not term.start.ordinal <= clause.day.ordinal <= term.end.ordinal:
            yield clause, "This day is not in the term.", "Write a day of the term."
        if only(block, tree.When) is None:
            message = "Nothing says what has to be reached by this day."
            yield clause, message, "Write `when  at least 12 of` and the measures that are met."
    for counts in every(block, tree.Counts):
        plain = counts.often == "once" and counts.population is None and len(counts.grain) <= 1
        if not plain:
            message = "What is judged on a day counts once for each provider, or for the contract."
            yield counts, message, "Write `once for each provider`."
    for needs in every(block, tree.NeedsRecorded):
        message = f"`{words_of(needs)}` has no place here: there is no event to be recorded."
        yield needs, message, "Take the line out."
    when = only(block, tree.When)
    for test in when.tests.items if when else ():
        if when and not isinstance(test, ph.LimitTest) and not _is_met(test):
            message = "A provider, or the contract, is judged by measures alone."
            yield when, message, "Write tests such as `reablement-rate is met`."


def _is_met(test: ph.Test) -> bool:
    return isinstance(test, ph.ChoiceTest) and is_met(test)


def _taken_for_a_persons(context: Context) -> Iterator[tuple[tree.Block, tree.Clause, str]]:
    """Every outcome that is paid for, waited for or counted of people, where it is named."""
    for block in context.payments.values():
        pays = only(block, tree.Pays) or only(block, tree.PaysByBand)
        if pays is not None:
            yield from ((block, pays, name) for name in outcomes_paid(block))
        for until in every(block, tree.WithholdUntil):
            if isinstance(until.until, ph.Name):
                yield block, until, until.until.text
    for block in context.named["measure"].values():
        for share in every(block, tree.IsPercentage):
            yield block, share, share.outcome.text
    for block, clause, number in context.parts(ph.NumberOf):
        yield block, clause, number.of.text


RULE = Rule(
    code="GateTerms",
    severity=Severity.ERROR,
    what="An outcome judged on a day is asked for, counted or paid as a person's would be.",
    why="Whether a contract may be extended is decided once, and pays for no person.",
    fix="Judge it by measures, once, on a day of the term.",
    example='outcome extension "May be extended"\n'
    "  counts    once for each provider\n"
    "  achieved  on 31 March 2040\n"
    "  when      reablement-rate is at least 50%\n",
    law="laws 12 and 20",
    find=find,
)
