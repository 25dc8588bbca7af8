"""What is made beside the Word document says what the document says."""

from __future__ import annotations

import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from ocdsl import api
from ocdsl.generators.specification import read_specification
from ocdsl.model.contract import Contract

ROOT = Path(__file__).parents[2]
CONTRACTS = sorted(p.parent.name for p in (ROOT / "contracts").glob("*/contract.ocdsl"))
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@cache
def contract(name: str) -> Contract:
    """A shipped contract."""
    return api.load(ROOT / "contracts" / name)


def rows(content: bytes, sheet: int) -> list[list[str]]:
    """The cells of a sheet as text, row by row."""
    book = zipfile.ZipFile(BytesIO(content))
    shared = [
        "".join(item.itertext()) for item in etree.fromstring(book.read("xl/sharedStrings.xml"))
    ]
    root = etree.fromstring(book.read(f"xl/worksheets/sheet{sheet}.xml"))
    return [
        [shared[int(cell.findtext(f"{_SHEET}v"))] for cell in row if len(cell)]
        for row in root.iter(f"{_SHEET}row")
    ]


@pytest.mark.parametrize("name", CONTRACTS)
def test_the_schedule_says_each_term_as_the_document_does(name: str, tmp_path: Path) -> None:
    made = api.generate(contract(name), "schedule", tmp_path).read_bytes()
    assert made == api.generate(contract(name), "schedule", tmp_path).read_bytes()
    document = api.generate(contract(name), "spec", tmp_path).read_bytes()
    said = {clause.text for clause in read_specification(document).clauses}
    terms = [row[-1] for row in rows(made, 2)[1:]]
    assert terms
    for term in terms:
        plain = " ".join(term.split())
        bare = plain.partition(") ")[2] if plain.startswith("(") else plain
        assert plain in said or bare in said, term
        assert not plain.startswith("Figure ")


def test_a_payment_stands_in_the_schedule_with_its_amount(tmp_path: Path) -> None:
    made = api.generate(contract("reablement-at-home"), "schedule", tmp_path).read_bytes()
    wanted = ["Reablement outcome", "person who achieves No ongoing care needed", "£1,575.00"]
    assert wanted in rows(made, 1)
    numbers = [row[0] for row in rows(made, 2) if "pays the person’s provider £1,575.00" in row[-1]]
    assert numbers == ["10.4.1"]
