"""Explains a decision or a person: why money was paid, or why it was not (law 25)."""

from __future__ import annotations

import difflib
import heapq
from collections.abc import Iterable

from attrs import evolve

from ocdsl.audit.answers import answer
from ocdsl.audit.case import Case
from ocdsl.audit.conditions import condition_point
from ocdsl.audit.dates_used import dates_used
from ocdsl.audit.divided import Divided, divided
from ocdsl.audit.explanation import Explanation, Point, Section
from ocdsl.audit.made_by import made
from ocdsl.audit.measure_words import judged, people_points
from ocdsl.audit.money_words import money_points
from ocdsl.audit.person_words import person_answer, person_sections
from ocdsl.audit.reason_tree import reason_of
from ocdsl.base.diagnostics import Diagnostic, Severity
from ocdsl.base.money import pounds
from ocdsl.ledger.decision import Decision
from ocdsl.ledger.decision_ids import subject_of
from ocdsl.ledger.evaluation import Evaluation
from ocdsl.ledger.facts import FactSource
from ocdsl.model.contract import Contract
from ocdsl.rules.graph import Graph

CONDITIONS, MONEY, REST, PEOPLE = (
    "The conditions, in the order of the contract",
    "The money",
    "The rest of the same payment",
    "The people counted",
)
_NEAREST_CANDIDATES = 200


def explain_decision(
    contract: Contract,
    graph: Graph,
    facts: FactSource,
    evaluation: Evaluation,
    decision_id: str,
) -> Explanation | Diagnostic:
    """Why a decision is as it is; a diagnostic that names the nearest id when there is none.

    Only the rows that the decision rests on are looked up.
    """
    case = Case(contract, graph, facts, evaluation.header.as_at)
    decision = evaluation.find(decision_id)
    if decision is None:
        ids = (each.id for each in evaluation.decisions())
        return _unknown("UnknownDecision", f"There is no decision {decision_id}", decision_id, ids)
    own = evaluation.about(decision.person) if decision.person else [decision]
    return _explained(divided(case, evaluation, decision), own)


def explain_person(
    contract: Contract, graph: Graph, facts: FactSource, evaluation: Evaluation, person: str
) -> Explanation | Diagnostic:
    """What became of a person: membership, outcomes, every decision, or why there is none.

    A diagnostic that names the nearest person when no event is about this one.
    """
    case = Case(contract, graph, facts, evaluation.header.as_at)
    if not facts.events_of(person):
        message = f"No event that can be seen is about {person}"
        return _unknown("UnknownPerson", message, person, facts.people())
    own = evaluation.about(person)
    return Explanation(
        about=person,
        answer=person_answer(case, person, own),
        sections=person_sections(case, person),
        others=tuple(_explained(divided(case, evaluation, each), own) for each in own),
    )


def name_people(
    contract: Contract, graph: Graph, facts: FactSource, evaluation: Evaluation, told: Explanation
) -> Explanation:
    """The same explanation with everybody whom the measure behind it counted, one by one.

    An explanation that rests on no measure is given back as it is.
    """
    if told.decision is None:
        return told
    case = Case(contract, graph, facts, evaluation.header.as_at)
    line = made(case, told.decision)
    measure = judged(line)
    if measure is None:
        return told
    return evolve(told, sections=(*told.sections, Section(PEOPLE, people_points(line, measure))))


def _explained(part: Divided, own: Iterable[Decision]) -> Explanation:
    d, case = part.decision, part.case
    line = made(case, part.whole)
    conditions = (condition_point(case, node, line.key) for node in line.main.awaits)
    sections = [
        Section(CONDITIONS, tuple(conditions)),
        Section(MONEY, (*money_points(line), *part.points())),
        Section(REST, tuple(_rest(d, own))),
    ]
    return Explanation(
        about=d.id,
        answer=answer(line) + part.answer(),
        sections=tuple(section for section in sections if section.points),
        decision=d,
        dates=dates_used(line),
        reason=reason_of(case, d, [*part.operators(), *line.operators()], line.key),
    )


def _rest(decision: Decision, own: Iterable[Decision]) -> Iterable[Point]:
    """What else became of the same payment for the same person and period."""
    subject = subject_of(decision.id)
    for other in own:
        if other.id != decision.id and subject_of(other.id) == subject:
            yield Point(f"{pounds(abs(other.amount))} {other.status}: {other.id}.")


# ---- names that nobody has


def _unknown(code: str, message: str, wanted: str, known: Iterable[str]) -> Diagnostic:
    near = _nearest(wanted, known)
    fix = f"Did you mean {near}?" if near else "Look up its name in the result of ocdsl evaluate."
    why = "Only what the log and the contract decide can be explained."
    return Diagnostic(code, Severity.ERROR, f"{message}.", why, fix)


def _nearest(wanted: str, known: Iterable[str]) -> str | None:
    """The known name most like this one: of many, those that begin and end most like it."""
    backwards = wanted[::-1]
    best = heapq.nlargest(
        _NEAREST_CANDIDATES, known, lambda n: _alike(wanted, n) + _alike(backwards, n[::-1])
    )
    found = difflib.get_close_matches(wanted, best, n=1, cutoff=0.5)
    return found[0] if found else None


def _alike(one: str, other: str) -> int:
    """How many characters two names have in common from the start."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))
