"""A return as an Open Data Contract Standard file, version 3.1.0.

Source of the rules: Bitol, Open Data Contract Standard 3.1.0 (8 December 2025), schema and quality.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from ocdsl.generators.returns.columns import (
    DAY,
    MOMENT,
    NAME,
    NUMBER,
    TEXT,
    YES_NO,
    ReturnColumn,
)
from ocdsl.model.contract import Contract

STANDARD = "v3.1.0"
_TYPES = {TEXT: "string", NAME: "string", DAY: "date", MOMENT: "timestamp", YES_NO: "string"}


def data_contract(contract: Contract, columns: Sequence[ReturnColumn]) -> dict[str, Any]:
    """The data contract as plain data, ready for YAML."""
    commissioner = [p.title for p in contract.parties if p.kind == "commissioner"]
    digest = contract.source.digest.removeprefix("sha256:")
    return {
        "apiVersion": STANDARD,
        "kind": "DataContract",
        "id": f"{contract.name}-returns",
        "name": f"{contract.title}: returns",
        "version": f"1.0.0+{digest[:12]}",
        "status": "active",
        "domain": ", ".join(commissioner),
        "description": {
            "purpose": "The events on which what is achieved and what is paid rest.",
            "usage": "One row for each event, as CSV, Parquet or JSON Lines.",
            "limitations": "A mistake is put right by a new row that names the one it corrects.",
        },
        "schema": [_events(columns)],
    }


def _events(columns: Sequence[ReturnColumn]) -> dict[str, Any]:
    return {
        "name": "events",
        "logicalType": "object",
        "physicalType": "table",
        "description": "Events, one in each row.",
        "dataGranularityDescription": "One row for each event, correction or withdrawal.",
        "properties": [_property(column) for column in columns],
    }


def _property(column: ReturnColumn) -> dict[str, Any]:
    kind = _TYPES.get(column.kind) or ("number" if column.places else "integer")
    key = column.name == "event_id"
    found: dict[str, Any] = {
        "name": column.name,
        "logicalType": kind,
        "description": column.explanation,
        "required": column.always,
        "unique": key,
        "primaryKey": key,
    }
    if key:
        found["primaryKeyPosition"] = 1
    if options := _options(column):
        found["logicalTypeOptions"] = options
    if names := (("yes", "no") if column.kind == YES_NO else column.choices):
        found["quality"] = [
            {
                "type": "library",
                "metric": "invalidValues",
                "arguments": {"validValues": list(names)},
                "mustBe": 0,
            }
        ]
    return found


def _options(column: ReturnColumn) -> dict[str, Any]:
    if column.kind == TEXT:
        return {"minLength": 1, "maxLength": column.longest}
    limits = (("minimum", column.least), ("maximum", column.most))
    return {name: _figure(column, limit) for name, limit in limits if limit is not None}


def _figure(column: ReturnColumn, limit: str) -> object:
    if column.kind != NUMBER:
        return limit
    return Decimal(limit) if column.places else int(limit)


def data_contract_text(contract: Contract, columns: Sequence[ReturnColumn]) -> str:
    """The data contract as YAML; decimal figures are written as they are, never rounded."""
    import yaml

    class Dumper(yaml.SafeDumper):
        """Writes decimals as plain numbers."""

    Dumper.add_representer(
        Decimal,
        lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:float", f"{value}"),
    )
    return yaml.dump(
        data_contract(contract, columns),
        Dumper=Dumper, allow_unicode=True, sort_keys=False, width=100,
    )  # fmt: skip
