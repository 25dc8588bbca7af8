"""Loads a log into DuckDB: sure rows by SQL in one step, every other row by the Python checks.

What is accepted and refused, and every message, is what `ocdsl.events.log.read_log` gives.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ocdsl.backends.columnar.load_columns import (
    clean_row,
    day_of,
    microseconds,
    moment_of,
    ordinal,
    quoted,
    raw_text,
    type_of_name,
    value_of_name,
)
from ocdsl.backends.columnar.load_sources import (
    NumberedRows,
    SqlFile,
    broken_parquet,
    csv_file,
    parquet_file,
    read_rows_parquet,
    text_rows,
)
from ocdsl.backends.columnar.load_suspects import TABLE_COLUMNS, insert_events, insert_ids
from ocdsl.events.corrections import settle
from ocdsl.events.log import TEXT_READERS, Log, check_rows, read_rows, reader_of, unreadable
from ocdsl.events.refusals import FileProblem, FileRefused, Refusal
from ocdsl.events.rows import RowChecker
from ocdsl.events.schema import CORRECTION_COLUMNS, LogSchema

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
    """Make the table `log_event` of the accepted rows of a log's files (laws 15 and 17).

    Its columns: `event_id`, `event`, `provider`, `person`, `occurred_on` (ordinal day),
    `recorded_at` (microseconds since ordinal day 0), `recorded_on` (ordinal day), `recorded_by`
    (for explanations alone), one for each declared field (BIGINT, or VARCHAR for a choice),
    `supersedes` and `retracts` (NULL for none).
    Never fails for what a file holds.
    """
    loading = _Loading(con, schema)
    for path in map(Path, paths):
        loading.add(path)
    if loading.log.problems:
        return loading.stopped()
    refusals = loading.settle()
    if loading.log.problems:
        return loading.stopped()
    return LoadReport(loading.rows, loading.rows - len(refusals), refusals, [])


class _Loading:
    """One log on its way into the table: the rows that SQL took, and those left for Python."""

    def __init__(self, con: DuckDBPyConnection, schema: LogSchema) -> None:
        self.con = con
        self.schema = schema
        self.log = Log([], [], [], 0)
        self.files: list[tuple[SqlFile, set[int]]] = []
        """Files read by SQL, with the numbers of the rows that Python has checked."""
        self.rows = 0
        con.execute(_create_table(schema))

    def add(self, path: Path) -> None:
        """Take the sure rows of a file into the table and the others into the log."""
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
        """The report when some file cannot be read: the table is left empty."""
        self.con.execute("DELETE FROM log_event")
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
        clean = _clean(self.schema, file)
        sql = f"INSERT INTO log_event {_values(self.schema, file)} WHERE {clean}"
        (taken,) = self.con.execute(sql).fetchall()[0]
        if taken == file.rows:
            return int(taken)
        others = text_rows(self.con, file, f"NOT coalesce({clean}, false)")
        return int(taken) + self._check(file, others, doubtful)

    def _check(self, file: SqlFile, rows: NumberedRows, log: Log) -> int:
        checker = RowChecker(self.schema, [column.name for column in file.columns])
        return check_rows(file.path.name, checker, rows, log)

    def settle(self) -> list[Refusal]:
        """Apply the rules between rows, and put the rows that stand into the table."""
        self._call_back(self._ids_that_matter())
        settled = settle(self.log.events, (refusal.event_id for refusal in self.log.refusals))
        insert_events(self.con, self.schema, settled.events)
        return sorted(self.log.refusals + settled.refusals)

    def _ids_that_matter(self) -> set[str]:
        """Ids of sure rows that the rules between rows are about."""
        twice = (
            "SELECT DISTINCT event_id FROM log_event WHERE hash(event_id) IN (SELECT h FROM "
            "(SELECT hash(event_id) AS h FROM log_event) GROUP BY h HAVING count(*) > 1)"
        )
        ids = {event_id for (event_id,) in self.con.execute(twice).fetchall()}
        for event in self.log.events:
            ids.update((event.event_id, event.supersedes or event.retracts))
        return ids - {""}

    def _call_back(self, ids: set[str]) -> None:
        """Move the sure rows with these ids from the table to the log."""
        if not ids:
            return
        insert_ids(self.con, ids)
        named = "IN (SELECT event_id FROM named_id)"
        (found,) = self.con.execute(
            f"SELECT count(*) FROM log_event WHERE event_id {named}"
        ).fetchall()[0]
        for file, checked in self.files if found else ():
            rows = text_rows(self.con, file, f"{raw_text(file.column('event_id'))} {named}")
            self._check(file, (row for row in rows if row[0] not in checked), self.log)
        self.con.execute(f"DELETE FROM log_event WHERE event_id {named}")


def _create_table(schema: LogSchema) -> str:
    own = [f"{quoted(name)} {type_of_name(schema, name)}" for name in schema.field_names]
    columns = [*TABLE_COLUMNS, *own, *(f"{name} VARCHAR" for name in CORRECTION_COLUMNS)]
    return f"CREATE OR REPLACE TABLE log_event ({', '.join(columns)})"


def _clean(schema: LogSchema, file: SqlFile) -> str:
    return clean_row(schema, {name: file.column(name) for name in schema.columns})


def _values(schema: LogSchema, file: SqlFile) -> str:
    """SELECT of a file's rows as the table holds them: right for the rows that are clean."""
    day = day_of(file.column("occurred_on"))
    moment = moment_of(file.column("recorded_at"))
    names = [raw_text(file.column(name)) for name in ("event_id", "event")]
    # An event about a provider has no person: the same nothing, however the file writes it.
    names += [f"coalesce({raw_text(file.column(name))}, '')" for name in ("provider", "person")]
    days = [ordinal(day), microseconds(moment), ordinal(f"CAST({moment} AS DATE)")]
    columns = {name: file.column(name) for name in schema.columns}
    values = [value_of_name(schema, name, columns) for name in schema.field_names]
    by = raw_text(file.column("recorded_by"))
    return f"SELECT {', '.join([*names, *days, by, *values, 'NULL', 'NULL'])} FROM {file.relation}"
