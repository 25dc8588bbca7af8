"""SQL over the columns of a log file: their text, their value, and whether they are surely right.

The Python checks of ocdsl.events say what a row means. The SQL here only recognises rows that those
checks would surely accept, and never a row that they would refuse; all others go to them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from ocdsl.base.calendar import iso
from ocdsl.base.money import decimal_text
from ocdsl.events.schema import EventSchema, FieldSchema, LogSchema
from ocdsl.events.values import DAY_MICROSECONDS, LONGEST_ID, LONGEST_NUMBER

_WHOLE = re.compile(r"U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|UHUGEINT|UINTEGER")
_DECIMAL = re.compile(r"DECIMAL\(\d+,(\d+)\)")
_MOMENTS = ("TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS")
_FIRST_DAY, _LAST_DAY = "DATE '0001-01-01'", "DATE '9999-12-31'"
_LAST_MOMENT = "TIMESTAMP '9999-12-31 23:59:59.999999'"
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


def raw_text(column: Column) -> str:
    """SQL for a cell's text, where NULL may stand for no value."""
    return column.sql if column.kind == "text" else text_of(column)


def value_of(field: FieldSchema, column: Column) -> str:
    """SQL for a field's value in a row that is surely right; NULL where there is none.

    Like all SQL here for a value, it never fails, whatever the cell.
    """
    if column.kind == "absent":
        return "NULL"
    if field.is_text:
        return f"nullif({raw_text(column)}, '')"
    if field.places is not None:
        return f"CAST({_number(field.places, column)} * {10**field.places} AS BIGINT)"
    if field.kind == "date":
        return f"CAST({ordinal(day_of(column))} AS BIGINT)"
    yes = column.sql if column.kind == "yes or no" else f"nullif({raw_text(column)}, '') = 'yes'"
    return f"CAST({yes} AS BIGINT)"


def value_of_name(schema: LogSchema, name: str, columns: Mapping[str, Column]) -> str:
    """SQL for the value of all fields of one name; events may declare them differently."""
    owners = [(e, f) for e in schema.events for f in e.fields if f.name == name]
    values = [(event.name, value_of(field, columns[name])) for event, field in owners]
    if len({value for _, value in values}) == 1:
        return values[0][1]
    branches = " ".join(f"WHEN {literal(event)} THEN {value}" for event, value in values)
    return f"CASE {raw_text(columns['event'])} {branches} END"


def type_of_name(schema: LogSchema, name: str) -> str:
    """The SQL type that holds all fields of one name."""
    fields = [f for event in schema.events for f in event.fields if f.name == name]
    return "VARCHAR" if any(field.is_text for field in fields) else "BIGINT"


def _number(places: int, column: Column) -> str:
    # No wider than it must be: DuckDB is quick up to 18 digits, after the multiplication too.
    return f"try_cast({column.sql} AS DECIMAL({LONGEST_NUMBER + places}, {places}))"


def day_of(column: Column) -> str:
    """SQL for the DATE in a column."""
    return column.sql if column.kind == "date" else f"try_cast({raw_text(column)} AS DATE)"


def moment_of(column: Column) -> str:
    """SQL for the TIMESTAMP in a column."""
    if column.sql_type in ("DATE", "TIMESTAMP"):
        return f"CAST({column.sql} AS TIMESTAMP)"
    cell = column.sql if column.kind == "moment" else raw_text(column)
    return f"try_cast({cell} AS TIMESTAMP)"


def ordinal(day: str) -> str:
    """SQL for the ordinal of a DATE, as `date.toordinal()` counts it."""
    return f"({day} - {_FIRST_DAY} + 1)"


def microseconds(moment: str) -> str:
    """SQL for a TIMESTAMP as microseconds since ordinal day 0."""
    return f"(epoch_us({moment}) + {719_163 * DAY_MICROSECONDS})"


def clean_row(schema: LogSchema, columns: Mapping[str, Column]) -> str:
    """SQL that is true of rows that the Python checks surely accept, and that correct nothing.

    It may be NULL for other rows.
    """
    day, moment = day_of(columns["occurred_on"]), moment_of(columns["recorded_at"])
    tests = [
        f"{day} BETWEEN {_FIRST_DAY} AND {_date(schema.tail_end)}",
        *_clean_day(columns["occurred_on"]),
        f"{moment} BETWEEN {day} AND {_LAST_MOMENT}",
        *_clean_moment(columns["recorded_at"]),
        is_empty(columns["supersedes"]),
        is_empty(columns["retracts"]),
        _clean_provider(schema, columns),
        f"CASE {' '.join(_branch(schema, event, columns, day) for event in schema.events)} END",
        clean_id(columns["event_id"]),
        _clean_person(schema, columns),
    ]
    return "\n AND ".join(tests)


def _clean_provider(schema: LogSchema, columns: Mapping[str, Column]) -> str:
    known = f"{raw_text(columns['provider'])} IN ({_list(schema.providers)})"
    return _or_none(schema, columns, known, "provider", ("contract",))


def _clean_person(schema: LogSchema, columns: Mapping[str, Column]) -> str:
    named = clean_id(columns["person"])
    return _or_none(schema, columns, named, "person", ("provider", "contract"))


def _or_none(
    schema: LogSchema,
    columns: Mapping[str, Column],
    named: str,
    column: str,
    about: tuple[str, ...],
) -> str:
    """SQL that is true where a column holds a name, or nothing in an event about nobody."""
    kinds = [event.name for event in schema.events if event.about in about]
    if not kinds:
        return named
    one_of = f"{raw_text(columns['event'])} IN ({_list(kinds)})"
    return f"CASE WHEN {one_of} THEN {is_empty(columns[column])} ELSE {named} END"


def clean_id(column: Column) -> str:
    """SQL that is true of ids and persons that are surely right."""
    text = raw_text(column)
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


def _clean_day(column: Column) -> list[str]:
    """Only the one way of writing a date comes back as it was written."""
    if column.kind == "date":
        return []
    return [f"CAST({day_of(column)} AS VARCHAR) = {raw_text(column)}"]


def _clean_moment(column: Column) -> list[str]:
    if column.sql_type in ("DATE", "TIMESTAMP"):
        return []
    if column.kind == "moment":
        # Parts of a microsecond are for the Python checks to refuse.
        return [f"{moment_of(column)} = {column.sql}"]
    text = raw_text(column)
    written = f"CAST({moment_of(column)} AS VARCHAR) = replace({text}, 'T', ' ')"
    pattern = f"regexp_full_match({text}, {literal(_MOMENT)})"
    return [f"CASE WHEN {written} THEN true ELSE {pattern} END"]


def _branch(schema: LogSchema, event: EventSchema, columns: Mapping[str, Column], day: str) -> str:
    own = {field.name for field in event.fields}
    tests = [_may_record(schema, event, columns)]
    if event.during_term:
        first, last = schema.reach(event)
        tests.append(f"{day} BETWEEN {_date(first)} AND {_date(last)}")
    tests += [_clean_field(field, columns[field.name]) for field in event.fields]
    tests += [is_empty(columns[name]) for name in schema.field_names if name not in own]
    name = raw_text(columns["event"])
    return f"WHEN {name} = {literal(event.name)} THEN {' AND '.join(tests)}"


def _may_record(schema: LogSchema, event: EventSchema, columns: Mapping[str, Column]) -> str:
    by, provider = raw_text(columns["recorded_by"]), raw_text(columns["provider"])
    others = {""} if event.about == "contract" else {"", *schema.providers}
    named = [name for name in schema.allowed_recorders(event, "") if name not in others]
    tests = [f"{by} IN ({_list(named)})"]
    if "provider" in event.recorded_by:
        tests.append(f"{by} = {provider}")
    return f"({' OR '.join(tests)})"


def _clean_field(field: FieldSchema, column: Column) -> str:
    if column.kind == "absent":
        return "false"
    if field.places is not None:
        return " AND ".join(_clean_number(field, field.places, column))
    if field.is_text:
        return f"{raw_text(column)} IN ({_list(field.choices)})"
    if field.kind == "date":
        within = f"{day_of(column)} BETWEEN {_FIRST_DAY} AND {_LAST_DAY}"
        return " AND ".join([within, *_clean_day(column)])
    if column.kind == "yes or no":
        return f"{column.sql} IS NOT NULL"
    return f"{raw_text(column)} IN ('yes', 'no')"


def _clean_number(field: FieldSchema, places: int, column: Column) -> list[str]:
    value = _number(places, column)
    tests = [f"{value} IS NOT NULL"]
    tests += [f"{value} {_SIGNS[word]} {decimal_text(n, places)}" for word, n in field.limits]
    if column.kind == "text":
        part = rf"(\.[0-9]{{1,{places}}})?" if places else ""
        pattern = f"-?[0-9]{{1,{LONGEST_NUMBER}}}{part}"
        tests.append(f"regexp_full_match({column.sql}, {literal(pattern)})")
    if column.scale > places:
        tests.append(f"try_cast({value} AS {column.sql_type}) = {column.sql}")
    return tests


def _list(names: tuple[str, ...] | list[str]) -> str:
    return ", ".join(literal(name) for name in names)


def _date(day: int) -> str:
    return f"DATE '{iso(day)}'"
