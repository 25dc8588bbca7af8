"""Carries out the steps of a script, two at once, from the visible events to the decisions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from functools import partial
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, NamedTuple

from ocdsl.backends.columnar.plan import Plan
from ocdsl.backends.columnar.script import function_statements, steps_of
from ocdsl.backends.columnar.step import Step
from ocdsl.backends.columnar.working_days import working_day_statements
from ocdsl.rules.graph import Graph

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class Script(NamedTuple):
    """A plan with its steps, and the connection on which its functions have been made."""

    plan: Plan
    steps: list[Step]
    hand: DuckDBPyConnection


def make_ready(hand: DuckDBPyConnection, graph: Graph, as_at: int) -> Script:
    """All that needs no log, so that it can be done while one is loaded."""
    plan = Plan(graph, str(as_at))
    for statement in function_statements(plan):
        hand.execute(statement)
    return Script(plan, steps_of(plan), hand)


Found = dict[str, Any]
"""What has been made or found out, by its name: a table, or the finding of an errand."""


class Errand(NamedTuple):
    """Something to make or to find out, once some others are there."""

    after: set[str]
    work: Callable[[DuckDBPyConnection, Found], Any]


def run_steps(con: DuckDBPyConnection, script: Script, errands: Mapping[str, Errand]) -> Found:
    """Make every table, from the visible events (the view `event`) to `decision`.

    Two steps at once, for those about people are too small for the database to share out: a step
    begins when the tables that it names are there. Gives what the errands found as well.
    """
    # Lists of working days are each connection's own.
    for statement in working_day_statements(script.plan.graph.calendar):
        con.execute(statement)
    hands: SimpleQueue[DuckDBPyConnection] = SimpleQueue()
    hands.put(con)
    hands.put(script.hand)

    def run(name: str, errand: Errand) -> tuple[str, Any]:
        hand = hands.get()
        try:
            return name, errand.work(hand, found)
        finally:
            hands.put(hand)

    waiting, found = {**_as_errands(script.steps), **errands}, Found()
    with ThreadPoolExecutor(2) as pool:
        running: set[Future[tuple[str, Any]]] = set()
        while waiting or running:
            for name in [n for n, errand in waiting.items() if errand.after <= found.keys()]:
                running.add(pool.submit(run, name, waiting.pop(name)))
            assert running, f"nothing makes what these wait for: {', '.join(waiting)}"
            finished, running = wait(running, return_when=FIRST_COMPLETED)
            found.update(done.result() for done in finished)
    return found


def _take(step: Step, hand: DuckDBPyConnection, found: Found) -> None:
    hand.execute(step.sql)


def _as_errands(steps: Sequence[Step]) -> dict[str, Errand]:
    """The steps, each to be taken after the earlier ones whose tables it names."""
    return {
        step.table: Errand(
            {earlier.table for earlier in steps[:place] if earlier.table in step.sql},
            partial(_take, step),
        )
        for place, step in enumerate(steps)
    }
