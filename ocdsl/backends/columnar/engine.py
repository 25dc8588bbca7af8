"""The embedded engine: loads a log, runs the steps of a graph, and reads off the result."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import frozen

from ocdsl.backends.columnar.account import account_of, rests_on, unseen_counts
from ocdsl.backends.columnar.json_rows import Names, json_queries, names_in
from ocdsl.backends.columnar.lines import final_table
from ocdsl.backends.columnar.load import LoadReport, load
from ocdsl.backends.columnar.load_visible import make_visible, unseen_events
from ocdsl.backends.columnar.log_files import LogFiles, UnreadableLog
from ocdsl.backends.columnar.plan import Plan
from ocdsl.backends.columnar.run_steps import Errand, make_ready, run_steps
from ocdsl.backends.columnar.summary import summary_of
from ocdsl.base.money import AmountTooLargeError
from ocdsl.events.from_model import schema_of
from ocdsl.events.log import log_digest
from ocdsl.ledger.decision import COLUMNS, Decision
from ocdsl.ledger.evaluation import Evaluation
from ocdsl.ledger.result import NO_DECISION, Header, json_frame
from ocdsl.model.contract import Contract
from ocdsl.rules.graph import Graph

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ENGINE = "duckdb"
_TOO_LARGE = re.compile("out of range|[Oo]verflow")
"""How the database says that a number does not fit."""
_BATCH = 20_000
_PIECE = 1_000
"""Rows of JSON taken at once: near half a megabyte, which stays in the processor's own memory."""
_AHEAD = 8
"""Pieces of JSON that may wait to be written."""


class ColumnarEvaluation(Evaluation):
    """A result whose decisions stay in the database until they are asked for."""

    run: Run

    def decisions(self) -> Iterator[Decision]:
        """Every decision, sorted by id."""
        return self._selected("true")

    def find(self, decision_id: str) -> Decision | None:
        """The decision of that id, or None."""
        return next(self._selected("id = ?", decision_id), None)

    def about(self, person: str) -> list[Decision]:
        """The decisions about one person, sorted by id."""
        return list(self._selected("person = ?", person))

    def _selected(self, where: str, *values: str) -> Iterator[Decision]:
        query = f"SELECT {', '.join(COLUMNS)} FROM decision WHERE {where} ORDER BY id"
        found = self.run.con.cursor().execute(query, values)
        while batch := found.fetchmany(_BATCH):
            for row in batch:
                decision = Decision(*row)
                ids = tuple(row[11].split(chr(31))) if row[11] else ()
                yield decision._replace(because=ids)

    def rows(self) -> Iterator[str]:
        """Every decision as compact JSON, sorted by id; many in each piece."""
        return (str(piece, "utf-8") for piece in self._pieces())

    def json_bytes(self) -> Iterator[bytes | memoryview]:
        """The pieces of the result's JSON, as they lie in the database's memory."""
        head, between, foot = map(str.encode, json_frame(self.header, self.account, self.summary))
        yield head
        for number, piece in enumerate(self._pieces()):
            yield between if number else b"\n"
            yield piece
        yield foot

    def _pieces(self) -> Iterator[memoryview]:
        """Pieces of JSON; the database makes the next ones while one is written."""
        found = self._read_pieces()
        with ThreadPoolExecutor(1) as beside:
            ahead = deque(beside.submit(next, found, None) for _ in range(_AHEAD))
            try:
                while (piece := ahead.popleft().result()) is not None:
                    ahead.append(beside.submit(next, found, None))
                    yield piece
            finally:
                beside.shutdown(cancel_futures=True)

    def _read_pieces(self) -> Iterator[memoryview]:
        con = self.run.con.cursor()
        # The texts of a batch lie end to end in one piece of memory: no row is touched alone.
        for query in json_queries(self.run.plan, self.run.names):
            for batch in con.sql(query).to_arrow_reader(_PIECE):
                column = batch.column(0)
                _, ends, texts = column.buffers()
                last = memoryview(ends).cast("i")[column.offset + len(column)]
                first = memoryview(ends).cast("i")[column.offset]
                yield memoryview(texts)[first : last - len(",\n")]

    def fates(self) -> Iterator[tuple[str, str, str]]:
        """Every row read: event id, `used`, `not-relevant` or `refused`, and by what or why."""
        found = self.run.con.execute(_FATES)
        while batch := found.fetchmany(_BATCH):
            for event_id, by in batch:
                yield (event_id, "used" if by else "not-relevant", by or NO_DECISION)
        for unseen in unseen_events(self.run.con, *self.run.times):
            yield (unseen.event_id, "not-relevant", unseen.detail or unseen.reason)
        for refusal in self.run.report.refusals:
            yield (refusal.event_id, "refused", refusal.message)


_FATES = """
SELECT e.event_id, u.decision
FROM event e LEFT JOIN (
  SELECT event_id, min(id) AS decision
  FROM (
    SELECT id, unnest(string_split(because, chr(31))) AS event_id
    FROM decision
  )
  GROUP BY event_id
) u ON u.event_id = e.event_id
ORDER BY e.event_id
"""


@frozen
class Run:
    """One evaluation of a graph: the live database, its plan, and what came of loading the log."""

    con: DuckDBPyConnection
    plan: Plan
    report: LoadReport
    times: tuple[int, int | None]
    """The as-at day, and the known-at moment in microseconds or None."""
    files: LogFiles
    names: Names
    """What the names and ids hold, which decides how they are written."""


def evaluate(
    contract: Contract, graph: Graph, paths: Sequence[Path], header: Header, known_at: int | None
) -> ColumnarEvaluation:
    """Evaluates a log as at `header.as_at` and as known at `known_at` (microseconds, or None).

    A header without the log's digest is given it. Raises UnreadableLog when a file of the log
    cannot be read, or changes while it is, OSError when none may read it, and AmountTooLargeError
    when what is worked out does not fit in 64 bits.
    """
    import duckdb

    files = LogFiles.of(paths)
    with ThreadPoolExecutor(1) as beside:
        digest = beside.submit(_digest_of, header, paths)
        try:
            found = _evaluated(contract, graph, files, header, known_at)
        except duckdb.Error as failure:
            digest.result()
            files.check()
            if isinstance(failure, duckdb.DataError) and _TOO_LARGE.search(str(failure)):
                raise AmountTooLargeError from failure
            raise
        found.header = header._replace(log_digest=digest.result())
    files.check()
    return found


def _digest_of(header: Header, paths: Sequence[Path]) -> str:
    return header.log_digest or log_digest(paths)


def _evaluated(
    contract: Contract, graph: Graph, files: LogFiles, header: Header, known_at: int | None
) -> ColumnarEvaluation:
    con = connect()
    with ThreadPoolExecutor(1) as beside:
        ready = beside.submit(make_ready, con.cursor(), graph, header.as_at)
        report = load(con, [path for path, _ in files.stamps], schema_of(contract))
        if report.problems:
            raise UnreadableLog(report.problems)
        times = (header.as_at, known_at)
        make_visible(con, *times)
        script = ready.result()
    plan = script.plan
    every = {step.table for step in script.steps}
    last = {final_table(plan, frame) for _, frame in plan.stages.tables}
    errands = {
        "names": Errand(last, lambda hand, _: names_in(hand, plan)),
        "unseen": Errand(last, lambda hand, _: unseen_counts(hand, *times)),
        "account": Errand(
            {"unseen", *last, rests_on(plan)},
            lambda hand, found: account_of(hand, plan, report, found["unseen"]),
        ),
        "summary": Errand(every, lambda hand, _: summary_of(hand, plan, contract, header.as_at)),
    }
    found = run_steps(con, script, errands)
    result = ColumnarEvaluation(header, found["account"], found["summary"])
    result.run = Run(con, plan, report, times, files, found["names"])
    return result


def connect(threads: int | None = None) -> DuckDBPyConnection:
    """A new database in memory. Results never depend on the order in which rows come."""
    import duckdb

    con = duckdb.connect()
    con.execute("SET preserve_insertion_order = false")
    # The tables live for one evaluation: packing them tightly would cost more than it saves.
    con.execute("SET checkpoint_threshold = '1TB'")
    if threads is not None:
        con.execute(f"SET threads = {threads}")
    return con


def fetch(con: DuckDBPyConnection, query: str) -> list[tuple[Any, ...]]:
    """All rows of a query."""
    return list(con.execute(query).fetchall())
