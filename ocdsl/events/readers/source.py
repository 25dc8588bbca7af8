"""What every reader gives: the columns of one file and its rows as text.

Standard library only: the emitted evaluator carries this file whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ocdsl.events.refusals import FileRefused, listed, name_fix, shown
from ocdsl.events.rows import BadLine, missing_column
from ocdsl.events.schema import FIXED_COLUMNS, LogSchema

LONGEST_CELL = 1_000_000
SHORT_VALUES = "Remove it: a log holds short values, not documents."


class RowSource(NamedTuple):
    """One file, open for reading. Each row is its number and its cells, in the columns' order."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[int, list[str] | BadLine]]


# A reader of one kind of file. Raises FileRefused when it is no log; so may its rows.
Reader = Callable[[Path, LogSchema], RowSource]


def check_columns(columns: Sequence[str], schema: LogSchema) -> None:
    """Raises FileRefused for a column that is unknown, missing or there twice (law 15)."""
    for name in columns:
        if name not in schema.columns:
            raise _unknown_column(name, schema)
        if columns.count(name) > 1:
            message = f"The column {name} is there {columns.count(name)} times."
            raise FileRefused("DoubledColumn", message, "Keep one of them.")
    for name in FIXED_COLUMNS:
        if name not in columns:
            raise missing_column(name, "which every log needs")


def _unknown_column(name: str, schema: LogSchema) -> FileRefused:
    if not name:
        return FileRefused(
            "UnnamedColumn", "A column has no heading.", "Give it one, or remove it."
        )
    message = f"The contract knows no column {shown(name)}."
    return FileRefused("UnknownColumn", message, name_fix(name, schema.columns))


def too_long(column: str, number: int) -> FileRefused:
    """The refusal of a file with a cell that no log has a use for."""
    message = f"Row {number} has a cell of more than {LONGEST_CELL:,} characters, in {column}."
    return FileRefused("CellTooLong", message, SHORT_VALUES)


def empty_file() -> FileRefused:
    """The refusal of a file with nothing in it."""
    message = "The file is empty."
    columns = listed(FIXED_COLUMNS, "and")
    return FileRefused("EmptyFile", message, f"Write a heading row with {columns}.")
