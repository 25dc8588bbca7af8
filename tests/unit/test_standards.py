"""What is written for other programs has nothing that its published standard does not know.

Sources of the shapes, the parts that are used: INDIGO data standard, schema/project.json;
Frictionless Data, Table Schema 1.0; Bitol, Open Data Contract Standard 3.1.0,
schema/odcs-json-schema-v3.1.0.json.
"""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from ocdsl import api
from ocdsl.base.source import Source
from ocdsl.model.contract import Contract
from tests.unit.shapes import Shape, day, number, one_of, outside, text, whole, yes_no

ROOT = Path(__file__).parents[2]
CONTRACTS = sorted(p.parent.name for p in (ROOT / "contracts").glob("*/contract.ocdsl"))

TEXT, NUMBER, DAY = {"value": text}, {"value": number}, {"value": day}
INDIGO: dict[str, Shape] = {
    "name": TEXT,
    "stage_development": {
        "value": one_of("Contracted", "Implementation", "Service delivery complete", "Complete")
    },
    "dates": {
        "start_date_of_service_provision": DAY,
        "anticipated_end_date_of_service_provision": DAY,
        "anticipated_completion_date": DAY,
    },
    "overall_project_finance": {
        "maximum_potential_outcome_payment_v2": {"currency": TEXT, "amount": NUMBER},
    },
    "outcome_metrics": [
        {
            "id": text,
            "definition": TEXT,
            "target_population": TEXT,
            "unit_type_of_targeted_service_users_or_beneficiaries": {
                "value": one_of("Individual", "Other")
            },
            "outcome_metric_target": TEXT,
        }
    ],
    "outcome_pricings": [
        {
            "outcome_metric_id": TEXT,
            "currency": TEXT,
            "price_description": TEXT,
            "price_per_unit": {"amount": NUMBER},
        }
    ],
}
TABLE_SCHEMA: dict[str, Shape] = {
    # These three are of no schema, but any descriptor may have more than its standard names.
    "name": text,
    "title": text,
    "description": text,
    "fields": [
        {
            "name": text,
            "type": one_of("string", "date", "datetime", "boolean", "number", "integer"),
            "description": text,
            "format": one_of("any"),
            "trueValues": [text],
            "falseValues": [text],
            "constraints": {
                "required": yes_no,
                "unique": yes_no,
                "enum": [text],
                "maxLength": whole,
                "minimum": lambda value: number(value) or text(value),
                "maximum": lambda value: number(value) or text(value),
            },
        }
    ],
    "primaryKey": [text],
    "missingValues": [one_of("")],
}
DATA_CONTRACT: dict[str, Shape] = {
    "apiVersion": one_of("v3.1.0"),
    "kind": one_of("DataContract"),
    "id": text,
    "name": text,
    "version": text,
    "status": text,
    "domain": text,
    "description": {"purpose": text, "usage": text, "limitations": text},
    "schema": [
        {
            "name": text,
            "logicalType": one_of("object"),
            "physicalType": text,
            "description": text,
            "dataGranularityDescription": text,
            "properties": [
                {
                    "name": text,
                    "logicalType": one_of("string", "date", "timestamp", "number", "integer"),
                    "description": text,
                    "required": yes_no,
                    "unique": yes_no,
                    "primaryKey": yes_no,
                    "primaryKeyPosition": whole,
                    "logicalTypeOptions": {
                        "minLength": whole,
                        "maxLength": whole,
                        "minimum": lambda value: number(value) or text(value),
                        "maximum": lambda value: number(value) or text(value),
                    },
                    "quality": [
                        {
                            "type": one_of("library"),
                            "metric": one_of("invalidValues"),
                            "arguments": {"validValues": [text]},
                            "mustBe": number,
                        }
                    ],
                }
            ],
        }
    ],
}
NEEDED = {
    "indigo": (),
    "table-schema": ("fields",),
    "data-contract": ("version", "apiVersion", "kind", "id", "status"),
}
"""What a standard requires at the top of a file."""
STANDARDS = {"indigo": INDIGO, "table-schema": TABLE_SCHEMA, "data-contract": DATA_CONTRACT}


class Exact(yaml.SafeLoader):
    """Reads figures as they are written, and leaves days as text."""


Exact.add_constructor("tag:yaml.org,2002:float", lambda _, node: Decimal(node.value))
Exact.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: node.value)


@cache
def contract(name: str) -> Contract:
    """A shipped contract."""
    return api.load(ROOT / "contracts" / name)


def written(read: Contract, form: str, folder: Path) -> dict[str, Any]:
    """The file of a form, with its figures as they are written."""
    content = api.generate(read, form, folder).read_text(encoding="utf-8")
    assert "u0000" not in content
    found: dict[str, Any] = (
        yaml.load(content, Exact)
        if form == "data-contract"
        else json.loads(content, parse_float=Decimal)
    )
    return found


@pytest.mark.parametrize("form", STANDARDS)
@pytest.mark.parametrize("name", CONTRACTS)
def test_a_file_has_nothing_that_its_standard_does_not_know(
    name: str, form: str, tmp_path: Path
) -> None:
    found = written(contract(name), form, tmp_path)
    assert list(outside(found, STANDARDS[form])) == []
    assert set(NEEDED[form]) <= set(found)


def test_what_a_standard_does_not_know_is_seen() -> None:
    wrong = {"name": {"value": ""}, "price": {"value": "£1"}, "dates": 2026, "outcome_metrics": []}
    assert list(outside(wrong, INDIGO)) == [
        "/name/value is ''",
        "/price is not of the standard",
        "/dates has no parts",
        "/outcome_metrics is no list of something",
    ]
    fields = [{"name": "hours", "constraints": {"minimum": 0.5, "required": 1}}]
    assert list(outside({"fields": fields}, TABLE_SCHEMA)) == [
        "/fields/0/constraints/minimum is 0.5",
        "/fields/0/constraints/required is 1",
    ]


@pytest.mark.parametrize("name", CONTRACTS)
def test_every_outcome_and_measure_and_its_price_are_exported(name: str, tmp_path: Path) -> None:
    read = contract(name)
    found = written(read, "indigo", tmp_path)
    ids = [metric["id"] for metric in found.get("outcome_metrics", ())]
    assert ids == [*read.outcomes, *read.calculations]
    priced = [
        (
            p["outcome_metric_id"]["value"],
            p.get("price_per_unit", {}).get("amount", {}).get("value"),
        )
        for p in found.get("outcome_pricings", ())
    ]
    assert {metric for metric, _ in priced} <= set(ids)
    payments = read.payments.values()
    for outcome, payment in [(o, p) for p in payments for o in p.outcomes]:
        pence = payment.fixed_pence
        assert (outcome, None if pence is None else Decimal(pence).scaleb(-2)) in priced


def test_a_price_stands_with_the_measure_that_it_goes_by(tmp_path: Path) -> None:
    found = written(contract("immunisation-targets"), "indigo", tmp_path)
    assert [metric["id"] for metric in found["outcome_metrics"]] == ["immunised"]
    (priced,) = found["outcome_pricings"]
    assert priced["outcome_metric_id"] == {"value": "immunised"}
    assert "90%" in priced["price_description"]["value"]
    assert "price_per_unit" not in priced


def test_a_price_that_no_result_decides_stands_with_none(tmp_path: Path) -> None:
    found = written(contract("home-care-population"), "indigo", tmp_path)
    assert "outcome_pricings" not in found


def test_amounts_are_exported_with_their_pence(tmp_path: Path) -> None:
    made = api.generate(contract("reablement-at-home"), "indigo", tmp_path)
    assert '"value": 1575.00\n' in made.read_text("utf-8")


def most_of(read: Contract, folder: Path) -> Any:
    """The most that INDIGO is told can be paid in all; None where nothing is."""
    finance = written(read, "indigo", folder).get("overall_project_finance", {})
    return finance.get("maximum_potential_outcome_payment_v2")


def test_a_limit_of_the_contract_on_all_payments_is_the_most_that_can_be_paid(
    tmp_path: Path,
) -> None:
    most = {"currency": {"value": "GBP"}, "amount": {"value": Decimal("2629000.00")}}
    assert most_of(contract("rough-sleepers"), tmp_path) == most


def test_a_limit_of_a_year_is_none_of_the_whole_contract(tmp_path: Path) -> None:
    content = (ROOT / "contracts/rough-sleepers/contract.ocdsl").read_text(encoding="utf-8")
    before = "£2,629,000.00 for the contract"
    assert before in content
    by_year = content.replace(before, "£2,629,000.00 for each year")
    assert most_of(api.load(Source("limits.ocdsl", by_year)), tmp_path) is None
