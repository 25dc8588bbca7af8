"""Lowers cohorts and outcomes: who belongs, who is set aside, who achieves."""

from __future__ import annotations

from attrs import evolve, frozen

from ocdsl.model.contract import Clause, Cohort, Outcome
from ocdsl.rules.graph import OutcomeNodes
from ocdsl.rules.lowering.builder import Builder
from ocdsl.rules.lowering.conditions import tests
from ocdsl.rules.lowering.phrases import Scope, day_of_event, field_of, pick
from ocdsl.rules.lowering.repeated import counted_events
from ocdsl.rules.lowering.spells import day_not_before_term, first_that_lasts
from ocdsl.rules.operators import Compare, NodeId, Pick, Select, Shift
from ocdsl.syntax import phrases as ph


@frozen
class CohortNodes:
    """The nodes of a cohort: who has joined and when, and which provider they belong to."""

    cohort: Cohort
    joining: NodeId
    joined: NodeId
    provider: NodeId


@frozen
class ResultNodes:
    """The nodes of an outcome, for those who pay for it or count it."""

    nodes: OutcomeNodes
    parts: tuple[NodeId, ...]
    """The conditions of achieving it, in the order of the contract."""
    event: NodeId
    """The picked event that achieves it."""
    scope: Scope
    """Where `the EVENT` is that event: at the frame of a person, or of each event."""
    subject: NodeId
    """Who can achieve it at all: those who have joined; of events, those that count."""


def lower_cohort(builder: Builder, cohort: Cohort) -> CohortNodes:
    """A person joins on the picked event and belongs to the provider of another."""
    scope = Scope(builder, cohort.clauses["joins on"])
    # The tail is for people who joined by the end of the term (ruling E22).
    joining = pick(scope, cohort.joins_on, between=(None, builder.calendar.term_end))
    joined = present(scope, joining, "joined")
    belongs = evolve(scope, clause=cohort.clauses["belongs to"])
    event = pick(belongs, cohort.belongs_to)
    provider = field_of(belongs, event, cohort.belongs_to.event.text, "provider")
    return CohortNodes(cohort, joining, joined, provider)


def present(scope: Scope, node: NodeId, hint: str = "", says: str = "") -> NodeId:
    """The condition that there is such an event or value; in its own words when none are given."""
    return scope.builder.add(
        Compare, hint or f"{node.split('.', 1)[1]}-present", scope.clause,
        scope.builder.frame(node), rel="present", left=node,
        says=says or scope.builder.says(node),
    )  # fmt: skip


def not_before_term(scope: Scope, event: NodeId) -> tuple[NodeId, ...]:
    """What happens before the term is seen by `first` but never paid on (ruling E40)."""
    start = scope.builder.calendar.term_start
    picked = scope.builder.nodes[event]
    assert isinstance(picked, Pick)
    if isinstance(picked.low, int) and picked.low >= start:
        return ()
    source = scope.builder.nodes[picked.source]
    assert isinstance(source, Select)
    day = field_of(scope, event, source.event, "occurred_on")
    says = scope.builder.words(
        "the {event} is on or after {day}", event=ph.Name(source.event), day=ph.Day(start)
    )
    return (
        scope.builder.add(
            Compare, f"{source.event}-not-before-term", scope.clause, scope.builder.frame(event),
            rel="within", left=day, low=start, says=says,
        ),
    )  # fmt: skip


def set_aside_day(builder: Builder, people: CohortNodes) -> NodeId | None:
    """The day a person is set aside, by the first such event on or after joining."""
    phrase = people.cohort.sets_aside
    if phrase is None:
        return None
    scope = Scope(builder, people.cohort.clauses["sets aside"])
    joined_on = field_of(scope, people.joining, people.cohort.joins_on.event.text, "occurred_on")
    aside = pick(scope, phrase, between=(joined_on, None))
    return field_of(scope, aside, phrase.event.text, "occurred_on")


def lower_outcome(builder: Builder, outcome: Outcome, people: CohortNodes) -> ResultNodes:
    """Achieved when its event came, its tests hold, its evidence is in and nobody set aside."""
    scope, event, subject, found = _achieving(builder, outcome, people)
    parts = (subject, *found)
    if outcome.when is not None:
        parts += tests(evolve(scope, clause=outcome.clauses["when"]), outcome.when)
    if outcome.needs is not None:
        parts += (_recorded_in_time(evolve(scope, clause=outcome.clauses["needs"]), outcome),)
    base = builder.all_of("conditions", outcome.clause, parts)
    achieved, left = stays(builder, people, base, outcome.clause)
    return ResultNodes(OutcomeNodes(achieved, subject, left), parts, event, scope, subject)


def _achieving(
    builder: Builder, outcome: Outcome, people: CohortNodes
) -> tuple[Scope, NodeId, NodeId, tuple[NodeId, ...]]:
    """The event that achieves an outcome, in its scope; of whom; and that it came in the term.

    For a spell that lasts it is the event that starts it.
    """
    if outcome.is_of_events:
        counted = counted_events(builder, outcome, people.joined)
        scope, event = counted.scope, counted.event
        return scope, event, counted.subject, (*counted.parts, *not_before_term(scope, event))
    if outcome.lasting is not None:
        scope = Scope(builder, outcome.clauses["achieved when"])
        event, day = first_that_lasts(scope, outcome.lasting)
        started = builder.contract.achieving(outcome).event.text
        scope = evolve(scope, day=day).picks(started, event)
        in_term = day_not_before_term(
            scope, day, "the day when {test} is on or after {day}", test=outcome.lasting.phrase
        )
        return scope, event, people.joined, (present(scope, event), in_term)
    assert outcome.achieved_on is not None
    scope = Scope(builder, outcome.clauses["achieved on"])
    event = pick(scope, outcome.achieved_on, between=builder.days)
    scope = scope.picks(outcome.achieved_on.event.text, event)
    parts = (present(scope, event), *not_before_term(scope, event))
    return scope, event, people.joined, parts


def stays(
    builder: Builder, people: CohortNodes, base: NodeId, clause: Clause
) -> tuple[NodeId, NodeId | None]:
    """The condition `base` of somebody not set aside before it settled (ruling E29).

    Gives that condition, and the condition of being set aside first (None where nobody can be).
    """
    day = set_aside_day(builder, people)
    if day is None or people.cohort.sets_aside is None:
        return base, None
    frame, hint = builder.frame(base), base.split(".", 1)[1]
    aside = people.cohort.sets_aside
    says = builder.words("set aside on {event}", event=aside)
    left = builder.add(
        Compare, f"left-before-{hint}", clause, frame,
        rel="settles before", left=builder.at(frame, day), right=base, says=says,
    )  # fmt: skip
    not_aside = builder.words("the person is not set aside on {event}", event=aside)
    stayed = builder.negation(f"stayed-until-{hint}", clause, left, not_aside)
    return builder.all_of(f"{hint}-and-stayed", clause, (base, stayed)), left


def _recorded_in_time(scope: Scope, outcome: Outcome) -> NodeId:
    """The evidence: recorded no later than so many days after it occurred (law 12)."""
    needs = outcome.needs
    assert needs is not None
    event = needs.event.event.text
    occurred = day_of_event(scope, needs.event)
    recorded = field_of(scope, pick(scope, needs.event), event, "recorded_on")
    last = scope.builder.add(
        Shift, f"{event}-evidence-day", scope.clause, scope.frame, of=occurred, lag=needs.lag
    )
    says = scope.builder.words("{event} is recorded within {lag}", event=needs.event, lag=needs.lag)
    return scope.builder.add(
        Compare, f"{event}-recorded-in-time", scope.clause, scope.frame,
        rel="within", left=recorded, low=occurred, high=last, says=says,
    )  # fmt: skip
