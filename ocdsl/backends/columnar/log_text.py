"""The first steps of a script for people: from a file of accepted rows to the visible events."""

from __future__ import annotations

from ocdsl.backends.columnar.sqltext import quoted, text
from ocdsl.events.schema import CORRECTION_COLUMNS, FIXED_COLUMNS, FieldSchema, LogSchema
from ocdsl.rules.graph import Graph

_MICROSECONDS = "epoch_us(CAST({} AS TIMESTAMP)) + 719163 * 86400000000"
"""Microseconds since day 0, which is 719,163 days before 1970."""


def log_text(schema: LogSchema, graph: Graph) -> str:
    """The statements that read the log, and leave out what is hidden (laws 15 and 16)."""
    fields = _fields_read(schema, graph)
    columns = [*FIXED_COLUMNS, *(f.name for f in fields), *CORRECTION_COLUMNS]
    nothing = ", ".join(f"CAST(NULL AS VARCHAR) AS {quoted(c)}" for c in columns)
    values = "\n  ".join(f"{_value(f)} AS {quoted(f.name)}," for f in fields)
    return f"""{_SETTINGS}
-- The log as it stands in the file; a column that the file leaves out is empty.
CREATE OR REPLACE TABLE log_row AS
SELECT * FROM query(CASE WHEN getvariable('log') LIKE '%.parquet'
  THEN 'FROM read_parquet(getvariable(''log''))'
  ELSE 'FROM read_csv(getvariable(''log''), header = true, all_varchar = true)' END)
UNION ALL BY NAME
SELECT {nothing} WHERE false;

-- The same as days, scaled whole numbers and names.
CREATE OR REPLACE TABLE log_event AS
SELECT event_id, event_id AS id_order, event, provider, person,
  as_day(CAST(occurred_on AS DATE)) AS occurred_on,
  {_MICROSECONDS.format("recorded_at")} AS recorded_at,
  as_day(CAST(CAST(recorded_at AS TIMESTAMP) AS DATE)) AS recorded_on,
  {values}
  nullif(supersedes, '') AS supersedes, nullif(retracts, '') AS retracts
FROM log_row;

-- What had happened by the as-at day and was recorded by the known-at moment, in its last form.
CREATE OR REPLACE TABLE event AS
WITH known AS (
  SELECT * FROM log_event WHERE recorded_at <= getvariable('known_at')
)
SELECT * FROM known
WHERE occurred_on <= getvariable('as_at') AND retracts IS NULL AND event_id NOT IN (
  SELECT coalesce(supersedes, retracts) FROM known WHERE coalesce(supersedes, retracts) IS NOT NULL
);
"""


_SETTINGS = f"""SET VARIABLE log = coalesce(getvariable('log'), 'log.csv');
SET VARIABLE as_at = as_day(CAST(coalesce(getvariable('as_at'), DATE '9999-12-31') AS DATE));
SET VARIABLE known_at = {
    _MICROSECONDS.format("coalesce(getvariable('known_at'), TIMESTAMP '9999-12-31 00:00:00')")
};
"""


def _fields_read(schema: LogSchema, graph: Graph) -> list[FieldSchema]:
    """The declared fields that some rule reads, each name once."""
    read = {name for names in graph.events_read().values() for name in names}
    fields = {f.name: f for e in schema.events for f in e.fields if f.name in read}
    return [fields[name] for name in schema.field_names if name in fields]


def _value(field: FieldSchema) -> str:
    """A cell as the value that engines hold: exact, in the field's smallest unit."""
    cell = f"nullif(CAST({quoted(field.name)} AS VARCHAR), '')"
    if field.places is not None:
        places = field.places
        return f"CAST(CAST({cell} AS DECIMAL(24, {places})) * {10**places} AS BIGINT)"
    if field.kind == "date":
        return f"as_day(CAST({cell} AS DATE))"
    if field.kind == "yes or no":
        return f"CASE {cell} WHEN {text('yes')} THEN 1 WHEN {text('no')} THEN 0 END"
    return cell
