"""Lowers what happens to an earned amount: withholding and release, recovery, caps (law 23)."""

from __future__ import annotations

from math import gcd

from attrs import frozen

from ocdsl.base.calendar import Due, Lag
from ocdsl.model.amounts import Withholding
from ocdsl.model.contract import Cap
from ocdsl.rules.lowering.builder import Builder
from ocdsl.rules.lowering.days import period_edge, shift
from ocdsl.rules.lowering.measures import RateNodes
from ocdsl.rules.lowering.payments import PaymentNodes, line
from ocdsl.rules.lowering.people import present
from ocdsl.rules.lowering.phrases import (
    Scope,
    day_of_event,
    field_of,
    pick,
)
from ocdsl.rules.lowering.words import phrase_text
from ocdsl.rules.operators import (
    Aggregate,
    Allocate,
    Apportion,
    Arith,
    Broadcast,
    Compare,
    Cumulate,
    Fill,
    Frame,
    Lookup,
    NodeId,
    Reverse,
    Roll,
    Round,
    Shift,
)


@frozen
class LineNodes:
    """A payment's lines: those that use room under a cap, and those that do not."""

    paid: PaymentNodes
    cash: tuple[NodeId, ...]
    others: tuple[NodeId, ...]
    trigger: NodeId | None
    """The picked event that takes money back."""


# ---- recovery


def recovery_trigger(builder: Builder, paid: PaymentNodes) -> NodeId | None:
    """The first recovering event from the day after earning to the last day (ruling E16)."""
    recovery = paid.payment.recovery
    if recovery is None:
        return None
    scope = Scope(builder, paid.payment.clauses["recover"], frame=paid.frame)
    earning = builder.add(
        Shift, "day-of-earning", scope.clause, paid.frame, of=paid.earned, lag=Lag(0)
    )
    due = _due_day(scope, earning, paid.payment.due)
    last = shift(scope, due, recovery.after_due)
    until = last if recovery.up_to_and_including else shift(scope, last, Lag(-1))
    return pick(scope, recovery.event, between=(shift(scope, earning, Lag(1)), until))


def _due_day(scope: Scope, earning: NodeId, due: Due) -> NodeId | int:
    """When what is earned on a day is due; the first working day from then where due dates move."""
    day = shift(scope, earning, due.lag, due.end_of)
    if not due.moves:
        return day
    rule = scope.builder.contract.dates.calendar
    return shift(scope, shift(scope, day, Lag(-1)), Lag(1, "working day", rule))


def lower_recovery(builder: Builder, lines: LineNodes, parts: tuple[NodeId, ...]) -> NodeId:
    """What became payable of each line is taken back, up to the share of the amount."""
    recovery = lines.paid.payment.recovery
    assert recovery is not None and lines.trigger is not None
    clause = lines.paid.payment.clauses["recover"]
    limit = _share_of(builder, lines.paid, recovery.share, "to-recover", "recover")
    return builder.add(
        Reverse, "recovered", clause, lines.paid.frame, parts=parts,
        payment=lines.paid.payment.name, trigger=lines.trigger, limit=limit,
        says=phrase_text(recovery.event),
    )  # fmt: skip


def _share_of(
    builder: Builder, paid: PaymentNodes, share: tuple[int, int], hint: str, keyword: str
) -> NodeId:
    """A share of the amount, rounded once to whole pence; the whole amount is itself."""
    numerator, denominator = share
    if numerator == denominator:
        return paid.amount
    clause = paid.payment.clauses[keyword]
    times = builder.add(
        Arith, f"{hint}-times", clause, paid.frame, op="×", left=paid.amount, by=numerator
    )
    exact = builder.add(
        Arith, f"{hint}-exact", clause, paid.frame, op="÷", left=times, by=denominator
    )
    return builder.add(Round, hint, clause, paid.frame, of=exact)


# ---- withholding


@frozen
class _Release:
    """The released share of each period, and of each line; and the keys of the line's group."""

    of_period: NodeId
    share: NodeId
    provider: NodeId
    group: NodeId


def lower_lines(builder: Builder, paid: PaymentNodes, rate: RateNodes | None) -> LineNodes:
    """The lines of a payment, with or without a share withheld."""
    trigger = recovery_trigger(builder, paid)
    withholding = paid.payment.withholding
    unpaid = {"shows_unpaid": True, "would_be": paid.amount, "awaits": paid.awaits}
    if withholding is None or rate is None:
        cash = line(builder, paid, "payable", paid.payment.clauses["pays"], **unpaid)
        return LineNodes(paid, (cash,), (), trigger)
    now, held = _parts(builder, paid, withholding)
    cash = line(builder, paid, "payable", paid.payment.clauses["pays"], amount=now, **unpaid)
    return _with_withheld(builder, paid, rate, (cash, held), trigger)


def _parts(builder: Builder, paid: PaymentNodes, withholding: Withholding) -> tuple[NodeId, NodeId]:
    """The part payable now and the part withheld; a tie in rounding goes to the first (E6)."""
    numerator, denominator = withholding.share
    clause = paid.payment.clauses["withhold"]
    common = gcd(numerator, denominator)
    shares = ((denominator - numerator) // common, numerator // common)
    now, held = (
        builder.add(
            Allocate, hint, clause, paid.frame, amount=paid.amount, shares=shares, part=part
        )
        for part, hint in enumerate(("paid-now", "held-back"))
    )
    return now, held


def _with_withheld(
    builder: Builder,
    paid: PaymentNodes,
    rate: RateNodes,
    parts: tuple[NodeId, NodeId],
    trigger: NodeId | None,
) -> LineNodes:
    """Withheld until the measure settles or the money is taken back; then released or not (E8)."""
    cash, held = parts
    clause, frame = paid.payment.clauses["withhold"], paid.frame
    at_end = paid.payment.clauses["what is not released"]
    release = _release(builder, paid, rate)
    lost = _taken_back_first(builder, paid, release, trigger)
    kept = builder.negation("not-taken-back", clause, lost)
    settled = builder.all_of("released-when", clause, (paid.earned, kept))
    still_held = _still_held(builder, paid, held, settled)
    released = _released(builder, paid, rate, release, still_held)
    not_released = builder.add(
        Arith, "not-released", clause, frame, op="-", left=still_held, right=released
    )
    lost_when = builder.all_of("taken-back-when", clause, (paid.earned, lost))
    why = builder.says(release.share)
    others: tuple[NodeId, ...] = (
        line(builder, paid, "withheld", clause, amount=held, until=lost, reason=why),
        line(builder, paid, "forfeited", at_end, amount=not_released, earned=settled,
             reason=f"not released by {why}"),
    )  # fmt: skip
    if trigger is not None:
        others += (
            line(builder, paid, "forfeited", paid.payment.clauses["recover"], amount=held,
                 earned=lost_when, reason=f"taken back on {builder.says(trigger)}"),
        )  # fmt: skip
    freed = line(builder, paid, "released", clause, amount=released, earned=settled, reason=why)
    return LineNodes(paid, (cash, freed), others, trigger)


def _release(builder: Builder, paid: PaymentNodes, rate: RateNodes) -> _Release:
    """The released share of the person's period, and the group of periods it is judged in."""
    withholding = paid.payment.withholding
    assert withholding is not None
    scope = Scope(builder, paid.payment.clauses["withhold"])
    says = f"{withholding.measure} of the {rate.frame.unit} of {phrase_text(withholding.moment)}"
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


def _taken_back_first(
    builder: Builder, paid: PaymentNodes, release: _Release, trigger: NodeId | None
) -> NodeId:
    """Taken back on or before the day the measure settles (ruling E15); false settles that day."""
    clause, frame = paid.payment.clauses["withhold"], paid.frame
    if trigger is None:
        known = present(Scope(builder, clause, frame=frame), release.share, "share-known")
        return builder.negation("never-taken-back", clause, known)
    recovery = paid.payment.recovery
    assert recovery is not None
    scope = Scope(builder, paid.payment.clauses["recover"], frame=frame)
    day = field_of(scope, trigger, recovery.event.event.text, "occurred_on")
    return builder.add(
        Compare, "taken-back-first", clause, frame, rel="settles before",
        left=day, right=release.share, inclusive=True, says=builder.says(release.share),
    )  # fmt: skip


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


# ---- caps


def lower_cap(builder: Builder, cap: Cap, sources: tuple[NodeId, ...]) -> NodeId:
    """The lines that a cap covers, paid in their order while there is room (law 27).

    Lines of `sources` that the cap does not cover pass through it unchanged.
    """
    clause = cap.clauses["at most"]
    frame = Frame(cap.name, ("line",), "line")
    unit = next((g for g in cap.grain if g in ("month", "quarter", "year")), "")
    scope = tuple(g for g in cap.grain if g != unit) if cap.carries else cap.grain
    running = builder.add(
        Cumulate, "running-total", clause, frame, sources=sources, scope=scope,
        payments=cap.payments,
    )  # fmt: skip
    roll = None
    if cap.carries:
        by_period = Frame(f"{cap.name}-by-{unit}", (*scope, unit), "period", unit)
        roll = builder.add(
            Roll, "paid-by-end", cap.clauses["excess"], by_period, step="excess carried",
            sources=(running,), limit=cap.pence, unit=unit,
        )  # fmt: skip
    return builder.add(
        Apportion, "paid-under-cap", clause, frame, of=running, limit=cap.pence, roll=roll,
        excess_status="carried-forward" if cap.carries else "capped",
        end_status="capped" if cap.lapses or not cap.carries else "payable", cap=cap.name,
    )  # fmt: skip
