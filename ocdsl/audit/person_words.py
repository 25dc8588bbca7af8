"""What became of one person, in words: membership of cohorts, outcomes, and the sums of money."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ocdsl.audit.case import Case
from ocdsl.audit.conditions import (
    AWAITED,
    MET,
    condition_point,
    details,
    inner,
    picked_events,
    standing_of,
)
from ocdsl.audit.explanation import Point, Section
from ocdsl.base.calendar import in_words
from ocdsl.base.money import pounds
from ocdsl.ledger.decision import STATUSES, Decision
from ocdsl.rules import operators as op


def person_answer(case: Case, person: str, own: list[Decision]) -> str:
    """Whether the person ever belonged, and the money by status, in a few sentences."""
    membership = " ".join(_membership(case, person, node) for node in cohorts(case))
    return f"{membership} {_sums(case, own)}"


def cohorts(case: Case) -> list[str]:
    """The conditions of belonging to a cohort, one for each cohort that has payments."""
    lines = [n for n in case.graph.nodes.values() if isinstance(n, op.Line)]
    subjects = dict.fromkeys(_of_person(case, line.subject) for line in lines)
    return [name for name in subjects if case.node(name).frame == op.PERSON]


def _of_person(case: Case, node_id: str) -> str:
    """The condition of belonging: of the events that count, the first thing they have to be."""
    node = case.node(node_id)
    if isinstance(node, op.Combine) and node.frame.kind == "each":
        node_id = node.of[0]
    return inner(case, node_id, ("",))[0]


def _membership(case: Case, person: str, node_id: str) -> str:
    node = case.node(node_id)
    cohort = node.clause.block
    standing, settled = standing_of(case, node_id, person), case.fact(node_id, person)[1]
    if standing == MET:
        return f"{person} joined {cohort} on {in_words(settled)}."
    lacking = f"no {node.says.removeprefix('the first ').removeprefix('the last ')}"
    if standing == AWAITED:
        return (
            f"{person} has not joined {cohort}, because {lacking} is recorded. "
            f"One can come until {in_words(settled)}."
        )
    return f"{person} was never in {cohort}, because {lacking} was recorded."


def _sums(case: Case, own: Iterable[Decision]) -> str:
    totals: dict[str, int] = {}
    for decision in own:
        totals[decision.status] = totals.get(decision.status, 0) + decision.amount
    if not totals:
        return "No payment was decided."
    parts = [f"{pounds(totals[s])} {s}" for s in STATUSES if s in totals]
    return f"As at {in_words(case.as_at)}: {', '.join(parts)}."


def person_sections(case: Case, person: str) -> tuple[Section, ...]:
    """Membership, outcomes and events, each point with the contract's lines."""
    joined = (condition_point(case, node, person) for node in cohorts(case))
    belongs = any(standing_of(case, node, person) == MET for node in cohorts(case))
    names = case.contract.outcomes if belongs else ()
    outcomes = (_outcome(case, key, name) for name in names for key in _rows(case, person, name))
    events = (Point(case.note(e).text() + ".") for e in case.facts.events_of(person))
    sections = (
        Section("The cohorts", tuple(joined)),
        Section("The outcomes", tuple(outcomes)),
        Section("The events that can be seen", tuple(events)),
    )
    return tuple(section for section in sections if section.points)


def _rows(case: Case, person: str, name: str) -> Iterator[str | tuple[str, str]]:
    """The rows of an outcome about a person: the person, or each event that counts for it."""
    outcome, member = case.contract.outcomes[name], case.graph.outcomes[name].member
    if not outcome.is_of_events:
        yield person
        return
    for event in case.facts.events_of(person):
        key = (person, event.event_id)
        of_kind = event.event == case.contract.achieving(outcome).event.text
        if of_kind and standing_of(case, member, key) == MET:
            yield key


def _outcome(case: Case, row: str | tuple[str, str], name: str) -> Point:
    nodes = case.graph.outcomes[name]
    clause = case.contract.outcomes[name].clause
    standing = standing_of(case, nodes.achieved, row)
    settled = in_words(case.fact(nodes.achieved, row)[1])
    what = name if isinstance(row, str) else f"{name} by event {row[1]}"
    says = {
        MET: f"{what} was achieved: all was known on {settled}.",
        AWAITED: f"{what} is not yet known; it is known on {settled} at the latest.",
    }.get(standing, f"{what} was not achieved, as was known on {settled}.")
    return Point(
        says=says,
        standing=standing,
        quotes=((clause.line, " ".join(case.contract.source.line(clause.line).split())),),
        details=tuple(details(case, nodes.achieved, row)),
        events=picked_events(case, nodes.achieved, row) if standing == MET else (),
    )
