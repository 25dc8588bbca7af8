"""Makes the files of the page of bad inputs that cannot be shown as text."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from tests.events.schemas import GOOD, REVIEW, SCHEMA


def csv_text(rows: Sequence[dict[str, str]]) -> str:
    """Rows as CSV with every column of the schema."""
    out = io.StringIO()
    writer = csv.DictWriter(out, SCHEMA.columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def write_parquet(
    path: Path, rows: Sequence[dict[str, str]], types: dict[str, str] | None = None
) -> None:
    """Rows as Parquet; `types` gives the SQL type of columns that are not text."""
    names = list(SCHEMA.columns)
    cells = {name: pa.array([row.get(name) or None for row in rows], pa.string()) for name in names}
    texts = pa.table(cells)
    if not types:
        pq.write_table(texts, path)
        return
    casts = [f"CAST({q(n)} AS {types.get(n, 'VARCHAR')}) AS {q(n)}" for n in names]
    with duckdb.connect() as con:
        con.register("texts", texts)
        con.execute(f"COPY (SELECT {', '.join(casts)} FROM texts) TO '{path}' (FORMAT parquet)")


def q(name: str) -> str:
    return f'"{name}"'


def _without(column: str) -> str:
    names = [name for name in GOOD if name != column]
    return f"{','.join(names)}\n{','.join(GOOD[name] for name in names)}\n"


def _text(text: str) -> Callable[[Path], None]:
    return lambda path: path.write_text(text, encoding="utf-8") and None


def _bytes(content: bytes) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(content) and None


def _truncated(path: Path) -> None:
    write_parquet(path, [GOOD] * 50)
    path.write_bytes(path.read_bytes()[:-200])


def _damaged(path: Path) -> None:
    write_parquet(path, [{**GOOD, "event_id": f"E{n}"} for n in range(500)])
    content = bytearray(path.read_bytes())
    content[4:60] = b"\xff" * 56
    path.write_bytes(bytes(content))


def _long_cell(path: Path) -> None:
    path.write_text(csv_text([GOOD, {**GOOD, "person": "x" * 5_000_000}]))


FILES: dict[str, Callable[[Path], object]] = {
    "empty.csv": _bytes(b""),
    "empty.jsonl": _bytes(b""),
    "empty.parquet": _bytes(b""),
    "blank.csv": _text("\n\n"),
    "no-recorded-at.csv": _text(_without("recorded_at")),
    "no-hours.csv": _text(_without("hours")),
    "person-twice.csv": _text(csv_text([GOOD]).replace("provider,", "person,", 1)),
    "slip-in-a-heading.csv": _text(csv_text([GOOD]).replace("hours", "houres")),
    "column-without-a-name.csv": _text(csv_text([GOOD]).replace("hours", "")),
    "semicolons.csv": _text(csv_text([GOOD]).replace(",", ";")),
    "latin-1.csv": _bytes(csv_text([GOOD, {**GOOD, "person": "Siân"}]).encode("latin-1")),
    "latin-1.jsonl": _bytes('{"person": "Siân"}\n'.encode("latin-1")),
    "five-megabytes.csv": _long_cell,
    "five-megabytes.jsonl": _text('{"person": "' + "x" * 5_000_000 + '"}\n'),
    "five-megabytes.parquet": lambda p: write_parquet(p, [{**GOOD, "person": "x" * 5_000_000}]),
    "open-quote.csv": _text(csv_text([GOOD]).replace("P1", '"P1')),
    "unknown-key.jsonl": _text('{"event_id": "E1", "notes": "a talk"}\n'),
    "truncated.parquet": _truncated,
    "damaged.parquet": _damaged,
    "text.parquet": _text(csv_text([GOOD])),
    "money-as-fractions.parquet": lambda p: write_parquet(p, [REVIEW], {"cost": "DOUBLE"}),
    "times-with-a-zone.parquet": lambda p: write_parquet(p, [GOOD], {"recorded_at": "TIMESTAMPTZ"}),
    "times-for-dates.parquet": lambda p: write_parquet(p, [GOOD], {"occurred_on": "TIMESTAMP"}),
    "folder.csv": lambda p: p.mkdir(),
    "absent.csv": lambda p: None,
    "letter.docx": _text("Dear all"),
}
"""Each file of the page by its name, with what writes it."""
