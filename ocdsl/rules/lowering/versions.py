"""Lowers what a variation changes: each row under the version in force on its day (law 26).

The day is that of what is paid for (ruling E4) or, where the contract names an event, the day on
which the person had it. Every row is under one version: of two that could have it, the earlier.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen

from ocdsl.model.contract import Clause, Outcome
from ocdsl.model.variations import Version
from ocdsl.rules.graph import OutcomeNodes
from ocdsl.rules.lowering.builder import Builder
from ocdsl.rules.lowering.by_date import day_at_hand
from ocdsl.rules.lowering.payments import PaymentNodes
from ocdsl.rules.lowering.people import CohortNodes, ResultNodes, lower_outcome, set_aside_day
from ocdsl.rules.lowering.phrases import Scope, day_of_event, field_of
from ocdsl.rules.meant import PHRASE
from ocdsl.rules.operators import PERSON, Combine, Compare, NodeId
from ocdsl.syntax import phrases as ph

_IN_FORCE = "{version} is in force"
_AS_SIGNED = "the contract as signed is in force"


@frozen
class Row:
    """Where a version is asked for: its scope, whose people, and the block that it is of."""

    version: Version
    scope: Scope
    people: CohortNodes | None
    clause: Clause
    of_person: bool
    """Whether each row is about a person, who may have the event that the contract names."""


def under_versions(
    builder: Builder, paid: Sequence[tuple[Version, PaymentNodes]]
) -> list[PaymentNodes]:
    """A payment's nodes under each version of it, for the rows that are under that version."""
    rows = [_row_of(version, nodes) for version, nodes in paid]
    found = []
    for (_, nodes), row, holds in zip(paid, rows, _holds(builder, rows), strict=True):
        earned = builder.all_of("earned-in-force", row.clause, (nodes.earned, holds))
        found.append(evolve(nodes, holds=holds, earned=earned, awaits=(*nodes.awaits, holds)))
    return found


def _row_of(version: Version, paid: PaymentNodes) -> Row:
    event = version.contract.events.get(paid.payment.event)
    of_person = paid.frame.has_person and (event is None or event.about == "person")
    return Row(version, paid.scope, paid.people, paid.payment.clause, of_person)


def lower_varied(
    builder: Builder, outcomes: Sequence[tuple[Version, Outcome]], people: CohortNodes
) -> tuple[dict[str, ResultNodes], OutcomeNodes]:
    """An outcome under each of its versions, by the version's name; and under whichever it is.

    An event is judged by the text in force on its day: a version looks for it on its own days.
    """
    results: list[ResultNodes] = []
    rows: list[Row] = []
    for version, outcome in outcomes:
        builder.contract, builder.version = version.contract, version.name
        if builder.contract.judged_on is None:
            builder.days = (version.start, version.end)
        results.append(lower_outcome(builder, outcome, people))
        builder.days = (None, None)
        rows.append(Row(version, results[-1].scope, people, outcome.clause, of_person=True))
    clause, frame = outcomes[-1][1].clause, builder.frame(results[-1].nodes.achieved)
    achieved = tuple(
        builder.all_of("achieved-in-force", row.clause, (result.nodes.achieved, holds))
        for result, row, holds in zip(results, rows, _holds(builder, rows), strict=True)
    )
    of_any = builder.add(
        Combine,
        "achieved-in-any",
        clause,
        frame,
        of=achieved,
        least=1,
        says=builder.words(PHRASE, phrase=ph.Name(outcomes[-1][1].name)),
    )
    left, day = None, set_aside_day(builder, people)
    if day is not None:
        left = builder.add(
            Compare, "left-before-any", clause, frame, rel="settles before",
            left=builder.at(frame, day), right=of_any,
        )  # fmt: skip
    by_version = {v.name: r for (v, _), r in zip(outcomes, results, strict=True)}
    return by_version, OutcomeNodes(of_any, results[-1].subject, left)


def _holds(builder: Builder, rows: Sequence[Row]) -> list[NodeId]:
    """For each version the condition that a row is under it.

    Its day lies in the version, and in none before it that has found something to judge. While a
    person has no such day, it is the version of the day on which they joined.
    """
    own = [_in_force(builder, row, _day(builder, row), "its day is in that time") for row in rows]
    found = []
    for number, row in enumerate(rows):
        # Rows that each version has for itself are those of periods, whose days are alike in all.
        same = [n for n, one in enumerate(rows) if one.scope.frame == row.scope.frame]
        before = [
            builder.negation("not-under-another", row.clause, own[n], "no version before it has it")
            for n in same
            if n < number
        ]
        mine = builder.all_of("under-it", row.clause, (own[number], *before))
        found_in = [*(own[n] for n in same), *_elsewhere(builder, row, [rows[n] for n in same])]
        either = (mine, *_until_then(builder, row, found_in))
        named = {"version": ph.Words(row.version.title)} if row.version.name else {}
        says = builder.words(_IN_FORCE if named else _AS_SIGNED, **named)
        found.append(builder.add(
            Combine, "in-force", row.clause, row.scope.frame, of=either, least=1,
            says=says,
        ))  # fmt: skip
    return found


def _elsewhere(builder: Builder, row: Row, rows: Sequence[Row]) -> list[NodeId]:
    """That the day of a row lies in a version that is none of these.

    By such a version the payment is for another outcome, or there is nothing to pay for.
    """
    here = {each.version.name for each in rows}
    others = (evolve(row, version=v) for v in builder.whole.versions if v.name not in here)
    day = _day(builder, row)
    return [_in_force(builder, each, day, "its day is in that time") for each in others]


def _until_then(builder: Builder, row: Row, own: Sequence[NodeId]) -> tuple[NodeId, ...]:
    """The condition that no version has a day of the person yet, and that they joined in this."""
    if row.people is None or row.scope.frame != PERSON:
        return ()
    any_day = builder.add(
        Combine, "under-any", row.clause, PERSON, of=tuple(dict.fromkeys(own)), least=1
    )
    none = builder.negation("under-none", row.clause, any_day, "no version has a day of it yet")
    joining = row.people.cohort.joins_on.event.text
    joined_on = field_of(row.scope, row.people.joining, joining, "occurred_on")
    joined = _in_force(builder, row, joined_on, "the person joined in that time")
    return (builder.all_of("joined-in-it", row.clause, (none, joined)),)


def _day(builder: Builder, row: Row) -> NodeId:
    """The day that picks the version of a row."""
    judged_on = builder.whole.judged_on
    if judged_on is None or not row.of_person:
        return day_at_hand(row.scope)
    named = Scope(builder, builder.whole.clauses["versions"])
    return str(builder.at(row.scope.frame, day_of_event(named, judged_on)))


def _in_force(builder: Builder, row: Row, day: NodeId, says: str) -> NodeId:
    """The condition that a version is in force on a day."""
    return builder.add(
        Compare, "day-in-force", row.clause, row.scope.frame, rel="within", left=day,
        low=row.version.start, high=row.version.end, says=says,
    )  # fmt: skip
