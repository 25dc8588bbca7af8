"""Lowers a number of periods: how many whole or started ones there are in a number of days."""

from __future__ import annotations

from ocdsl.model.amounts import Counted
from ocdsl.rules.lowering.arithmetic import Held
from ocdsl.rules.lowering.phrases import Scope
from ocdsl.rules.lowering.values import lower_value
from ocdsl.rules.operators import Arith, Round
from ocdsl.syntax import phrases as ph


def periods_counted(scope: Scope, counted: Counted) -> Held:
    """The number of periods in the days that the event at hand records (law 8).

    Rounding is half up, so half a period less a half day is taken off first for whole ones, and
    as much added for started ones: with n days to a period, (2x + 1 - n) / 2n is floor(x / n) once
    it is rounded, and (2x - 1 + n) / 2n is its ceiling. Days below nothing count as none.
    """
    add, n = scope.builder.add, counted.days
    days = lower_value(scope, ph.FieldAt(ph.Name(counted.field)))
    above = add(
        Arith, f"{counted.field}-or-none", scope.clause, scope.frame, op="max", left=days.node, by=0
    )
    twice = add(Arith, "twice", scope.clause, scope.frame, op="×", left=above, by=2)
    moved = add(
        Arith, "moved", scope.clause, scope.frame, op="+", left=twice,
        by=1 - n if counted.whole else n - 1,
    )  # fmt: skip
    exact = add(Arith, "periods-exact", scope.clause, scope.frame, op="÷", left=moved, by=2 * n)
    node = add(
        Round, f"periods-of-{counted.field}", scope.clause, scope.frame, of=exact,
        says=f"the {counted.says}",
    )  # fmt: skip
    return Held(node, 1)
