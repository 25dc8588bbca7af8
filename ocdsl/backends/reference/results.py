"""From payment lines to a result: decisions in order, the account of the events, what was measured.

Standard library only: the emitted evaluator carries this file whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from ocdsl.backends.reference.lines import Part
from ocdsl.backends.reference.relations import Relation, World
from ocdsl.base.calendar import iso
from ocdsl.base.money import MOST_PENCE, AmountTooLargeError
from ocdsl.events.log import Log, Visible
from ocdsl.ledger.decision import Decision
from ocdsl.ledger.result import NO_DECISION, EventAccount, event_account


def decisions_of(outputs: Iterable[Sequence[Part]]) -> list[Decision]:
    """Every decision, sorted by id. Raises AmountTooLargeError."""
    found = sorted((p.decision for parts in outputs for p in parts), key=lambda d: d.id)
    if any(abs(decision.amount) > MOST_PENCE for decision in found):
        raise AmountTooLargeError
    return found


def used_by(decisions: Iterable[Decision]) -> dict[str, str]:
    """Each event id that a decision rests on, with the first such decision."""
    used: dict[str, str] = {}
    for decision in decisions:
        for event_id in decision.because:
            used.setdefault(event_id, decision.id)
    return used


def fates_of(
    log: Log, seen: Visible, decisions: Iterable[Decision]
) -> Iterator[tuple[str, str, str]]:
    """Every row read: event id, what became of it, and by which decision or why (law 17)."""
    used = used_by(decisions)
    for event in seen.events:
        by = used.get(event.event_id)
        yield (event.event_id, "used" if by else "not-relevant", by or NO_DECISION)
    for unseen in seen.not_relevant:
        yield (unseen.event_id, "not-relevant", unseen.detail or unseen.reason)
    for refusal in log.refusals:
        yield (refusal.event_id, "refused", refusal.message)


def account_of(log: Log, seen: Visible, decisions: Sequence[Decision]) -> EventAccount:
    """Where every row read went: used, not relevant or refused, with counts by reason (law 17)."""
    used = set(used_by(decisions))
    idle = sum(event.event_id not in used for event in seen.events)
    reasons = {NO_DECISION: idle}
    for unseen in seen.not_relevant:
        reasons[unseen.reason] = reasons.get(unseen.reason, 0) + 1
    refusals = [refusal._asdict() for refusal in log.refusals]
    return event_account(log.rows_read, len(seen.events) - idle, reasons, refusals)


class OutcomeFacts(NamedTuple):
    """An outcome's relations: who has achieved it, who may, and who was set aside first."""

    name: str
    achieved: Relation
    member: Relation
    left: Relation | None


def outcome_counts(world: World, outcomes: Iterable[OutcomeFacts]) -> dict[str, dict[str, int]]:
    """People by what became of them, for each outcome: those who have joined as at the date."""
    result = {}
    for outcome in outcomes:
        counts = {"achieved": 0, "not_achieved": 0, "pending": 0, "set_aside": 0}
        for person, (member, known) in outcome.member.items():
            if member and known <= world.as_at:
                counts[_standing(world, outcome, person)] += 1
        result[outcome.name] = counts
    return result


def _standing(world: World, outcome: OutcomeFacts, person: str) -> str:
    left, left_on = outcome.left[person] if outcome.left is not None else (False, 0)
    if left and left_on <= world.as_at:
        return "set_aside"
    achieved, settled = outcome.achieved[person]
    if settled > world.as_at:
        return "pending"
    return "achieved" if achieved else "not_achieved"


class MeasureFacts(NamedTuple):
    """A measure's relations for each provider and period."""

    name: str
    unit: str
    rate: Relation
    achieved: Relation
    counted: Relation
    group: Relation


def measure_rows(world: World, measures: Iterable[MeasureFacts]) -> list[dict[str, Any]]:
    """Each measure for each provider and period begun: counts, group, and the rate once settled."""
    return [
        _measure_row(world, measure, key)
        for measure in measures
        for key in sorted(measure.rate)
        if key[1] <= world.as_at
    ]


def _measure_row(world: World, measure: MeasureFacts, key: Any) -> dict[str, Any]:
    provider, start = key
    rate, settled = measure.rate[key]
    known = settled <= world.as_at
    return {
        "measure": measure.name,
        "provider": provider,
        "period": f"{iso(start)}/{iso(world.end(start, measure.unit))}",
        "achieved": measure.achieved[key][0],
        "counted": measure.counted[key][0],
        "group": iso(measure.group[key][0]),
        "rate": f"{rate[0]}/{rate[1]}" if known and rate is not None else None,
        "settled_on": iso(settled) if known else None,
    }
