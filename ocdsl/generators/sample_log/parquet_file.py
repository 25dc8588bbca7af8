"""Writes a sample log as Parquet: dates as dates, money and hours as exact decimals."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ocdsl.events.schema import CORRECTION_COLUMNS, FIXED_COLUMNS, FieldSchema
from ocdsl.generators.sample_log.sample import Sample

_DIGITS = 18


def write_parquet(sample: Sample, path: Path, about: Mapping[str, str]) -> None:
    """One row group for each batch. `about` becomes key-value metadata of the file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = _schema(pa, sample.codes.columns).with_metadata(dict(about))
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for columns in sample.batches(size=100_000, day_first=False):
            arrays = [
                pa.array([cell or None for cell in cells], pa.string()).cast(field.type)
                for cells, field in zip(columns, schema, strict=True)
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def _schema(pa: Any, fields: tuple[FieldSchema, ...]) -> Any:
    fixed = {"occurred_on": pa.date32(), "recorded_at": pa.timestamp("us")}
    types = [(name, fixed.get(name, pa.string())) for name in FIXED_COLUMNS]
    types += [(field.name, _type(pa, field)) for field in fields]
    return pa.schema(types + [(name, pa.string()) for name in CORRECTION_COLUMNS])


def _type(pa: Any, field: FieldSchema) -> Any:
    if field.kind == "date":
        return pa.date32()
    if field.places is None:
        return pa.string()
    return pa.decimal128(_DIGITS, field.places) if field.places else pa.int64()
