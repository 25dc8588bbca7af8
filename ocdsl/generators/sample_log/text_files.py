"""Writes a sample log as CSV or as JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from ocdsl.generators.sample_log.sample import Columns, Sample


def write_csv(sample: Sample, path: Path) -> None:
    """UTF-8, a heading row, commas; no cell needs quotes, since names are of letters and digits."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(sample.columns) + "\n")
        for columns in sample.batches():
            file.writelines(f"{','.join(cells)}\n" for cells in zip(*columns, strict=True))


def write_json_lines(sample: Sample, path: Path) -> None:
    """One object on a line; values as text, so that every figure is exact; empty cells left out."""
    names = [json.dumps(name) for name in sample.columns]
    with path.open("w", encoding="utf-8", newline="") as file:
        for columns in sample.batches(day_first=False):
            file.writelines(_lines(names, columns))


def _lines(names: list[str], columns: Columns) -> Iterator[str]:
    # A name, date or number of a log holds nothing that JSON would have to escape.
    starts = [f'{name}: "' for name in names]
    for cells in zip(*columns, strict=True):
        members = [f'{start}{cell}"' for start, cell in zip(starts, cells, strict=True) if cell]
        yield "{" + ", ".join(members) + "}\n"
