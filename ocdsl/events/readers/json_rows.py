"""Reads JSON Lines: one object on each line, with the columns' names as its keys.

Standard library only: the emitted evaluator carries this file whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ocdsl.events.readers.csv_rows import not_utf8
from ocdsl.events.readers.source import LONGEST_CELL, RowSource, check_columns, empty_file, too_long
from ocdsl.events.refusals import shown
from ocdsl.events.rows import BadLine
from ocdsl.events.schema import LogSchema


class RepeatedKeyError(ValueError):
    """An object has a key twice; its argument is the list of all its keys."""


def read_json_lines(path: Path, schema: LogSchema) -> RowSource:
    """The rows of a JSON Lines file, numbered by line. Raises FileRefused, also while it reads."""
    if path.stat().st_size == 0:
        raise empty_file()
    return RowSource(schema.columns, _rows(path, schema))


def _rows(path: Path, schema: LogSchema) -> Iterator[tuple[int, list[str] | BadLine]]:
    # Numbers stay as they are written: reading them as binary fractions would lose the pence.
    decoder = json.JSONDecoder(
        parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=_object
    )
    known = frozenset(schema.columns)
    found = False
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                found = True
                yield number, _cells(path, schema, known, number, _decoded(decoder, path, line))
    if not found:
        raise empty_file()


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise RepeatedKeyError([key for key, _ in pairs])
    return members


def _decoded(decoder: json.JSONDecoder, path: Path, line: bytes) -> Any:
    try:
        return decoder.decode(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise not_utf8(path.read_bytes()) from None
    except RepeatedKeyError as mistake:
        names = mistake.args[0]
        return next(_repeated(name) for name in names if names.count(name) > 1)
    except (ValueError, RecursionError):
        return BadLine("NotJson", "The line is not JSON.", "Write one JSON object on each line.")


def _repeated(name: str) -> BadLine:
    message = f"The line has {shown(name)} more than once."
    return BadLine("DoubledKey", message, "Keep one of them.")


def _cells(
    path: Path, schema: LogSchema, known: frozenset[str], number: int, line: Any
) -> list[str] | BadLine:
    if isinstance(line, BadLine):
        return line
    if not isinstance(line, dict):
        return BadLine(
            "NotJson", "The line is not a JSON object.", "Write one JSON object on each line."
        )
    if not line.keys() <= known:
        check_columns([*line, *(c for c in schema.columns if c not in line)], schema)
    try:
        return [_text(number, name, line.get(name, "")) for name in schema.columns]
    except TypeError as mistake:
        message = f"{mistake} holds a list or an object."
        return BadLine("NotOneValue", message, "Write one text or number.")


def _text(number: int, name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, str):
        raise TypeError(name)
    if len(value) > LONGEST_CELL:
        raise too_long(name, number)
    return value
