"""Lowers measures: a percentage of people for each provider and period, pooled when too few."""

from __future__ import annotations

from attrs import frozen

from ocdsl.model.contract import Measure
from ocdsl.rules.frames import wide_frame
from ocdsl.rules.graph import MeasureNodes
from ocdsl.rules.lowering.builder import Builder
from ocdsl.rules.lowering.days import period_edge
from ocdsl.rules.lowering.people import CohortNodes, ResultNodes, present
from ocdsl.rules.lowering.phrases import Scope, day_of_event
from ocdsl.rules.operators import PERSON, Aggregate, Arith, Frame, NodeId, Roll


@frozen
class RateNodes:
    """The nodes of a measure, and how to find a person's row in it."""

    nodes: MeasureNodes
    frame: Frame
    provider: NodeId


def lower_measure(
    builder: Builder, measure: Measure, people: CohortNodes, result: ResultNodes
) -> RateNodes:
    """Counts the people of each period, and those who achieve; then joins small periods (E21)."""
    scope = Scope(builder, measure.clauses["counts"])
    day = day_of_event(scope, measure.moment)
    period = _period_of_members(scope, measure, people, day)
    frame = wide_frame(("provider", measure.unit))
    counted = _counted(scope, people, result, day)
    achieved = builder.all_of("achieved", measure.clauses["is"], (counted, result.nodes.achieved))
    by = (people.provider, period)
    totals = tuple(
        builder.add(Aggregate, hint, measure.clause, frame, source=source, how="count", by=by)
        for hint, source in (("people-achieved", achieved), ("people-counted", counted))
    )
    rate, group = (_roll(builder, measure, frame, totals, output) for output in ("ratio", "group"))
    return RateNodes(MeasureNodes(rate, totals[0], totals[1], group), frame, people.provider)


def _period_of_members(scope: Scope, measure: Measure, people: CohortNodes, day: NodeId) -> NodeId:
    """The period a member counts in; missing for people outside the cohort, who settle nothing."""
    period = period_edge(scope, day, measure.unit, "start")
    return scope.builder.add(
        Arith, f"{measure.unit}-of-members", scope.clause, PERSON,
        op="if", left=period, right=people.joined,
    )  # fmt: skip


def _counted(scope: Scope, people: CohortNodes, result: ResultNodes, day: NodeId) -> NodeId:
    """Counted: joined, in a period, and not set aside before the outcome settled (ruling E29)."""
    conditions = [people.joined, present(scope, day)]
    if result.nodes.left is not None:
        conditions.append(scope.builder.negation("stayed", scope.clause, result.nodes.left))
    return scope.builder.all_of("counted", scope.clause, tuple(conditions))


def _roll(
    builder: Builder, measure: Measure, frame: Frame, totals: tuple[NodeId, ...], output: str
) -> NodeId:
    clause = measure.clauses.get("needs", measure.clause)
    return builder.add(
        Roll, output, clause, frame, step="merge until", sources=totals,
        limit=measure.least_people, unit=measure.unit, output=output, joins=measure.pools,
        judged_at_end=measure.judged_at_end, says=measure.name,
    )  # fmt: skip
