"""Reads a CSV file: UTF-8, commas, a heading row, double quotes round cells that need them.

Standard library only: the emitted evaluator carries this file whole.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from ocdsl.events.readers.source import (
    LONGEST_CELL,
    SHORT_VALUES,
    RowSource,
    check_columns,
    empty_file,
)
from ocdsl.events.refusals import FileRefused
from ocdsl.events.rows import BadLine
from ocdsl.events.schema import LogSchema


def read_csv(path: Path, schema: LogSchema) -> RowSource:
    """The rows of a CSV file. Raises FileRefused, also while the rows are read."""
    lines = _lines(path)
    columns = _heading(lines)
    check_columns(columns, schema)
    return RowSource(columns, _numbered(lines))


def csv_heading(path: Path) -> tuple[str, ...]:
    """The column names of a CSV file, as written. Raises FileRefused."""
    return _heading(_lines(path))


def _lines(path: Path) -> Iterator[list[str]]:
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from csv.reader(file, strict=True)
    except UnicodeDecodeError:
        raise _not_utf8(path) from None
    except csv.Error as mistake:
        raise _broken(str(mistake)) from None
    finally:
        csv.field_size_limit(before)


def _heading(lines: Iterator[list[str]]) -> tuple[str, ...]:
    heading = next((cells for cells in lines if cells), None)
    if heading is None:
        raise empty_file()
    if len(heading) == 1 and (";" in heading[0] or "\t" in heading[0]):
        message = "The cells of the heading row are not separated by commas."
        raise FileRefused("NotSeparatedByCommas", message, "Save the file as CSV with commas.")
    return tuple(heading)


def _numbered(lines: Iterator[list[str]]) -> Iterator[tuple[int, list[str] | BadLine]]:
    # Blank lines are no rows and are not counted.
    return enumerate(filter(None, lines), 1)


def _broken(mistake: str) -> FileRefused:
    if "field larger" in mistake:
        message = f"A cell has more than {LONGEST_CELL:,} characters."
        return FileRefused("CellTooLong", message, SHORT_VALUES)
    message = "A double quote is opened and not closed, or text follows a closing quote."
    fix = 'Close each quoted cell, and write a quote inside one twice, as "".'
    return FileRefused("BrokenQuotes", message, fix)


def _not_utf8(path: Path) -> FileRefused:
    return not_utf8(path.read_bytes())


def not_utf8(content: bytes) -> FileRefused:
    """The refusal of bytes that are not UTF-8, naming the first such byte and its line."""
    try:
        content.decode("utf-8")
        raise AssertionError("the bytes are UTF-8 after all")
    except UnicodeDecodeError as mistake:
        at = mistake.start
    line = content.count(b"\n", 0, at) + 1
    message = (
        f"The file is not UTF-8: line {line} holds the byte {content[at]:02X}, byte {at + 1:,}."
    )
    return FileRefused("NotUtf8", message, "Save it as UTF-8 (in Excel: CSV UTF-8).")
