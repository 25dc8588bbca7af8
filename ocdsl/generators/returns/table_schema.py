"""A return as a Table Schema, by which other programs check a CSV file.

Source of the rules: Frictionless Data, Table Schema, version 1.
"""

from __future__ import annotations

from collections.abc import Sequence
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

_TYPES = {TEXT: "string", NAME: "string", DAY: "date", MOMENT: "datetime", YES_NO: "boolean"}


def table_schema(contract: Contract, columns: Sequence[ReturnColumn]) -> dict[str, Any]:
    """The schema as plain data, ready for JSON."""
    return {
        "name": contract.name,
        "title": f"{contract.title}: the events that are returned",
        "description": (
            "One row for each event. What a field needs from one event to another is said in its "
            f"description. Made from the contract text {contract.source.digest}."
        ),
        "fields": [_field(column) for column in columns],
        "primaryKey": ["event_id"],
        "missingValues": [""],
    }


def _field(column: ReturnColumn) -> dict[str, Any]:
    kind = _TYPES.get(column.kind) or ("number" if column.places else "integer")
    found: dict[str, Any] = {"name": column.name, "type": kind, "description": column.explanation}
    if column.kind == MOMENT:
        found["format"] = "any"
    if column.kind == YES_NO:
        found |= {"trueValues": ["yes"], "falseValues": ["no"]}
    constraints = _constraints(column)
    return {**found, "constraints": constraints} if constraints else found


def _constraints(column: ReturnColumn) -> dict[str, Any]:
    found: dict[str, Any] = {"required": True} if column.always else {}
    if column.name == "event_id":
        found["unique"] = True
    if column.choices:
        found["enum"] = list(column.choices)
    if column.kind == TEXT:
        found["maxLength"] = column.longest
    for name, limit in (("minimum", column.least), ("maximum", column.most)):
        if limit is not None:
            whole = column.kind == NUMBER and not column.places
            # Decimal figures stay texts, as the standard allows: none becomes a binary fraction.
            found[name] = int(limit) if whole else limit
    return found
