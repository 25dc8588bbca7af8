"""Lowers what is withheld: a share kept back against a rate, until a day, or until an outcome.

Each part of the amount is somewhere on every day: withheld, then released or forfeited (E8).
"""

from __future__ import annotations

from math import gcd

from attrs import frozen

from ocdsl.base.calendar import Lag
from ocdsl.rules.lowering.builder import Builder
from ocdsl.rules.lowering.days import period_edge, shift
from ocdsl.rules.lowering.measures import RateNodes
from ocdsl.rules.lowering.payments import PaymentNodes, line
from ocdsl.rules.lowering.people import present
from ocdsl.rules.lowering.phrases import Scope, day_of_event, field_of
from ocdsl.rules.meant import PHRASE, Unit
from ocdsl.rules.operators import (
    Aggregate,
    Allocate,
    Arith,
    Broadcast,
    Combine,
    Compare,
    Fill,
    Lookup,
    NodeId,
    Round,
    Shift,
)
from ocdsl.syntax import phrases as ph


@frozen
class Kept:
    """The part of a payment that is kept back, and the event that would take the money back."""

    builder: Builder
    paid: PaymentNodes
    amount: NodeId
    trigger: NodeId | None


@frozen
class KeptLines:
    """What is released, which uses room under a cap, and what is withheld or forfeited."""

    freed: NodeId
    others: tuple[NodeId, ...]


def parts_of(builder: Builder, paid: PaymentNodes) -> tuple[NodeId, NodeId]:
    """The part payable now and the part withheld; a tie in rounding goes to the first (E6)."""
    held = paid.payment.withholding or paid.payment.retention
    assert held is not None
    numerator, denominator = held.share
    clause, common = paid.payment.clauses["withhold"], gcd(numerator, denominator)
    shares = ((denominator - numerator) // common, numerator // common)
    now, later = (
        builder.add(
            Allocate, hint, clause, paid.frame, amount=paid.amount, shares=shares, part=part
        )
        for part, hint in enumerate(("paid-now", "held-back"))
    )
    return now, later


# ---- until a day, or until an outcome


def until_decided(kept: Kept, awaited: NodeId | None) -> KeptLines:
    """All of it is released once the day has come or the person achieves the outcome in time."""
    builder, paid, clause = kept.builder, kept.paid, kept.paid.payment.clauses["withhold"]
    free = _free(kept, awaited)
    why, (lost, settled) = builder.says(free), _settling(kept, free)
    freed_when = builder.all_of("freed-when", clause, (settled, free))
    others = _while_kept(kept, lost, why)
    if awaited is not None:
        late = builder.negation("not-free", clause, free)
        too_late = builder.all_of("too-late-when", clause, (settled, late))
        others += (
            line(builder, paid, "forfeited", paid.payment.clauses["what is not released"],
                 amount=kept.amount, earned=too_late, reason=f"not released by {why}"),
        )  # fmt: skip
    freed = line(
        builder, paid, "released", clause, amount=kept.amount, earned=freed_when, reason=why
    )
    return KeptLines(freed, others)


def _free(kept: Kept, awaited: NodeId | None) -> NodeId:
    """The condition on which all of it is released; it settles on the day that decides it."""
    builder, paid = kept.builder, kept.paid
    retention, clause = paid.payment.retention, paid.payment.clauses["withhold"]
    assert retention is not None
    scope = Scope(builder, clause, frame=paid.frame)
    if awaited is None:
        assert retention.until is not None
        # Nothing stays withheld when the tail ends (ruling E23).
        until = min(retention.until, builder.calendar.tail_end)
        day = builder.add(
            Arith, "day-of-release", clause, paid.frame, op="max",
            left=_earning(kept), by=until,
        )  # fmt: skip
        return builder.add(
            Compare, "day-has-come", clause, paid.frame, rel="reached", left=day,
            says=builder.words("the end of {day}", day=ph.Day(until)),
        )  # fmt: skip
    outcome = builder.at(paid.frame, awaited)
    if retention.within is None:
        says = builder.words(PHRASE, phrase=ph.Name(retention.outcome))
        return builder.add(
            Combine, "achieved", clause, paid.frame, of=(outcome,), least=1, says=says
        )
    achieving = builder.add(Shift, "day-of-outcome", clause, paid.frame, of=outcome, lag=Lag(0))
    return builder.add(
        Compare, "achieved-in-time", clause, paid.frame, rel="within", left=achieving,
        high=shift(scope, _earning(kept), retention.within),
        says=builder.words(PHRASE, phrase=ph.Name(retention.outcome)),
    )  # fmt: skip


def _earning(kept: Kept) -> NodeId:
    clause = kept.paid.payment.clauses["withhold"]
    return kept.builder.add(
        Shift, "day-of-earning", clause, kept.paid.frame, of=kept.paid.earned, lag=Lag(0)
    )


# ---- whether the money is taken back first


def _settling(kept: Kept, decided: NodeId) -> tuple[NodeId, NodeId]:
    """Whether the money is taken back first, and the condition that it is earned and kept.

    Both settle on the day the release is decided or the money is taken back.
    """
    builder, paid, clause = kept.builder, kept.paid, kept.paid.payment.clauses["withhold"]
    lost = _taken_back_first(kept, decided)
    not_lost = builder.negation("not-taken-back", clause, lost)
    return lost, builder.all_of("released-when", clause, (paid.earned, not_lost))


def _taken_back_first(kept: Kept, decided: NodeId) -> NodeId:
    """Taken back on or before the day of the decision (ruling E15); false settles that day."""
    builder, paid = kept.builder, kept.paid
    clause, frame = paid.payment.clauses["withhold"], paid.frame
    if kept.trigger is None:
        known = present(Scope(builder, clause, frame=frame), decided, "share-known")
        return builder.negation("never-taken-back", clause, known)
    recovery = paid.payment.recovery
    assert recovery is not None
    scope = Scope(builder, paid.payment.clauses["recover"], frame=frame)
    day = field_of(scope, kept.trigger, recovery.event.event.text, "occurred_on")
    return builder.add(
        Compare, "taken-back-first", clause, frame, rel="settles before",
        left=day, right=decided, inclusive=True, says=builder.says(decided),
    )  # fmt: skip


def _while_kept(kept: Kept, lost: NodeId, why: str) -> tuple[NodeId, ...]:
    """What is withheld until the decision, and what is forfeited because it is taken back first."""
    builder, paid, clause = kept.builder, kept.paid, kept.paid.payment.clauses["withhold"]
    withheld = line(builder, paid, "withheld", clause, amount=kept.amount, until=lost, reason=why)
    if kept.trigger is None:
        return (withheld,)
    lost_when = builder.all_of("taken-back-when", clause, (paid.earned, lost))
    taken = line(
        builder, paid, "forfeited", paid.payment.clauses["recover"], amount=kept.amount,
        earned=lost_when, reason=f"taken back on {builder.says(kept.trigger)}",
    )  # fmt: skip
    return withheld, taken


# ---- against a rate


@frozen
class _Release:
    """The released share of each period, and of each line; and the keys of the line's group."""

    of_period: NodeId
    share: NodeId
    provider: NodeId
    group: NodeId


def against_rate(kept: Kept, rate: RateNodes) -> KeptLines:
    """Withheld until the measure settles or the money is taken back; then released or not (E8)."""
    builder, paid = kept.builder, kept.paid
    clause, at_end = (paid.payment.clauses[name] for name in ("withhold", "what is not released"))
    release = _release(builder, paid, rate)
    lost, settled = _settling(kept, release.share)
    still_held = _still_held(builder, paid, kept.amount, settled)
    released = _released(builder, paid, rate, release, still_held)
    not_released = builder.add(
        Arith, "not-released", clause, paid.frame, op="-", left=still_held, right=released
    )
    why = builder.says(release.share)
    withheld, *taken = _while_kept(kept, lost, why)
    forfeited = line(
        builder, paid, "forfeited", at_end, amount=not_released, earned=settled,
        reason=f"not released by {why}",
    )  # fmt: skip
    freed = line(builder, paid, "released", clause, amount=released, earned=settled, reason=why)
    return KeptLines(freed, (withheld, forfeited, *taken))


def _release(builder: Builder, paid: PaymentNodes, rate: RateNodes) -> _Release:
    """The released share of the person's period, and the group of periods it is judged in."""
    withholding = paid.payment.withholding
    assert withholding is not None
    scope = Scope(builder, paid.payment.clauses["withhold"])
    says = builder.words(
        "{measure} of the {unit} of {event}", measure=ph.Name(withholding.measure),
        unit=Unit(rate.frame.unit), event=withholding.moment,
    )  # fmt: skip
    looked_up = builder.add(
        Lookup, "share-released", scope.clause, rate.frame,
        of=rate.nodes.rate, bands=withholding.bands, result="share", says=says,
    )  # fmt: skip
    share = builder.add(
        Fill, "share-released-or-none", scope.clause, rate.frame, of=looked_up, value=0, says=says
    )
    period = period_edge(scope, day_of_event(scope, withholding.moment), rate.frame.unit, "start")
    by = tuple(builder.at(paid.frame, node) for node in (rate.provider, period))
    group, mine = (
        builder.add(Broadcast, hint, scope.clause, paid.frame, source=source, by=by, says=says)
        for hint, source in (("group-of-line", rate.nodes.group), ("share-of-line", share))
    )
    return _Release(share, mine, by[0], group)


def _still_held(builder: Builder, paid: PaymentNodes, held: NodeId, settled: NodeId) -> NodeId:
    clause = paid.payment.clauses["withhold"]
    return builder.add(Arith, "still-held", clause, paid.frame, op="if", left=held, right=settled)


def _released(
    builder: Builder, paid: PaymentNodes, rate: RateNodes, release: _Release, held: NodeId
) -> NodeId:
    """The group's total is released and rounded once, then spread over its lines (ruling E10)."""
    clause, by = paid.payment.clauses["withhold"], (release.provider, release.group)
    total = builder.add(Aggregate, "total-held", clause, rate.frame, source=held, how="sum", by=by)
    exact = builder.add(
        Arith,
        "total-released-exact",
        clause,
        rate.frame,
        op="×",
        left=total,
        right=release.of_period,
    )
    whole = builder.add(Round, "total-released", clause, rate.frame, of=exact)
    mine = builder.add(Broadcast, "released-of-group", clause, paid.frame, source=whole, by=by)
    part = builder.add(
        Allocate, "released-part", clause, paid.frame,
        amount=mine, weights=held, by=by, order=paid.order,
    )  # fmt: skip
    # A period that is not of the contract has no measure, so nothing of it is released.
    return builder.add(Fill, "released", clause, paid.frame, of=part, value=0)
