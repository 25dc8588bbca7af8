"""Lowers lengths of time and periods: from one day to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocdsl.base.calendar import Lag
from ocdsl.rules.operators import NodeId, Periods, Shift
from ocdsl.syntax import phrases as ph

if TYPE_CHECKING:
    from ocdsl.rules.lowering.phrases import Scope

BEYOND = {"more than": 1, "less than": -1}
"""Days beyond the length itself: the first day of `more than 7 days after` is day 8."""


def stepped(scope: Scope, day: NodeId | int, lag: Lag, step: Lag) -> NodeId | int:
    """A day so long after another, and one day beyond or before it."""
    if lag.unit == "day":
        return shift(scope, day, Lag(lag.number + step.number))
    return shift(scope, shift(scope, day, lag), step)


def lag_of(scope: Scope, duration: ph.Duration) -> Lag:
    """A length as the contract counts it."""
    return scope.builder.contract.dates.lag(duration)


def back(lag: Lag) -> Lag:
    """As long, before instead of after."""
    return lag._replace(number=-lag.number)


def shift(scope: Scope, day: NodeId | int, lag: Lag, end_of: str = "") -> NodeId | int:
    """The day so long later, or earlier; counted from the end of its period with `end_of`."""
    dates = scope.builder.contract.dates
    if isinstance(day, int):
        return dates.later(dates.end(day, end_of) if end_of else day, lag)
    if lag.number == 0 and not end_of:
        return day
    base = day.split(".", 1)[1]
    ends = f"-{end_of}-end" if end_of else ""
    sign = "plus" if lag.number >= 0 else "minus"
    length = f"{abs(lag.number)}-{lag.unit.replace(' ', '-')}s"
    return scope.builder.add(
        Shift, f"{base}{ends}-{sign}-{length}", scope.clause, scope.builder.frame(day),
        of=day, lag=lag, end_of=end_of,
    )  # fmt: skip


def period_edge(scope: Scope, day: NodeId | None, unit: str, edge: str) -> NodeId:
    """The first or last day of the period that holds a day, or of the row's own period."""
    frame = scope.builder.frame(day) if day else scope.frame
    hint = f"{day.split('.', 1)[1]}-{unit}-{edge}" if day else f"{unit}-{edge}"
    return scope.builder.add(Periods, hint, scope.clause, frame, of=day, unit=unit, edge=edge)
