"""Runs the SQL by hand over a log as at a day, and writes the whole result as JSON.

    python bench/by_hand/run.py LOG.parquet AS-AT RESULT.json

The file holds what `ocdsl evaluate --format json` gives, but for the name of the engine. A log with
a row that is not surely right, or that corrects another, is refused: the SQL has no words for it.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor
    from io import RawIOBase

    from duckdb import DuckDBPyConnection

FOLDER = Path(__file__).parent
CONTRACT = FOLDER.parents[1] / "contracts" / "reablement-at-home" / "contract.ocdsl"
OWED = ("payable", "released", "recovered")
_DAYS = 8
"""Days of support that the SQL is ready for in a person's week with a provider."""
_ROWS = 20_000
TYPES = {
    **dict.fromkeys(
        ("event_id", "event", "provider", "person", "recorded_by", "reason"), "VARCHAR"
    ),
    **dict.fromkeys(("supersedes", "retracts"), "VARCHAR"),
    "occurred_on": "DATE",
    "recorded_at": "TIMESTAMP",
    "age": "BIGINT",
    **dict.fromkeys(("independence", "hours"), "DECIMAL(18,2)"),
}
"""The columns of a log and their types, as `ocdsl sample-log` writes them."""


class NotSureError(Exception):
    """Raised for a log with rows that are not surely right, or with an id that comes twice."""


def evaluate(log: Path, as_at: str, out: Path) -> None:
    """Write the result of a Parquet log as at an ISO day. Raises NotSureError."""
    import duckdb

    con = duckdb.connect()
    con.execute("SET checkpoint_threshold = '1TB'")
    con.execute("SET VARIABLE log = ?", [str(log)])
    con.execute("SET VARIABLE as_at = CAST(? AS DATE)", [as_at])
    con.execute("SET VARIABLE most = ?", [_DAYS])
    _check_types(con)
    with ThreadPoolExecutor(1) as beside:
        digest = beside.submit(_log_digest, log)
        differ = beside.submit(_ids_differ, con.cursor(), log)
        con.execute((FOLDER / "reablement.sql").read_text(encoding="utf-8"))
        events = _account(con, differ.result())
        with out.open("wb", buffering=0) as file:
            file.write(_head(con, as_at, digest.result(), events).encode())
            _write_decisions(con, file, beside)


def _check_types(con: DuckDBPyConnection) -> None:
    found = con.execute("DESCRIBE FROM read_parquet(getvariable('log'))").fetchall()
    if {name: kind for name, kind, *_ in found} != TYPES:
        raise NotSureError("The columns are not those of a log as the tool writes it.")


def _account(con: DuckDBPyConnection, differ: bool) -> dict[str, Any]:
    """Where every row went, from counts that the SQL kept."""
    read, sure, seen, used, most = con.execute("FROM account").fetchall()[0]
    if sure != read:
        raise NotSureError(f"{read - sure:,} of {read:,} rows are not surely right.")
    if most > _DAYS:
        raise NotSureError(f"A week has {most} days of support.")
    if not differ:
        raise NotSureError("An event_id comes twice.")
    reasons = {"after the as-at date": read - seen, "no decision names it as evidence": seen - used}
    return {
        "read": read,
        "used": used,
        "not_relevant": read - used,
        "refused": 0,
        "reasons": {"not_relevant": {k: n for k, n in reasons.items() if n}, "refused": {}},
        "refusals": [],
    }


def _ids_differ(con: DuckDBPyConnection, log: Path) -> bool:
    """Whether no id comes twice: told at once where the file is in their order."""
    in_order = (
        "SELECT coalesce(bool_and(event_id > before), true) FROM "
        "(SELECT event_id, lag(event_id) OVER () AS before FROM read_parquet(?))"
    )
    distinct = "SELECT count(DISTINCT event_id) = count(event_id) FROM read_parquet(?)"
    return any(
        con.execute(query, [str(log)]).fetchall()[0][0] is True for query in (in_order, distinct)
    )


def _log_digest(log: Path) -> str:
    return _digest(hashlib.sha256(log.read_bytes()).hexdigest().encode())


def _head(con: DuckDBPyConnection, as_at: str, digest: str, events: dict[str, Any]) -> str:
    """All of the JSON that stands before the decisions."""
    source = CONTRACT.read_bytes()
    names = ("achieved", "not_achieved", "pending", "set_aside")
    counts = con.execute("FROM outcome").fetchall()
    parts = {
        "contract": "reablement-at-home",
        "contract_digest": _digest(source),
        "log_digest": digest,
        "as_at": as_at,
        "known_at": None,
        "engine": "by hand",
        "version": "",
        "contract_text": source.decode(),
        "totals": _totals(con),
        "outcomes": {name: dict(zip(names, row, strict=True)) for name, *row in counts},
        "measures": _measures(con, date.fromisoformat(as_at)),
        "events": events,
    }
    lines = (f"{_compact(name)}:{_compact(value)}" for name, value in parts.items())
    return "{" + ",\n".join(lines) + ',\n"decisions":[\n'


def _digest(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _totals(con: DuckDBPyConnection) -> dict[str, Any]:
    """Money by standing, by payment and by provider, with what is owed."""
    by: dict[str, dict[str, dict[str, int]]] = {"status": {}, "payment": {}, "provider": {}}
    for standing, payment, provider, pence in con.execute("FROM total").fetchall():
        for kind, name in (
            ("status", ""),
            ("payment", payment),
            ("provider", provider or "none yet"),
        ):
            sums = by[kind].setdefault(name, {} if kind == "status" else {"owed": 0})
            sums[standing] = sums.get(standing, 0) + pence
            if standing in OWED and kind != "status":
                sums["owed"] += pence
    return {
        "by_status": _money(by["status"].get("", {})),
        "by_payment": {name: _money(sums) for name, sums in sorted(by["payment"].items())},
        "by_provider": {name: _money(sums) for name, sums in sorted(by["provider"].items())},
        "by_payer": {},
        "by_payee": {},
    }


def _money(sums: dict[str, int]) -> dict[str, str]:
    return {name: f"{Decimal(pence).scaleb(-2):.2f}" for name, pence in sorted(sums.items())}


def _measures(con: DuckDBPyConnection, as_at: date) -> list[dict[str, Any]]:
    """The rate of each provider and quarter begun."""
    rows = con.execute(
        "SELECT provider, first, last, achieved, counted, final, reached, people, settled "
        "FROM quarter WHERE first <= getvariable('as_at') ORDER BY provider, first"
    ).fetchall()
    return [_measure(row, row[-1] <= as_at) for row in rows]


def _measure(row: tuple[Any, ...], known: bool) -> dict[str, Any]:
    provider, first, last, achieved, counted, final, reached, people, settled = row
    return {
        "measure": "reablement-rate",
        "provider": provider,
        "period": f"{first}/{last}",
        "achieved": achieved,
        "counted": counted,
        "group": f"{final}",
        "rate": f"{reached}/{people}" if known and people is not None else None,
        "settled_on": f"{settled}" if known else None,
    }


def _write_decisions(con: DuckDBPyConnection, file: RawIOBase, beside: Executor) -> None:
    """Every decision, in order, and the end of the JSON: the rest is made while some is written."""
    (count,) = con.execute("SELECT count(*) FROM decision").fetchall()[0]
    first = count * 2 // 5
    con.execute("SET threads = 1")
    rest = beside.submit(list, _texts(con.cursor(), f"number >= {first}"))
    for piece in _texts(con, f"number < {first}"):
        file.write(piece)
    for piece in rest.result():
        file.write(piece)
    # The last decision has no comma; of no decisions, the new line before them is one too many.
    file.seek(-len(",\n") if count else -len("\n"), os.SEEK_CUR)
    file.write(b"\n]}\n")
    file.truncate()


def _texts(con: DuckDBPyConnection, where: str) -> Iterator[memoryview]:
    """The lines of some decisions; many lie end to end in each piece of memory."""
    con.execute((FOLDER / "text.sql").read_text(encoding="utf-8"))
    for batch in con.sql(f"SELECT text FROM decision_text WHERE {where}").to_arrow_reader(_ROWS):
        column = batch.column(0)
        _, ends, texts = column.buffers()
        marks = memoryview(ends).cast("i")
        yield memoryview(texts)[marks[column.offset] : marks[column.offset + len(column)]]


if __name__ == "__main__":
    evaluate(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
