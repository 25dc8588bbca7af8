"""SQL over the columns of a log file: their text, their value, and whether they are surely right.

The Python checks of ocdsl.events say what a row means. The SQL here only recognises rows that those
checks would surely accept, and never a row that they would refuse; all others go to them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from ocdsl.base.calendar import iso
from ocdsl.events.schema import EventSchema, FieldSchema, LogSchema
from ocdsl.events.values import DAY_MICROSECONDS, LONGEST_ID, LONGEST_NUMBER

_WHOLE = re.compile(r"U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|UHUGEINT|UINTEGER")
_DECIMAL = re.compile(r"DECIMAL\(\d+,(\d+)\)")
_MOMENTS = ("TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS")
_FIRST_DAY, _LAST_DAY = "DATE '0001-01-01'", "DATE '9999-12-31'"
_SIGNS = {
    "at least": ">=",
    "more than": ">",
    "less than": "<",
    "up to and including": "<=",
    "exactly": "=",
}
_CLOCK = r"([T ]([01][0-9]|2[0-3]):[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?)?"
_MOMENT = "[0-9]{4}-[0-9]{2}-[0-9]{2}" + _CLOCK
_ID = r"[!-~\p{L}\p{M}\p{N}]([ -~\p{L}\p{M}\p{N}]*[!-~\p{L}\p{M}\p{N}])?"


class Column(NamedTuple):
    """A column of a file: its name, the kind of its type and the type itself."""

    name: str
    kind: str
    """One that `kind_of_type` gives, or `absent`."""
    sql_type: str

    @property
    def sql(self) -> str:
        """The column as SQL names it."""
        return quoted(self.name)

    @property
    def scale(self) -> int:
        """Decimal places of a decimal column; 0 for the others."""
        decimal = _DECIMAL.fullmatch(self.sql_type)
        return int(decimal[1]) if decimal else 0


def quoted(name: str) -> str:
    """An identifier in SQL."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text in SQL."""
    return "'" + text.replace("'", "''") + "'"


def kind_of_type(sql_type: str) -> str | None:
    """The kind of a column's type, or None when a log never holds such a type."""
    if _WHOLE.fullmatch(sql_type) or sql_type == '"NULL"':
        return "whole"
    if _DECIMAL.fullmatch(sql_type):
        return "decimal"
    if sql_type in _MOMENTS:
        return "moment"
    kinds = {"VARCHAR": "text", "UUID": "uuid", "DATE": "date", "BOOLEAN": "yes or no"}
    return kinds.get(sql_type)


def kinds_allowed(name: str, schema: LogSchema) -> tuple[str, ...]:
    """The kinds of type that the column may have."""
    if name == "occurred_on":
        return ("text", "whole", "date")
    if name == "recorded_at":
        return ("text", "whole", "date", "moment")
    fields = [f for e in schema.events for f in e.fields if f.name == name]
    own = {"decimal" if f.places is not None else f.kind for f in fields}
    return ("text", "whole", *(sorted(own - {"one of"}) if fields else ("uuid",)))


def text_of(column: Column) -> str:
    """SQL for a cell's text as the Python checks read it; empty for no value."""
    text = f"CAST({column.sql} AS VARCHAR)"
    if column.kind == "absent":
        return "''"
    if column.kind == "yes or no":
        text = f"CASE WHEN {column.sql} THEN 'yes' WHEN NOT {column.sql} THEN 'no' END"
    if column.scale:
        # A typed decimal has zeros that nobody wrote.
        text = rf"regexp_replace({text}, '\.?0+$', '')"
    return f"coalesce({text}, '')"


def value_of(field: FieldSchema, column: Column) -> str:
    """SQL for a field's value; NULL where there is none. Never fails, whatever the cell."""
    if column.kind == "absent":
        return "NULL"
    if field.is_text:
        return f"nullif({text_of(column)}, '')"
    if field.places is not None:
        decimal = f"try_cast({column.sql} AS DECIMAL(18, {field.places}))"
        return f"CAST({decimal} * {10**field.places} AS BIGINT)"
    if field.kind == "date":
        return f"CAST({ordinal(day_of_column(column))} AS BIGINT)"
    yes = column.sql if column.kind == "yes or no" else f"nullif({text_of(column)}, '') = 'yes'"
    return f"CAST({yes} AS BIGINT)"


def day_of_column(column: Column) -> str:
    """SQL for the DATE in a column; NULL where the cell is not surely one."""
    if column.kind == "date":
        return column.sql
    text = text_of(column)
    day = f"try_cast({text} AS DATE)"
    # Only the one way of writing a date comes back as it was written.
    return f"CASE WHEN CAST({day} AS VARCHAR) = {text} THEN {day} END"


def moment_of_column(column: Column) -> str:
    """SQL for the TIMESTAMP in a column; NULL where the cell is not surely one."""
    if column.kind == "date":
        return f"CAST({column.sql} AS TIMESTAMP)"
    if column.kind == "moment":
        # Parts of a microsecond are for the Python checks to refuse.
        moment = f"try_cast({column.sql} AS TIMESTAMP)"
        return f"CASE WHEN {moment} = {column.sql} THEN {moment} END"
    text = text_of(column)
    moment = f"try_cast({text} AS TIMESTAMP)"
    written = (
        f"CAST({moment} AS VARCHAR) = replace({text}, 'T', ' ') "
        f"OR regexp_full_match({text}, {literal(_MOMENT)})"
    )
    return f"CASE WHEN {written} THEN {moment} END"


def ordinal(day: str) -> str:
    """SQL for the ordinal of a DATE, as `date.toordinal()` counts it."""
    return f"({day} - {_FIRST_DAY} + 1)"


def microseconds(moment: str) -> str:
    """SQL for a TIMESTAMP as microseconds since ordinal day 0."""
    return f"(epoch_us({moment}) + {719_163 * DAY_MICROSECONDS})"


def clean_id(column: Column) -> str:
    """SQL that is true of ids and persons that are surely right."""
    text = text_of(column)
    # Nearly every id is letters, digits and hyphens, which this tells without a pattern.
    plain = f"CASE WHEN url_encode({text}) = {text} THEN true"
    return (
        f"strlen({text}) BETWEEN 1 AND {LONGEST_ID} AND "
        f"{plain} ELSE regexp_full_match({text}, {literal(_ID)}) END"
    )


def is_empty(column: Column) -> str:
    """SQL that is true where a cell holds nothing."""
    if column.kind == "absent":
        return "true"
    nothing = f"{column.sql} IS NULL"
    return f"({nothing} OR {column.sql} = '')" if column.kind == "text" else nothing


def clean_row(schema: LogSchema, columns: Mapping[str, Column], days: tuple[str, str]) -> str:
    """SQL that is true of rows that the Python checks surely accept, and correct nothing.

    `days` is SQL for the day it occurred and the moment it was recorded.
    """
    day, moment = days
    tests = [
        "CASE "
        + " ".join(_branch(schema, event, columns, day) for event in schema.events)
        + " ELSE false END",
        f"{_name(columns['provider'])} IN ({_list(schema.providers)})",
        f"{day} BETWEEN {_FIRST_DAY} AND {_date(schema.tail_end)}",
        f"{moment} >= {day}",
        f"CAST({moment} AS DATE) <= {_LAST_DAY}",
        is_empty(columns["supersedes"]),
        is_empty(columns["retracts"]),
        clean_id(columns["event_id"]),
        clean_id(columns["person"]),
    ]
    return "coalesce(" + "\n AND ".join(tests) + ", false)"


def _branch(schema: LogSchema, event: EventSchema, columns: Mapping[str, Column], day: str) -> str:
    own = {field.name for field in event.fields}
    tests = [_may_record(schema, event, columns)]
    if event.during_term:
        first, last = schema.reach(event)
        tests.append(f"{day} BETWEEN {_date(first)} AND {_date(last)}")
    tests += [_clean_field(field, columns[field.name]) for field in event.fields]
    tests += [is_empty(columns[name]) for name in schema.field_names if name not in own]
    name = _name(columns["event"])
    return f"WHEN {name} = {literal(event.name)} THEN {' AND '.join(tests)}"


def _may_record(schema: LogSchema, event: EventSchema, columns: Mapping[str, Column]) -> str:
    by, provider = _name(columns["recorded_by"]), _name(columns["provider"])
    named = schema.allowed_recorders(event, "")
    tests = [f"{by} IN ({_list([name for name in named if name])})"]
    if "provider" in event.recorded_by:
        tests.append(f"{by} = {provider}")
    return f"({' OR '.join(tests)})"


def _name(column: Column) -> str:
    return column.sql if column.kind == "text" else text_of(column)


def _clean_field(field: FieldSchema, column: Column) -> str:
    if column.kind == "absent":
        return "false"
    if field.places is not None:
        return _clean_number(field, field.places, column)
    if field.is_text:
        return f"{text_of(column)} IN ({_list(field.choices)})"
    if field.kind == "date":
        return f"{day_of_column(column)} BETWEEN {_FIRST_DAY} AND {_LAST_DAY}"
    if column.kind == "yes or no":
        return f"{column.sql} IS NOT NULL"
    return f"{text_of(column)} IN ('yes', 'no')"


def _clean_number(field: FieldSchema, places: int, column: Column) -> str:
    value = value_of(field, column)
    tests = [f"{value} {_SIGNS[word]} {limit}" for word, limit in field.limits]
    if column.kind == "text":
        part = rf"(\.[0-9]{{1,{places}}})?" if places else ""
        tests.insert(0, f"regexp_full_match({column.sql}, '-?[0-9]{{1,{LONGEST_NUMBER}}}{part}')")
    else:
        most = 10 ** (LONGEST_NUMBER + places)
        tests.insert(0, f"{value} > {-most} AND {value} < {most}")
    if column.scale > places:
        shorter = f"try_cast({column.sql} AS DECIMAL(18, {places}))"
        tests.append(f"try_cast({shorter} AS {column.sql_type}) = {column.sql}")
    return " AND ".join(tests)


def _list(names: tuple[str, ...] | list[str]) -> str:
    return ", ".join(literal(name) for name in names)


def _date(day: int) -> str:
    return f"DATE '{iso(day)}'"
