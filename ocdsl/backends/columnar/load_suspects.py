"""Puts rows that the Python checks accepted into the table of the log."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ocdsl.backends.columnar.load_columns import quoted, type_of_name
from ocdsl.events.rows import Event
from ocdsl.events.schema import CORRECTION_COLUMNS, LogSchema
from ocdsl.events.values import DAY_MICROSECONDS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

STORED = "stored_event"
"""The table of the accepted rows that no file of Parquet holds."""
_COLUMNS = {
    "event_id": "VARCHAR",
    "event": "VARCHAR",
    "provider": "VARCHAR",
    "person": "VARCHAR",
    "occurred_on": "INTEGER",
    "recorded_at": "BIGINT",
    "recorded_on": "INTEGER",
    "recorded_by": "VARCHAR",
}
_AT_A_TIME = 100_000


def columns_of(schema: LogSchema) -> dict[str, str]:
    """The columns of an event, as SQL names them, with their types."""
    own = {quoted(name): type_of_name(schema, name) for name in schema.field_names}
    return {**_COLUMNS, **own, **dict.fromkeys(CORRECTION_COLUMNS, "VARCHAR")}


def insert_ids(con: DuckDBPyConnection, ids: Iterable[str]) -> None:
    """Make the temporary table `named_id` of these ids."""
    con.execute("CREATE OR REPLACE TEMP TABLE named_id (event_id VARCHAR)")
    _insert(con, "named_id", ["VARCHAR"], [(event_id,) for event_id in ids])


def insert_row_numbers(con: DuckDBPyConnection, table: str, numbers: Iterable[int]) -> None:
    """Make a table of these numbers of rows."""
    con.execute(f"CREATE OR REPLACE TABLE {table} (row_number BIGINT)")
    _insert(con, table, ["BIGINT"], [(number,) for number in numbers])


def insert_events(con: DuckDBPyConnection, schema: LogSchema, events: Sequence[Event]) -> None:
    """Add events to the table of stored events."""
    fields, types = schema.field_names, list(columns_of(schema).values())
    for start in range(0, len(events), _AT_A_TIME):
        rows = [_row(event, fields) for event in events[start : start + _AT_A_TIME]]
        _insert(con, STORED, types, rows)


def _row(event: Event, fields: tuple[str, ...]) -> tuple[object, ...]:
    recorded_on = event.recorded_at // DAY_MICROSECONDS
    return (
        *(event.event_id, event.event, event.provider, event.person),
        *(event.occurred_on, event.recorded_at, recorded_on, event.recorded_by),
        *(event.values.get(name) for name in fields),
        *(event.supersedes or None, event.retracts or None),
    )


def _insert(
    con: DuckDBPyConnection, table: str, types: Sequence[str], rows: Sequence[tuple[object, ...]]
) -> None:
    lists = ", ".join(f"unnest(?::{sql_type}[])" for sql_type in types)
    if rows:
        columns = [list(column) for column in zip(*rows, strict=True)]
        con.execute(f"INSERT INTO {table} SELECT {lists}", columns)
