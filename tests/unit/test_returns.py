"""The form of a provider's returns: what it lets through is what the log accepts."""

from __future__ import annotations

import csv
import json
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
import yaml
from lxml import etree

from ocdsl import api
from ocdsl.events.from_model import schema_of
from ocdsl.generators.returns import columns_of
from ocdsl.model.contract import Contract

ROOT = Path(__file__).parents[2]
CONTRACTS = sorted(p.parent.name for p in (ROOT / "contracts").glob("*/contract.ocdsl"))
SHIPPED = "reablement-at-home"
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@cache
def contract(name: str = SHIPPED) -> Contract:
    """A shipped contract."""
    return api.load(ROOT / "contracts" / name)


def made(kind: str, folder: Path, name: str = SHIPPED) -> bytes:
    """What `ocdsl generate KIND` writes."""
    return api.generate(contract(name), kind, folder).read_bytes()


@pytest.mark.parametrize("name", CONTRACTS)
def test_the_columns_are_those_of_the_log(name: str, tmp_path: Path) -> None:
    wanted = list(schema_of(contract(name)).columns)
    assert [column.name for column in columns_of(contract(name))] == wanted
    schema = json.loads(made("table-schema", tmp_path, name))
    assert [field["name"] for field in schema["fields"]] == wanted
    (events,) = yaml.safe_load(made("data-contract", tmp_path, name))["schema"]
    assert [prop["name"] for prop in events["properties"]] == wanted
    book = zipfile.ZipFile(BytesIO(made("returns", tmp_path, name)))
    assert book.testzip() is None


@pytest.mark.parametrize("name", CONTRACTS)
def test_every_row_of_a_tidy_log_keeps_to_the_constraints(name: str, tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    api.sample_log(contract(name), 20, 1, log, "none")
    fields = {f["name"]: f for f in json.loads(made("table-schema", tmp_path, name))["fields"]}
    with log.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    for row in rows:
        for column, text in row.items():
            limits = fields[column].get("constraints", {})
            assert text or not limits.get("required"), (column, row)
            if text and "enum" in limits:
                assert text in limits["enum"], (column, row)
            if text and fields[column]["type"] in ("integer", "number"):
                assert float(limits.get("minimum", "-inf")) <= float(text), (column, row)
                assert float(text) <= float(limits.get("maximum", "inf")), (column, row)
            if text and fields[column]["type"] == "date":
                assert limits.get("minimum", "") <= text <= limits.get("maximum", "9"), (
                    column,
                    row,
                )


def test_a_limit_that_is_not_allowed_itself_gives_way_to_the_nearest_figure(
    tmp_path: Path,
) -> None:
    schema = json.loads(made("table-schema", tmp_path))
    hours = next(f for f in schema["fields"] if f["name"] == "hours")
    assert hours["constraints"] == {"minimum": "0.01", "maximum": "24.00"}
    assert hours["description"] == (
        "Hours, more than 0, up to and including 24. "
        "Needed by: support-day; empty in all other rows"
    )


def test_a_data_contract_writes_figures_as_they_are(tmp_path: Path) -> None:
    text = made("data-contract", tmp_path).decode("utf-8")
    assert text.startswith("apiVersion: v3.1.0\nkind: DataContract\n")
    assert "      minimum: 0.01\n      maximum: 24.00\n" in text
    assert "!!" not in text


def test_the_workbook_offers_the_names_and_checks_the_limits(tmp_path: Path) -> None:
    content = made("returns", tmp_path)
    assert content == made("returns", tmp_path)
    book = zipfile.ZipFile(BytesIO(content))
    sheet = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    rules = {
        rule.get("sqref").split(":")[0]: (rule.get("type"), [f.text for f in rule[:2]])
        for rule in sheet.iter(f"{_SHEET}dataValidation")
    }
    assert rules["A2"] == ("custom", ["COUNTIF($A$2:$A$5001,A2)=1"])
    assert rules["B2"] == ("list", ["Lists!$A$2:$A$7"])
    assert rules["H2"] == ("whole", ["0", "120"])
    assert rules["K2"] == ("decimal", ["0.01", "24.00"])
    assert b"<f>" not in book.read("xl/worksheets/sheet2.xml")
