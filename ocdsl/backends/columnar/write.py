"""A result as a Parquet file: exact decimals, real dates, and the ids of the events as lists."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from ocdsl.ledger.decision import COLUMNS, Decision
from ocdsl.ledger.evaluation import Evaluation

_BATCH = 50_000
# Parquet counts days from 1 January 1970.
_FIRST_DAY = 719_163


def write_parquet(evaluation: Evaluation, path: Path) -> None:
    """Write every decision to one Parquet file with the columns of a decision.

    `amount` is decimal128(18, 2), dates are date32, `because` is a list of strings. Raises OSError
    when `path` cannot be written.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = _schema(pa)
    with pq.ParquetWriter(str(path), schema, compression="zstd") as file:
        for batch in _batches(evaluation.decisions()):
            file.write_batch(_record_batch(pa, schema, batch))


def _schema(pa: Any) -> Any:
    kinds = {
        "clause": pa.int32(),
        "amount": pa.decimal128(18, 2),
        "earned_on": pa.date32(),
        "payable_on": pa.date32(),
        "because": pa.list_(pa.string()),
    }
    return pa.schema([(name, kinds.get(name, pa.string())) for name in COLUMNS])


def _batches(decisions: Iterator[Decision]) -> Iterator[list[Decision]]:
    batch = list(islice(decisions, _BATCH))
    while batch:
        yield batch
        batch = list(islice(decisions, _BATCH))


def _record_batch(pa: Any, schema: Any, batch: list[Decision]) -> Any:
    columns = zip(*batch, strict=True)
    arrays = [_array(pa, field, values) for field, values in zip(schema, columns, strict=True)]
    return pa.record_batch(arrays, schema=schema)


def _array(pa: Any, field: Any, values: tuple[Any, ...]) -> Any:
    if field.name == "amount":
        return pa.array([Decimal(pence).scaleb(-2) for pence in values], field.type)
    if field.type == pa.date32():
        days = [None if day is None else day - _FIRST_DAY for day in values]
        return pa.array(days, pa.int32()).cast(field.type)
    return pa.array(values, field.type)
