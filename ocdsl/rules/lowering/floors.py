"""Lowers floors: what some payments come to at least, and the line that makes it up (law 23)."""

from __future__ import annotations

from ocdsl.base.money import pounds
from ocdsl.model.amounts import Flat
from ocdsl.model.contract import Payment
from ocdsl.rules.frames import wide_frame
from ocdsl.rules.lowering.builder import Builder
from ocdsl.rules.lowering.phrases import Scope, within
from ocdsl.rules.lowering.totals import own_period
from ocdsl.rules.meant import Unit
from ocdsl.rules.operators import Apportion, Arith, Cumulate, Frame, Line, NodeId, Periods


def lower_floor(builder: Builder, floor: Payment, sources: tuple[NodeId, ...]) -> NodeId:
    """What is lacking in each scope that begins in the term, once its last day is over.

    `sources` are the lines that it is over, after all caps.
    """
    assert floor.grain is not None and isinstance(floor.price, Flat)
    frame, pence = wide_frame(floor.grain), floor.price.pence
    scope = Scope(builder, floor.clauses["pays"], frame=frame)
    unit = frame.unit or "contract"
    begun = within(
        scope, own_period(scope, "start"), (None, builder.calendar.term_end),
        builder.words("the start of the {unit}", unit=Unit(unit)),
    )  # fmt: skip
    ended = within(
        scope,
        _last_day(scope),
        (None, None),
        builder.words("the end of the {unit}", unit=Unit(unit)),
    )
    whole = builder.add(Arith, "price", scope.clause, frame, op="×", left=begun, by=pence)
    earned = builder.all_of("conditions", floor.clause, (begun, ended))
    line = builder.add(
        Line, "line-payable", scope.clause, frame, payment=floor.name, status="payable",
        amount=whole, subject=begun, earned=earned,
        order=None, provider=None, due=floor.due, awaits=(begun, ended),
        reason=f"makes up {pounds(pence)}",
    )  # fmt: skip
    of_lines = Frame(floor.name, ("line",), "line")
    running = builder.add(
        Cumulate, "running-total", scope.clause, of_lines, sources=sources, scope=floor.grain,
        payments=floor.fills,
    )  # fmt: skip
    return builder.add(
        Apportion, "made-up", scope.clause, of_lines, of=running, limit=pence, roll=None,
        excess_status="", end_status="", cap=floor.name, fills=line,
    )  # fmt: skip


def _last_day(scope: Scope) -> NodeId:
    """The last day on which a line of a row can be earned; of the contract, when the tail ends."""
    if scope.frame.unit:
        return own_period(scope, "end")
    return scope.builder.add(
        Periods, "tail-end", scope.clause, scope.frame, of=None, unit="term", edge="end",
        says=scope.builder.words("the end of the {unit}", unit=Unit("contract")),
    )  # fmt: skip
