"""A payment or a count for each person that does not say which people."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.base.source import Span
from ocdsl.model.checks.not_about_a_person import whom_about
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import heading
from ocdsl.model.context import Context
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree


def find(context: Context) -> Iterator[Found]:
    """Every `for each person`, or each event about a person, that names no cohort."""
    cohorts = tuple(context.named["cohort"])
    cohort = cohorts[0] if cohorts else "a-cohort"
    for block, clause, grain, population in _subjects(context):
        pays = isinstance(clause, tree.Pays | tree.PaysByBand)
        event = context.each_event(block) or context.each_spell(block) if pays else ""
        said = context.named["event"].get(event)
        if said and context.has_unread(said):
            continue
        if event and grain and cohorts and population is None and not whom_about(context, event):
            message = f"`for each {event}` does not say whose."
            fix = f"Write `for each {event} in {cohort}`."
            yield Found(message, _span(grain[0], clause), heading(block, clause), fix)
        if grain and grain[0].text == "person" and population is None:
            message = "`for each person` does not say which people."
            fix = f"Write `for each person in {cohort}`."
            yield Found(message, _span(grain[0], clause), heading(block, clause), fix)


def _span(name: ph.Name, clause: tree.Clause) -> Span:
    return name.span if name.span.length else clause.span


def _subjects(
    context: Context,
) -> Iterator[tuple[tree.Block, tree.Clause, tuple[ph.Name, ...], ph.Name | None]]:
    for block in context.file.blocks:
        for clause in block.clauses:
            if isinstance(clause, tree.Pays | tree.PaysByBand) and block.keyword != "floor":
                yield block, clause, clause.subject.grain, clause.subject.population
            elif isinstance(clause, tree.Counts) and block.keyword in ("outcome", "measure"):
                yield block, clause, clause.grain, clause.population


RULE = Rule(
    code="WhosePerson",
    severity=Severity.ERROR,
    what="A payment or a count for each person does not say which people.",
    why="Without a cohort it reads as everyone in the log, "
    "and would pay for people the contract is not about.",
    fix="Name the cohort.",
    example='payment start-fee "Start fee"\n'
    "  pays  £300.00 for each person\n"
    "  on    the first service-start\n"
    "  due   30 days after the end of the month of earning\n",
    law="law 20, and what readers stumbled on",
    find=find,
)
