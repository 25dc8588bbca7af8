"""`the first X`, of people who joined on the first X of some kind: it may be of another kind."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import heading, only
from ocdsl.model.context import Context
from ocdsl.model.nodes import nodes
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree
from ocdsl.syntax.phrase_text import text_of

_READ_IN = ("outcome", "measure", "payment", "deduction")
_PEOPLE = tree.Counts | tree.Subject


def find(context: Context) -> Iterator[Found]:
    """Every `the first X` of people who joined on the first X that passes a choice.

    A person may have one of another kind before it. By the provider of which people belong takes
    no test, and an age is as good in the one as in the other: neither is asked about.
    """
    for name, cohort in context.named["cohort"].items():
        joins = only(cohort, tree.JoinsOn)
        kind = _kind(joins.event) if joins and joins.event.order == "first" else None
        if joins is None or kind is None:
            continue
        for block in context.file.blocks:
            if block.keyword in _READ_IN and name in _cohorts(context, block):
                yield from _in(block, joins.event, kind, name)


def _kind(phrase: ph.EventPhrase) -> ph.ChoiceTest | None:
    """The choice that an event must pass for people to join on it; None where it must pass none."""
    tests = phrase.where
    must = tests.items if tests and tests.how in ("one", "and", "all") else ()
    return next((t for t in must if isinstance(t, ph.ChoiceTest) and t.value.at is None), None)


def _cohorts(context: Context, block: tree.Block) -> set[str]:
    """The cohorts whose people a block is about: its own, and those of the outcomes it pays for."""
    found: set[str] = set()
    for part in (part for clause in block.clauses for part in nodes(clause)):
        if isinstance(part, _PEOPLE) and part.population:
            found.add(part.population.text)
        elif isinstance(part, tree.Subject):
            outcomes = (context.named["outcome"].get(name.text) for name in part.grain)
            counts = (only(outcome, tree.Counts) for outcome in outcomes)
            found |= {c.population.text for c in counts if c and c.population}
    return found


def _in(
    block: tree.Block, joins: ph.EventPhrase, kind: ph.ChoiceTest, cohort: str
) -> Iterator[Found]:
    for clause in block.clauses:
        for phrase in nodes(clause):
            if isinstance(phrase, ph.EventPhrase) and _is_plain(phrase, joins):
                words = text_of(phrase)
                message = f"`{words}` need not be the one on which people joined `{cohort}`."
                fix = f"Write `{words} where {text_of(kind)}`; or accept this with a reason."
                yield Found(message, phrase.span, heading(block, clause), fix)


def _is_plain(phrase: ph.EventPhrase, joins: ph.EventPhrase) -> bool:
    return phrase.event == joins.event and phrase.order == "first" and phrase.where is None


RULE = Rule(
    code="AnotherFirst",
    severity=Severity.WARNING,
    what="People join on the first event of some kind, and a clause about them asks for the first "
    "of all.",
    why="Who had one of another kind before is judged by its day: in another period, or in no "
    "time at all.",
    fix="Name the event with the same test.",
    example='cohort helped "People who were helped"\n'
    "  counts      once for each person\n"
    "  joins on    the first closure where reason is needs-no-care\n"
    "  belongs to  provider at the first service-start\n\n"
    'outcome back-soon "Back in hospital"\n'
    "  counts    once for each person in helped\n"
    "  achieved  on the first readmission where the readmission is after the first closure\n"
    "  note      No payment depends on it.\n",
    law="law 13",
    find=find,
)
