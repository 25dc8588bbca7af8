"""The forms of a result: same columns everywhere, exact money, text that stays text."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest

from ocdsl.backends.columnar.write import write_parquet
from ocdsl.ledger.decision import COLUMNS, Decision
from ocdsl.ledger.evaluation import Evaluation
from ocdsl.ledger.formats import (
    Table,
    csv_text,
    decision_table,
    plain_table,
    refusal_lines,
    totals_tables,
)
from ocdsl.ledger.formats_xlsx import write_xlsx
from ocdsl.ledger.result import EventAccount, Header, totals

DAY = date(2027, 3, 31).toordinal()


class Made(Evaluation):
    """A result made for a test; no log is behind it."""

    def fates(self) -> Iterator[tuple[str, str, str]]:
        return iter(())


FIRST = Decision(
    "start-fee/=1+1#payable", "start-fee", 78, "alder-care", "=1+1", None, 100_000_000_000_001,
    "GBP", "payable", DAY, DAY + 30, ("e1", "e2"), None, None,
)  # fmt: skip
SECOND = Decision(
    "weekly/@p2#pending", "weekly", 93, None, "@p2", "2027-03-29/2027-04-04", -7_505,
    "GBP", "pending", None, None, (), "the end of the week, by 2027-04-04", None,
)  # fmt: skip


@pytest.fixture
def evaluation() -> Evaluation:
    header = Header("home", "sha256:a", "sha256:b", DAY, None, "reference", "0.1.0")
    refusal = {"file": "log.csv", "row": 9, "event_id": "x", "code": "UnknownEvent"}
    refusal |= {"message": "The contract has no event “clos”.", "fix": "Write closure."}
    account = EventAccount(3, 2, 0, 1, {"not_relevant": {}, "refused": {"UnknownEvent": 1}}, [])
    account.refusals.append(refusal)
    found = [FIRST, SECOND]
    return Made(header, account, {"totals": totals(found)}, found)


def test_csv_has_the_columns_of_a_decision_and_leaves_text_as_it_is(
    evaluation: Evaluation,
) -> None:
    rows = list(csv.DictReader(io.StringIO("".join(csv_text(evaluation)))))
    assert tuple(rows[0]) == COLUMNS
    assert rows[0]["person"] == "=1+1"
    assert rows[0]["amount"] == "1000000000000.01"
    assert rows[0]["because"] == "e1;e2"
    assert (rows[0]["earned_on"], rows[1]["earned_on"]) == ("2027-03-31", "")
    assert rows[1]["amount"] == "-75.05"


def test_json_and_csv_agree(evaluation: Evaluation) -> None:
    rows = list(csv.DictReader(io.StringIO("".join(csv_text(evaluation)))))
    decisions = json.loads("".join(evaluation.json_text()))["decisions"]
    for row, decision in zip(rows, decisions, strict=True):
        assert list(decision) == list(row)
        said = {k: ";".join(v) if k == "because" else v for k, v in decision.items()}
        assert {k: "" if v is None else str(v) for k, v in said.items()} == row


def test_parquet_keeps_decimals_dates_and_lists(evaluation: Evaluation, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    write_parquet(evaluation, tmp_path / "d.parquet")
    table = parquet.read_table(tmp_path / "d.parquet")
    assert tuple(table.column_names) == COLUMNS
    kinds = {name: str(table.schema.field(name).type) for name in COLUMNS}
    assert kinds["amount"] == "decimal128(18, 2)"
    assert kinds["earned_on"] == kinds["payable_on"] == "date32[day]"
    assert kinds["because"].startswith("list<") and "string" in kinds["because"]
    first, second = table.to_pylist()
    assert first["amount"] == Decimal("1000000000000.01")
    assert first["earned_on"] == date(2027, 3, 31) and first["because"] == ["e1", "e2"]
    assert second["provider"] is None and second["amount"] == Decimal("-75.05")


def test_an_empty_result_has_its_columns(evaluation: Evaluation, tmp_path: Path) -> None:
    empty = Made(evaluation.header, evaluation.account, {"totals": totals([])}, [])
    parquet = pytest.importorskip("pyarrow.parquet")
    write_parquet(empty, tmp_path / "d.parquet")
    assert tuple(parquet.read_table(tmp_path / "d.parquet").column_names) == COLUMNS
    assert "".join(csv_text(empty)) == ",".join(COLUMNS) + "\n"
    write_xlsx(empty, tmp_path / "d.xlsx")
    assert [tuple(row) for row in cells(tmp_path / "d.xlsx")] == [COLUMNS]


def cells(path: Path) -> list[list[str | None]]:
    """The first sheet of a workbook, as its file has it."""
    space = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    with zipfile.ZipFile(path) as book:
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    assert sheet.find(".//m:f", space) is None, "a formula"
    rows = sheet.findall(".//m:row", space)
    return [
        [c.findtext("m:v", None, space) or c.findtext("m:is/m:t", None, space) for c in row]
        for row in rows
    ]


def test_excel_has_no_formulas_and_exact_numbers(evaluation: Evaluation, tmp_path: Path) -> None:
    write_xlsx(evaluation, tmp_path / "d.xlsx")
    head, first, second = cells(tmp_path / "d.xlsx")
    assert tuple(head) == COLUMNS
    assert "=1+1" in first and "1000000000000.01" in first
    assert "@p2" in second and "-75.05" in second
    # 31 March 2027 as Excel counts days.
    assert "46477" in first


def test_excel_is_the_same_bytes_again(evaluation: Evaluation, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_xlsx(evaluation, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_tables_for_people(evaluation: Evaluation) -> None:
    by_provider, by_payment = totals_tables(evaluation)
    assert by_provider.headings == ("provider", "owed", "payable", "pending")
    assert by_provider.rows[0] == (
        "alder-care",
        "£1,000,000,000,000.01",
        "£1,000,000,000,000.01",
        "",
    )
    assert by_payment.rows[-1] == (
        "all",
        "£1,000,000,000,000.01",
        "£1,000,000,000,000.01",
        "-£75.05",
    )
    shown = decision_table(evaluation, 1)
    assert shown.title == "Decisions: the first 1 of 2"
    assert list(refusal_lines(evaluation, 0)) == ["and 1 more refused rows."]
    assert "log.csv, row 9" in next(refusal_lines(evaluation, 1))


def test_a_plain_table_lines_its_columns_up() -> None:
    table = Table(
        "Two", ("name", "price"), (("a", "£1.00"), ("bb", "£10.00")), frozenset({"price"})
    )
    assert list(plain_table(table)) == [
        "Two",
        "  name   price",
        "  ----  ------",
        "  a      £1.00",
        "  bb    £10.00",
    ]
