"""Lowers caps: running totals of lines, and what of each there is room for."""

from __future__ import annotations

from ocdsl.model.build.payments import fraction
from ocdsl.model.caps import Cap
from ocdsl.rules.frames import wide_frame
from ocdsl.rules.lowering.arithmetic import PENCE, rounded
from ocdsl.rules.lowering.builder import Builder
from ocdsl.rules.lowering.phrases import Scope, field_of, select
from ocdsl.rules.lowering.values import lower_value
from ocdsl.rules.meant import PHRASE, Unit
from ocdsl.rules.operators import Allocate, Apportion, Cumulate, Frame, NodeId, Pick, Roll
from ocdsl.syntax import phrases as ph
from ocdsl.syntax.cap_clauses import PRO_RATA
from ocdsl.syntax.phrase_text import text_of


def lower_cap(builder: Builder, cap: Cap, sources: tuple[NodeId, ...]) -> NodeId:
    """The lines that a cap covers, paid in their order while there is room (law 27).

    Lines of `sources` that the cap does not cover pass through it unchanged.
    """
    clause = cap.clauses["at most"]
    frame = Frame(cap.name, ("line",), "line")
    others = tuple(name for name in cap.grain if name != cap.unit)
    in_period = not cap.carries and cap.unit
    running = builder.add(
        Cumulate, "running-total", clause, frame, sources=sources,
        scope=(*others, cap.unit) if in_period else others, payments=cap.payments,
        ranks=cap.most > 0, takes=cap.takes,
    )  # fmt: skip
    roll = _roll(builder, cap, others, running)
    shares = None
    if cap.order == PRO_RATA:
        shares = builder.add(
            Allocate, "shares-of-room", cap.clauses["order"], frame, amount=running,
            limit=cap.pence, unit=cap.unit, roll=roll,
        )  # fmt: skip
    return builder.add(
        Apportion, "paid-under-cap", clause, frame, of=running, limit=cap.most or cap.pence,
        roll=roll, inside=shares, room=_room(builder, cap, running), waits=_waits(builder, cap),
        excess_status="carried-forward" if cap.carries else "capped",
        end_status="capped" if cap.lapses or not cap.carries else "payable", cap=cap.name,
        named=tuple(name for name in cap.payments if name in _capped_before(builder, running)),
    )  # fmt: skip


def _waits(builder: Builder, cap: Cap) -> str:
    """What a line that is earned may still wait for: its share of the room, or its limit."""
    if cap.value is not None:
        return builder.words(PHRASE, phrase=cap.value)
    if cap.base is not None and cap.rolling:
        months = ph.Duration(cap.rolling, "month")
        return builder.words("{value} of {months}", value=cap.base, months=months)
    if cap.base is not None:
        return builder.words(PHRASE, phrase=cap.base)
    if cap.order != PRO_RATA:
        return ""
    return builder.words("the end of the {unit}", unit=Unit(cap.unit or "contract"))


def _room(builder: Builder, cap: Cap, running: NodeId) -> NodeId | None:
    """What is recorded as the limit of each person, or a share of a measure; in each period."""
    if cap.base is not None and not cap.rolling:
        scope = _of_measure(builder, cap)
        return rounded(scope, lower_value(scope, cap.base), PENCE, "limit").node
    if cap.value is None:
        return None
    assert cap.value.at is not None
    clause, event = cap.clauses["at most"], cap.value.at.event.text
    total = builder.nodes[running]
    assert isinstance(total, Cumulate)
    frame = Frame(f"{cap.name}-scopes", total.scope, "line", cap.unit)
    scope = Scope(builder, clause, frame=frame)
    picked = builder.add(
        Pick, f"{cap.value.at.order}-{event}", clause, frame, which=cap.value.at.order,
        source=select(scope, event, cap.value.at.where), lines=running,
        says=text_of(cap.value.at),
    )  # fmt: skip
    return field_of(scope, picked, event, cap.value.field.text)


def _capped_before(builder: Builder, running: NodeId) -> set[str]:
    """The payments of which a cap before this one may leave a part unpaid."""
    found: set[str] = set()
    total = builder.nodes[running]
    assert isinstance(total, Cumulate)
    for source in total.sources:
        earlier = builder.nodes[source]
        if isinstance(earlier, Apportion):
            before = builder.nodes[earlier.of]
            assert isinstance(before, Cumulate)
            cut = () if before.ranks else before.payments  # a number of payments takes all or none
            found |= {*cut, *_capped_before(builder, earlier.of)}
    return found


def _of_measure(builder: Builder, cap: Cap) -> Scope:
    """Where a measure of each provider and period of a cap is worked out."""
    return Scope(builder, cap.clauses["at most"], frame=wide_frame(("provider", cap.unit)))


def _roll(builder: Builder, cap: Cap, others: tuple[str, ...], running: NodeId) -> NodeId | None:
    """What moves from one period of a cap to the next: its excess, or its room."""
    by_period = Frame(f"{cap.name}-by-{cap.unit}", (*others, cap.unit), "period", cap.unit)
    given = {"sources": (running,), "limit": cap.pence, "unit": cap.unit}
    if cap.carries:
        clause = cap.clauses["excess"]
        return builder.add(Roll, "paid-by-end", clause, by_period, step="excess carried", **given)
    if cap.base is not None and cap.rolling:
        scope = _of_measure(builder, cap)
        base = rounded(scope, lower_value(scope, cap.base.of), PENCE, "base").node
        return builder.add(
            Roll, "room-of-month", scope.clause, by_period, step="rolling limit", output="room",
            sources=(running, base), limit=0, unit=cap.unit, lasts=cap.rolling,
            kept=fraction(cap.base.share),
        )  # fmt: skip
    if cap.rolling:
        clause = cap.clauses["at most"]
        return builder.add(
            Roll, "room-of-month", clause, by_period, step="rolling limit", output="room",
            lasts=cap.rolling, **given,
        )  # fmt: skip
    if cap.keeps:
        clause = cap.clauses["unused room"]
        return builder.add(
            Roll, f"room-of-{cap.unit}", clause, by_period, step="room carried", output="room",
            lasts=cap.keeps.periods, kept=cap.keeps.share, **given,
        )  # fmt: skip
    return None
