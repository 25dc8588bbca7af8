"""Loads a log into DuckDB: sure rows by SQL in one step, every other row by the Python checks.

What is accepted and refused, and every message, is what `ocdsl.events.log.read_log` gives. The sure
rows of Parquet stay in their file, which is read again for what each step needs of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ocdsl.backends.columnar.load_columns import (
    clean_row,
    day_of,
    microseconds,
    moment_of,
    ordinal,
    raw_text,
    value_of_name,
)
from ocdsl.backends.columnar.load_sources import (
    NumberedRows,
    SqlFile,
    broken_parquet,
    csv_file,
    ids_ascend,
    parquet_file,
    read_rows_parquet,
    text_rows,
)
from ocdsl.backends.columnar.load_suspects import (
    STORED,
    columns_of,
    insert_events,
    insert_ids,
    insert_row_numbers,
)
from ocdsl.backends.columnar.step import view
from ocdsl.events.corrections import settle
from ocdsl.events.log import TEXT_READERS, Log, check_rows, read_rows, reader_of, unreadable
from ocdsl.events.refusals import FileProblem, FileRefused, Refusal
from ocdsl.events.rows import RowChecker
from ocdsl.events.schema import LogSchema

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# A file of so few bytes is read by Python before SQL is ready to start.
SMALL_FILE = 300_000
READERS = {**TEXT_READERS, ".parquet": read_rows_parquet}


class LoadReport(NamedTuple):
    """What came of loading a log. With problems, nothing was loaded and nothing is evaluated.

    Otherwise `rows_read` is `accepted` plus the number of refusals.
    """

    rows_read: int
    accepted: int
    refusals: list[Refusal]
    problems: list[FileProblem]


def load(con: DuckDBPyConnection, paths: Sequence[str | Path], schema: LogSchema) -> LoadReport:
    """Make the view `log_event` of the accepted rows of a log's files (laws 15 and 17).

    Its columns: `event_id`, `event`, `provider`, `person`, `occurred_on` (ordinal day),
    `recorded_at` (microseconds since ordinal day 0), `recorded_on` (ordinal day), `recorded_by`
    (for explanations alone), one for each declared field (BIGINT, or VARCHAR for a choice),
    `supersedes` and `retracts` (NULL for none).
    Never fails for what a file holds.
    """
    with ThreadPoolExecutor(1) as beside:
        loading = _Loading(con, schema, beside)
        for path in map(Path, paths):
            loading.add(path)
        if loading.log.problems:
            return loading.stopped()
        refusals = loading.settle()
    if loading.log.problems:
        return loading.stopped()
    return LoadReport(loading.rows, loading.rows - len(refusals), refusals, [])


class _Loading:
    """One log on its way into the view: the rows that SQL took, and those left for Python."""

    def __init__(self, con: DuckDBPyConnection, schema: LogSchema, beside: Executor) -> None:
        self.con = con
        self.beside = beside
        self.schema = schema
        self.log = Log([], [], [], 0)
        self.files: list[tuple[SqlFile, set[int]]] = []
        """Files read by SQL, with the numbers of the rows that Python has checked."""
        self.ascending: list[Future[bool]] = []
        """For each file of Parquet, whether each of its ids comes after the one before."""
        self.in_order = True
        """Whether, for all that is known, the rows of the log stand in the order of their ids."""
        self.rows = 0
        columns = ", ".join(f"{name} {of}" for name, of in columns_of(schema).items())
        con.execute(f"CREATE OR REPLACE TABLE {STORED} ({columns})")

    def add(self, path: Path) -> None:
        """Find the sure rows of a file, and take the others into the log."""
        try:
            file = self._sql_file(path)
            if file is None or not self._take(file):
                self.rows += read_rows(path, self.schema, READERS, self.log)
        except FileRefused as mistake:
            self.problem(path, mistake)
        except OSError as mistake:
            self.log.problems.append(unreadable(path, mistake))

    def problem(self, path: Path, mistake: FileRefused) -> None:
        """Note that a file cannot be read."""
        self.log.problems.append(FileProblem(str(path), mistake.code, mistake.message, mistake.fix))

    def stopped(self) -> LoadReport:
        """The report when some file cannot be read: the view is left empty."""
        self.con.execute(f"DELETE FROM {STORED}")
        self.files.clear()
        self._make_view()
        return LoadReport(0, 0, [], self.log.problems)

    def _sql_file(self, path: Path) -> SqlFile | None:
        reader_of(path, READERS)
        if path.stat().st_size < SMALL_FILE:
            return None
        if path.suffix.lower() == ".parquet":
            return parquet_file(self.con, path, self.schema)
        return csv_file(path, self.schema) if path.suffix.lower() == ".csv" else None

    def _take(self, file: SqlFile) -> bool:
        """Take a file's sure rows by SQL; false when only Python can read the file after all."""
        import duckdb

        doubtful = Log([], [], [], 0)
        if file.is_parquet:
            self.ascending.append(self.beside.submit(ids_ascend, self.con.cursor(), file))
        self.con.execute("BEGIN")
        try:
            self.rows += self._take_rows(file, doubtful)
            self.con.execute("COMMIT")
        except (duckdb.Error, FileRefused) as mistake:
            self.con.execute("ROLLBACK")
            if not file.is_parquet:
                return False
            raise broken_parquet() if isinstance(mistake, duckdb.Error) else mistake from None
        self.log.events.extend(doubtful.events)
        self.log.refusals.extend(doubtful.refusals)
        checked = {row.row for row in doubtful.events} | {row.row for row in doubtful.refusals}
        self.files.append((file, checked))
        return True

    def _take_rows(self, file: SqlFile, doubtful: Log) -> int:
        clean, taken = _clean(self.schema, file), 0
        if not file.is_parquet:
            rows = f"SELECT {_values(self.schema, file)} FROM {file.relation} WHERE {clean}"
            (taken,) = self.con.execute(f"INSERT INTO {STORED} {rows}").fetchall()[0]
        if taken == file.rows:
            return taken
        others = text_rows(self.con, file, f"NOT coalesce({clean}, false)")
        checked = self._check(file, others, doubtful)
        return int(file.rows or 0) if file.is_parquet else taken + checked

    def _check(self, file: SqlFile, rows: NumberedRows, log: Log) -> int:
        checker = RowChecker(self.schema, [column.name for column in file.columns])
        return check_rows(file.path.name, checker, rows, log)

    def settle(self) -> list[Refusal]:
        """Apply the rules between rows, and put the rows that stand into the view."""
        self._make_view()
        self.in_order = self._in_order_in_its_file() or self._ids_ascend()
        self._call_back(self._ids_that_matter())
        settled = settle(self.log.events, (refusal.event_id for refusal in self.log.refusals))
        insert_events(self.con, self.schema, settled.events)
        self._make_view()
        return sorted(self.log.refusals + settled.refusals)

    def _make_view(self) -> None:
        """Make the view of the sure rows in files of Parquet, and of what the table holds.

        `id_order` puts events in the order of their ids: the number of the row where it tells.
        """
        in_place = [(n, *file) for n, file in enumerate(self.files) if file[0].is_parquet]
        stored = self._stored()
        order = '"row number"' if self.in_order and len(in_place) == 1 and not stored else None
        sources = [self._in_file(n, file, checked, order) for n, file, checked in in_place]
        if stored or not sources:
            sources.append(f"SELECT *, event_id AS id_order FROM {STORED}")
        query = "\nUNION ALL\n".join(sources)
        self.con.execute(view("log_event", query))

    def _stored(self) -> int:
        """How many rows the table holds."""
        return int(self.con.execute(f"SELECT count(*) FROM {STORED}").fetchall()[0][0])

    def _in_file(self, number: int, file: SqlFile, checked: set[int], order: str | None) -> str:
        """The sure rows of a file: all but those that Python has checked."""
        values = _values(self.schema, file)
        order = order or raw_text(file.column("event_id"))
        query = f"SELECT {values}, {order} AS id_order FROM {file.numbered}"
        if not checked:
            return query
        table = f"checked_row_{number}"
        insert_row_numbers(self.con, table, checked)
        return f'{query} WHERE "row number" NOT IN (SELECT row_number FROM {table})'

    def _ids_that_matter(self) -> set[str]:
        """Ids of sure rows that the rules between rows are about."""
        ids = set() if self.in_order else self._ids_seen_twice()
        for event in self.log.events:
            ids.update((event.event_id, event.supersedes or event.retracts))
        return ids - {""}

    def _in_order_in_its_file(self) -> bool:
        """Whether the log is one file of Parquet in the order of its ids; seen beside all else."""
        alone = len(self.files) == len(self.ascending) == 1 and self.files[0][0].is_parquet
        return alone and self._stored() == 0 and self.ascending[0].result()

    def _ids_ascend(self) -> bool:
        """Whether each id comes after the one before, as many systems write them: none is twice."""
        before = "lag(event_id) OVER () AS before, lag(id_order) OVER () AS place"
        query = f"""SELECT bool_and(before < event_id AND place < id_order)
            FROM (SELECT event_id, id_order, {before} FROM log_event)"""
        return self.con.execute(query).fetchall()[0][0] is not False

    def _ids_seen_twice(self) -> set[str]:
        twice = (
            "SELECT DISTINCT event_id FROM log_event WHERE hash(event_id) IN (SELECT h FROM "
            "(SELECT hash(event_id) AS h FROM log_event) GROUP BY h HAVING count(*) > 1)"
        )
        return {event_id for (event_id,) in self.con.execute(twice).fetchall()}

    def _call_back(self, ids: set[str]) -> None:
        """Move the sure rows with these ids from the view to the log."""
        if not ids:
            return
        insert_ids(self.con, ids)
        named = "IN (SELECT event_id FROM named_id)"
        (found,) = self.con.execute(
            f"SELECT count(*) FROM log_event WHERE event_id {named}"
        ).fetchall()[0]
        for file, checked in self.files if found else ():
            rows = text_rows(self.con, file, f"{raw_text(file.column('event_id'))} {named}")
            new = [row for row in rows if row[0] not in checked]
            checked.update(number for number, _ in new)
            self._check(file, iter(new), self.log)
        self.con.execute(f"DELETE FROM {STORED} WHERE event_id {named}")


def _clean(schema: LogSchema, file: SqlFile) -> str:
    return clean_row(schema, {name: file.column(name) for name in schema.columns})


def _values(schema: LogSchema, file: SqlFile) -> str:
    """The columns of a file's rows as the view holds them: right for the rows that are clean."""
    day = day_of(file.column("occurred_on"))
    moment = moment_of(file.column("recorded_at"))
    names = [raw_text(file.column(name)) for name in ("event_id", "event")]
    whose = [raw_text(file.column(name)) for name in ("provider", "person")]
    if any(event.about != "person" for event in schema.events):
        # An event about a provider has no person: the same nothing, however the file writes it.
        whose = [f"coalesce({name}, '')" for name in whose]
    days = [ordinal(day), microseconds(moment), ordinal(f"CAST({moment} AS DATE)")]
    columns = {name: file.column(name) for name in schema.columns}
    values = [value_of_name(schema, name, columns) for name in schema.field_names]
    by = raw_text(file.column("recorded_by"))
    cells = zip(
        [*names, *whose, *days, by, *values, "NULL", "NULL"],
        columns_of(schema).items(),
        strict=True,
    )
    typed = (f"CAST({cell} AS {of}) AS {name}" for cell, (name, of) in cells)
    return ", ".join(typed)
