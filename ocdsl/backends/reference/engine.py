"""The reference engine: makes each operator's call in the order of the graph."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from typing import Any

from ocdsl import __version__
from ocdsl.backends.reference.lines import Part
from ocdsl.backends.reference.relations import World
from ocdsl.backends.reference.results import (
    MeasureFacts,
    OutcomeFacts,
    account_of,
    decisions_of,
    fates_of,
    measure_rows,
    outcome_counts,
)
from ocdsl.backends.reference.steps import Step, steps_of
from ocdsl.base.calendar import WorkingDays
from ocdsl.events.log import Log, visible
from ocdsl.events.rows import Event
from ocdsl.ledger.evaluation import Evaluation
from ocdsl.ledger.result import Header, totals
from ocdsl.model.contract import Contract
from ocdsl.rules.graph import Graph

ENGINE = "reference"


class Run:
    """One evaluation of a graph: every node's relation, kept for those who ask why."""

    def __init__(
        self,
        graph: Graph,
        events: list[Event],
        as_at: int,
        steps: Mapping[str, Step] | None = None,
    ) -> None:
        """`events` are the visible events; `as_at` an ordinal day.

        `steps` are those of the graph, for whoever evaluates it many times.
        """
        self.graph = graph
        self.events = events
        self.world = world_of(graph, events, as_at)
        self.by_kind: dict[str, list[Event]] = {}
        for event in events:
            self.by_kind.setdefault(event.event, []).append(event)
        self.relations: dict[str, Any] = {}
        for name, step in (steps or steps_of(graph)).items():
            self.relations[name] = step(self)

    def outputs(self) -> list[list[Part]]:
        """The parts of every output of the graph."""
        return [self.relations[name] for name in self.graph.outputs]

    def fact(self, node: str, key: Any) -> tuple[Any, int] | None:
        """The fact of a node at a row, or None where the row has none."""
        relation = self.relations[node]
        found = relation.get(key) if isinstance(relation, Mapping) else None
        return found if isinstance(found, tuple) else None


def world_of(graph: Graph, events: list[Event], as_at: int) -> World:
    """The people in the log and the contract's calendar."""
    calendar, table = graph.calendar, graph.calendar.working_days
    return World(
        people=sorted({event.person for event in events} - {""}),
        providers=graph.providers,
        as_at=as_at,
        term_start=calendar.term_start,
        tail_end=calendar.tail_end,
        week_day=calendar.week_day,
        year_month=calendar.year_month,
        working=WorkingDays(table.holidays if table else ()),
    )


class ReferenceEvaluation(Evaluation):
    """A result of the reference engine, with the run it came from."""

    run: Run
    log: Log
    known_at: int | None

    def fates(self) -> Iterator[tuple[str, str, str]]:
        """Every row read: event id, what became of it, and by which decision or why."""
        seen = visible(self.log, self.run.world.as_at, self.known_at)
        return fates_of(self.log, seen, self._decisions)


def evaluate(
    contract: Contract, graph: Graph, log: Log, header: Header, known_at: int | None
) -> ReferenceEvaluation:
    """Evaluates a log as at `header.as_at` and as known at `known_at` (microseconds, or None)."""
    collecting = gc.isenabled()
    gc.disable()  # millions of small tuples and no cycles: collecting would only cost time
    try:
        seen = visible(log, header.as_at, known_at)
        run = Run(graph, seen.events, header.as_at)
        decisions = decisions_of(run.outputs())
        account = account_of(log, seen, decisions)
    finally:
        if collecting:
            gc.enable()
    summary = {
        "contract_text": contract.source.text,
        "totals": totals(decisions),
        "outcomes": outcome_counts(run.world, outcome_facts(run)),
        "measures": measure_rows(run.world, measure_facts(contract, run)),
    }
    result = ReferenceEvaluation(header, account, summary, decisions)
    result.run, result.log, result.known_at = run, log, known_at
    return result


def outcome_facts(run: Run) -> list[OutcomeFacts]:
    """The relations of every outcome, in the order of the contract."""
    get = run.relations.get
    return [
        OutcomeFacts(name, get(o.achieved), get(o.member), get(o.left) if o.left else None)  # type: ignore[arg-type]  # every node has its relation
        for name, o in run.graph.outcomes.items()
    ]


def measure_facts(contract: Contract, run: Run) -> list[MeasureFacts]:
    """The relations of every measure, in the order of the contract."""
    of = run.relations
    return [
        MeasureFacts(
            name, contract.measures[name].unit,
            of[m.rate], of[m.achieved], of[m.counted], of[m.group],
        )
        for name, m in run.graph.measures.items()
    ]  # fmt: skip


def header_of(contract: Contract, log_digest: str, as_at: int, known_at: str | None) -> Header:
    """The header of a result of this engine."""
    return Header(
        contract.name, contract.source.digest, log_digest, as_at, known_at, ENGINE, __version__
    )
