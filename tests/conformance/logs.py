"""Writes the log of a case as a CSV file an engine can read."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from ocdsl.model.contract import Contract
from tests.conformance.casebook import Row, day_text


def write_log(contract: Contract, rows: list[Row], path: Path) -> Path:
    """The rows of a case with every column filled: ids e001, e002, …, one person, one provider."""
    columns = [
        "event_id", "event", "provider", "person", "occurred_on", "recorded_at", "recorded_by",
        *dict.fromkeys(f.name for e in contract.events.values() for f in e.fields),
        "supersedes", "retracts",
    ]  # fmt: skip
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        for number, row in enumerate(rows, 1):
            writer.writerow(_cells(contract, row, number))
    return path


def _cells(contract: Contract, row: Row, number: int) -> Row:
    occurred = day_text(row["date"])
    about = contract.events[row["event"]].about if row["event"] in contract.events else "person"
    provider = row.get("provider") or ("" if about == "contract" else contract.providers[0])
    by = row.get("by") or contract.events[row["event"]].recorded_by[0]
    cells = {
        "event_id": row.get("id") or f"e{number:03d}",
        "event": row["event"],
        "provider": provider,
        "person": row.get("person") or ("mrs-a" if about == "person" else ""),
        "occurred_on": occurred,
        "recorded_at": day_text(row.get("recorded", "")) or row.get("recorded") or occurred,
        "recorded_by": provider if by == "provider" else by,
        "supersedes": row.get("supersedes", ""),
        "retracts": row.get("retracts", ""),
    }
    for fact in filter(None, re.split(r", ", row.get("detail", ""))):
        name, value = fact.split(" is ")
        cells[name] = day_text(value) or value.replace("£", "").replace(",", "").rstrip("%")
    return cells
