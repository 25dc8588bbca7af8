"""Files of a log as SQL can read them: Parquet with its types, CSV as text, others not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ocdsl.backends.columnar.load_columns import (
    Column,
    kind_of_type,
    kinds_allowed,
    literal,
    quoted,
    raw_text,
    text_of,
)
from ocdsl.events.readers.csv_rows import csv_heading
from ocdsl.events.readers.source import LONGEST_CELL, RowSource, check_columns, empty_file, too_long
from ocdsl.events.refusals import FileRefused
from ocdsl.events.rows import BadLine
from ocdsl.events.schema import LogSchema

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

NumberedRows = Iterator[tuple[int, list[str] | BadLine]]
_AT_A_TIME = 50_000
_BYTES = 1 << 24


class SqlFile(NamedTuple):
    """A file that SQL reads: its columns, the relation to select from, and how many rows it has."""

    path: Path
    columns: tuple[Column, ...]
    relation: str
    """SQL for the rows, with the columns of the file alone."""
    numbered: str
    """SQL for the rows with a column `row number`, counted from 1."""
    rows: int | None
    """Rows in the file; for CSV the most that there can be, or None when that is not known."""

    def column(self, name: str) -> Column:
        """The column of that name; an absent one when the file has none."""
        absent = Column(name, "absent", "")
        return next((column for column in self.columns if column.name == name), absent)

    @property
    def is_parquet(self) -> bool:
        """True for Parquet, false for CSV."""
        return self.path.suffix.lower() == ".parquet"


def parquet_file(con: DuckDBPyConnection, path: Path, schema: LogSchema) -> SqlFile:
    """A Parquet file. Raises FileRefused for one that is broken or has the wrong columns."""
    import duckdb

    if path.stat().st_size == 0:
        raise empty_file()
    relation = f"read_parquet({literal(str(path))})"
    try:
        described = con.execute(f"DESCRIBE SELECT * FROM {relation}").fetchall()
        check_columns([name for name, *_ in described], schema)
        columns = tuple(_column(con, relation, schema, name, of) for name, of, *_ in described)
        (rows,) = con.execute(f"SELECT count(*) FROM {relation}").fetchall()[0]
    except duckdb.Error:
        raise broken_parquet() from None
    numbered = (
        f'(SELECT *, file_row_number + 1 AS "row number" FROM read_parquet('
        f"{literal(str(path))}, file_row_number = true))"
    )
    return SqlFile(path, columns, relation, numbered, rows)


def ids_ascend(con: DuckDBPyConnection, file: SqlFile) -> bool:
    """Whether each id of a file of Parquet comes after the one before; false when none can tell."""
    import duckdb

    before = "lag(id, 1, '') OVER () AS before, lag(place, 1, 0) OVER () AS place_before"
    rows = f'SELECT {raw_text(file.column("event_id"))} AS id, "row number" AS place'
    query = f"""SELECT bool_and(coalesce(before < id AND place_before < place, false))
        FROM (SELECT *, {before} FROM ({rows} FROM {file.numbered}))"""
    try:
        return con.execute(query).fetchall()[0][0] is not False
    except duckdb.Error:
        return False


def broken_parquet() -> FileRefused:
    """The refusal of a file that ends in .parquet and is no whole Parquet file."""
    message = "The file is not a whole Parquet file; it may have been cut short."
    return FileRefused("BrokenParquet", message, "Copy or write it again.")


def _column(
    con: DuckDBPyConnection, relation: str, schema: LogSchema, name: str, sql_type: str
) -> Column:
    kind = kind_of_type(sql_type)
    if kind in kinds_allowed(name, schema):
        return Column(name, str(kind), sql_type)
    (filled,) = con.execute(f"SELECT count({quoted(name)}) FROM {relation}").fetchall()[0]
    if not filled:
        return Column(name, "absent", sql_type)
    raise _wrong_type(name, sql_type)


def _wrong_type(name: str, sql_type: str) -> FileRefused:
    message = f"The column {name} is stored as {sql_type}, which a log cannot hold there."
    fix = "Store it as text, written as in a CSV file."
    if sql_type in ("DOUBLE", "FLOAT"):
        message = f"The column {name} is stored as binary fractions, which lose the exact figure."
        fix = "Store it as decimal numbers, whole numbers or text."
    elif name == "recorded_at" and sql_type == "TIMESTAMP WITH TIME ZONE":
        message = f"The column {name} is stored as times with an offset from Greenwich."
        fix = "Store it as local times without an offset."
    elif sql_type.startswith("TIMESTAMP"):
        message = f"The column {name} is stored as times, where dates belong."
        fix = "Store it as dates, or as text such as 2026-04-01."
    return FileRefused("WrongColumnType", message, fix)


def csv_file(path: Path, schema: LogSchema) -> SqlFile | None:
    """A CSV file, or None for one that only the Python reader may judge. Raises FileRefused."""
    names = csv_heading(path)
    check_columns(names, schema)
    lines = _plain_lines(path)
    if lines is None:
        return None
    columns = tuple(Column(name, "text", "VARCHAR") for name in names)
    types = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in names)
    relation = (
        f"read_csv({literal(str(path))}, auto_detect = false, header = true, delim = ',', "
        f"quote = '\"', escape = '\"', strict_mode = true, columns = {{{types}}})"
    )
    numbered = f'(SELECT *, row_number() OVER () AS "row number" FROM {relation})'
    return SqlFile(path, columns, relation, numbered, lines - 1)


def _plain_lines(path: Path) -> int | None:
    """The number of lines of a file without quotes or odd line ends; None for any other file.

    Readers of CSV agree on such files. They differ on stray quotes and mixed line ends.
    """
    lines, chunk = 0, b"\n"
    with path.open("rb") as file:
        while piece := file.read(_BYTES):
            chunk = piece + (file.read(1) if piece.endswith(b"\r") else b"")
            if b'"' in chunk or b"\0" in chunk or _starts_blank(chunk, lines):
                return None
            if b"\r" in chunk and chunk.count(b"\r") != chunk.count(b"\r\n"):
                return None
            lines += chunk.count(b"\n")
    return lines + (not chunk.endswith(b"\n"))


def _starts_blank(chunk: bytes, lines: int) -> bool:
    return not lines and chunk.removeprefix(b"\xef\xbb\xbf")[:1] in (b"\r", b"\n")


def text_rows(con: DuckDBPyConnection, file: SqlFile, where: str) -> NumberedRows:
    """The rows that SQL `where` is true of, as the Python checks read them, with their numbers.

    Raises FileRefused for a cell that is too long.
    """
    texts = ", ".join(text_of(column) for column in file.columns)
    con.execute(f'SELECT "row number", {texts} FROM {file.numbered} WHERE {where}')
    while rows := con.fetchmany(_AT_A_TIME):
        for number, *found in rows:
            # A broken file may say that a column lacks nothing, and lack something all the same.
            cells = [cell or "" for cell in found]
            if sum(map(len, cells)) > LONGEST_CELL:
                _check_lengths(file, number, cells)
            yield number, cells


def _check_lengths(file: SqlFile, number: int, cells: list[str]) -> None:
    for column, cell in zip(file.columns, cells, strict=True):
        if len(cell) > LONGEST_CELL:
            raise too_long(column.name, number)


def read_rows_parquet(path: Path, schema: LogSchema) -> RowSource:
    """A reader of Parquet for `ocdsl.events.log.read_log`. Raises FileRefused, also as it reads."""
    import duckdb

    con = duckdb.connect()
    file = parquet_file(con, path, schema)
    return RowSource(tuple(column.name for column in file.columns), _parquet_rows(con, file))


def _parquet_rows(con: DuckDBPyConnection, file: SqlFile) -> NumberedRows:
    import duckdb

    try:
        yield from text_rows(con, file, "true")
    except duckdb.Error:
        raise broken_parquet() from None
