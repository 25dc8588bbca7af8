"""Lowers gates: what a provider, or the contract, has reached by a day; nothing is paid for it."""

from __future__ import annotations

from attrs import evolve

from ocdsl.base.calendar import Lag, in_words
from ocdsl.model.gates import Gate
from ocdsl.rules.frames import wide_frame
from ocdsl.rules.graph import OutcomeNodes
from ocdsl.rules.lowering.builder import Builder
from ocdsl.rules.lowering.conditions import tests
from ocdsl.rules.lowering.days import shift
from ocdsl.rules.lowering.phrases import Scope
from ocdsl.rules.lowering.totals import own_period
from ocdsl.rules.operators import Compare


def lower_gate(builder: Builder, gate: Gate) -> OutcomeNodes:
    """The row of the year that holds the day is judged; settled on the day, or later."""
    scope = Scope(builder, gate.clauses["achieved on"], frame=wide_frame(gate.grain))
    start, first = own_period(scope, "start"), builder.contract.dates.start(gate.day, "year")
    member = builder.add(
        Compare, "year-of-the-day", scope.clause, scope.frame, rel="exactly", left=start,
        than=first, says=f"the year from {in_words(first)}",
    )  # fmt: skip
    day = builder.add(
        Compare, "day-has-come", scope.clause, scope.frame, rel="reached",
        left=str(shift(scope, start, Lag(gate.day - first))), says=in_words(gate.day),
    )  # fmt: skip
    conditions = tests(evolve(scope, clause=gate.clauses["when"]), gate.when)
    achieved = builder.all_of("achieved", gate.clause, (member, day, *conditions))
    return OutcomeNodes(achieved, member, None)
