"""Lowers totals, averages, extremes and numbers: from events or people to a coarser frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from ocdsl.base.calendar import Lag
from ocdsl.rules.lowering.days import period_edge, shift
from ocdsl.rules.lowering.phrases import Scope, select
from ocdsl.rules.meant import Unit
from ocdsl.rules.operators import (
    Aggregate,
    Arith,
    Compare,
    Line,
    NodeId,
    Periods,
    Select,
    Shift,
)
from ocdsl.syntax import phrases as ph
from ocdsl.syntax.phrase_text import text_of

if TYPE_CHECKING:
    from ocdsl.rules.lowering.people import CohortNodes, ResultNodes

_EDGES = {"start": "the start of the {unit}", "end": "the end of the {unit}"}
_HOW = {"total": "sum", "average": "sum", "highest": "max", "lowest": "min"}


def total_of(scope: Scope, value: ph.Total, source: NodeId, field: NodeId) -> NodeId:
    """A total or an extreme of a field over the events of each row; an average is a quotient.

    `field` is the field, or the measure, of each of the events that `source` selects.
    """
    name = value.what.field.text
    total = _aggregate(scope, field, source, (_HOW[value.how], f"{value.how}-{name}"), value)
    if value.how != "average":
        return total
    count = _aggregate(scope, _present(scope, field), source, ("count", f"number-{name}"), value)
    return scope.builder.add(
        Arith, f"average-{name}", scope.clause, scope.frame, op="÷", left=total, right=count,
        says=text_of(value),
    )  # fmt: skip


def number_of(scope: Scope, value: ph.NumberOf) -> NodeId:
    """How many events, or people who have joined or achieve an outcome, each row has.

    An outcome that a person may achieve again counts each time, on the day of its event.
    """
    builder, name = scope.builder, value.of.text
    if name in builder.contract.events:
        source = events_of(scope, ph.EventPhrase("each", "", value.of), value.population)
        found = _present(scope, field_at_event(scope, source, "event_id"))
        return _aggregate(scope, found, source, ("count", f"number-of-{name}"), value)
    result = builder.outcomes.get(name)
    cohort = builder.contract.outcomes[name].cohort if result else None
    people = builder.cohorts[cohort or (value.population.text if value.population else "")]
    counted = result.nodes.achieved if result else people.joined
    frame = builder.frame(counted)
    day = scope.builder.add(
        Arith, f"{name}-day-of-members", scope.clause, frame,
        op="if", left=_day_of(scope, result, people), right=builder.at(frame, people.joined),
    )  # fmt: skip
    keys = {"provider": builder.at(frame, people.provider), "day": day}
    return builder.add(
        Aggregate, f"number-of-{name}", scope.clause, scope.frame, source=counted, how="count",
        by=_keys(scope, keys), says=text_of(value),
    )  # fmt: skip


def forfeited_from(scope: Scope, value: ph.Forfeited) -> NodeId:
    """What is forfeited of a payment in each period, or at all: by the day it is forfeited on.

    The lines of the payment have been lowered before.
    """
    builder, total = scope.builder, None
    own = [n for n in builder.nodes.values() if isinstance(n, Line) and _is_lost(n, value)]
    for line in own:
        day = builder.add(
            Shift, "day-of-forfeit", scope.clause, line.frame, of=line.earned, lag=Lag(0)
        )
        at_line = evolve(scope, frame=line.frame)
        by = tuple(period_edge(at_line, day, key, "start") for key in scope.frame.keys)
        lost = builder.add(
            Arith, "lost", scope.clause, line.frame, op="if", left=line.amount, right=line.earned
        )
        part = builder.add(
            Aggregate, "total-forfeited", scope.clause, scope.frame, source=lost, how="sum",
            by=by, says=text_of(value),
        )  # fmt: skip
        total = part if total is None else builder.add(
            Arith, "all-forfeited", scope.clause, scope.frame, op="+", left=total, right=part,
            says=text_of(value),
        )  # fmt: skip
    assert total is not None
    return total


def _is_lost(line: Line, value: ph.Forfeited) -> bool:
    return line.payment == value.payment.text and line.status == "forfeited"


def in_term(scope: Scope, source: NodeId) -> NodeId:
    """The events on or after the first day of the term: those before are never paid on (E40)."""
    add, frame, event = scope.builder.add, scope.builder.frame(source), _event_of(scope, source)
    day = field_at_event(scope, source, "occurred_on")
    in_time = add(
        Compare, f"{event}-not-before-term", scope.clause, frame,
        rel="within", left=day, low=scope.builder.calendar.term_start,
    )  # fmt: skip
    return add(
        Select, f"{event}-in-term", scope.clause, frame, event=event, of=source, keep=in_time
    )


def field_at_event(scope: Scope, source: NodeId, name: str) -> NodeId:
    """A field of each event that `source` selects."""
    event = _event_of(scope, source)
    return scope.builder.add(
        Select, f"{event}-{name.replace('_', '-')}", scope.clause, scope.builder.frame(source),
        event=event, field=name, of=source,
    )  # fmt: skip


def _event_of(scope: Scope, source: NodeId) -> str:
    node = scope.builder.nodes[source]
    assert isinstance(node, Select)
    return node.event


def events_of(scope: Scope, phrase: ph.EventPhrase, population: ph.Name | None) -> NodeId:
    """The events in the term that a phrase names, of the people of a cohort where one is named."""
    source = in_term(scope, select(scope, phrase.event.text, phrase.where))
    if population is None:
        return source
    frame = scope.builder.frame(source)
    joined = scope.builder.at(frame, scope.builder.cohorts[population.text].joined)
    event = _event_of(scope, source)
    return scope.builder.add(
        Select, f"{event}-of-{population.text}", scope.clause, frame,
        event=event, of=source, keep=joined,
    )  # fmt: skip


def _present(scope: Scope, node: NodeId) -> NodeId:
    return scope.builder.add(
        Compare, f"{node.split('.', 1)[1]}-there", scope.clause, scope.builder.frame(node),
        rel="present", left=node,
    )  # fmt: skip


def _aggregate(
    scope: Scope, of: NodeId, source: NodeId, how: tuple[str, str], value: ph.Value
) -> NodeId:
    names = {"provider": "provider", "day": "occurred_on"}
    fields = {key: field_at_event(scope, source, name) for key, name in names.items()}
    return scope.builder.add(
        Aggregate, how[1], scope.clause, scope.frame, source=of, how=how[0],
        by=_keys(scope, fields), says=text_of(value),
    )  # fmt: skip


def _keys(scope: Scope, given: dict[str, NodeId]) -> tuple[NodeId, ...]:
    """For each key of the scope's frame its relation, at the frame of what is aggregated."""
    found = []
    for key in scope.frame.keys:
        if key == "provider":
            found.append(given["provider"])
        else:
            at_source = evolve(scope, frame=scope.builder.frame(given["day"]))
            found.append(period_edge(at_source, given["day"], key, "start"))
    return tuple(found)


def _day_of(scope: Scope, result: ResultNodes | None, people: CohortNodes) -> NodeId:
    """The day on which somebody joined, or on which an outcome's event came or a spell lasted."""
    if result is not None and result.scope.day:
        return result.scope.day
    event = result.event if result else people.joining
    picked = scope.builder.nodes[event]
    source = getattr(picked, "source", event)
    kind = scope.builder.nodes[source]
    assert isinstance(kind, Select)
    return scope.builder.add(
        Select, f"{kind.event}-day", scope.clause, picked.frame, event=kind.event,
        field="occurred_on", of=event, says=picked.says,
    )  # fmt: skip


def own_period(scope: Scope, edge: str) -> NodeId:
    """The first or the last day of each row: of its period, or of the term."""
    unit = scope.frame.unit or "term"
    if unit == "term" and edge == "end":
        calendar = scope.builder.calendar
        whole = Lag(calendar.term_end - calendar.term_start)
        return str(shift(scope, own_period(scope, "start"), whole))
    return scope.builder.add(
        Periods, f"{unit}-{edge}", scope.clause, scope.frame, of=None, unit=unit, edge=edge,
        says=f"the {edge} of the {unit}",
    )  # fmt: skip


def row_has(scope: Scope, edge: str, last: int | None) -> NodeId:
    """The condition that a row has begun, or has ended; the first only up to a last day."""
    day = own_period(scope, edge)
    term = scope.builder.contract.clauses["term"]
    return scope.builder.add(
        Compare, f"{edge}-has-come", term, scope.frame, rel="within", left=day, high=last,
        says=scope.builder.words(
            _EDGES[edge], unit=Unit(scope.frame.unit or "term")
        ),
    )  # fmt: skip
