"""A result as an Excel workbook: equal bytes for equal results, and text that stays text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from ocdsl.ledger.decision import COLUMNS, Decision
from ocdsl.ledger.evaluation import Evaluation
from ocdsl.ledger.formats import totals_tables

# Excel holds 1,048,576 rows on a sheet, one of them for the headings.
_ROWS_ON_A_SHEET = 1_048_575
# A fixed moment: equal results are equal bytes.
_CREATED = datetime(2000, 1, 1)
_WIDTHS = {"id": 48, "because": 30, "awaiting": 40, "reason": 40, "period": 24}


def write_xlsx(evaluation: Evaluation, path: Path) -> None:
    """Write every decision to sheets of the columns of a decision, and the totals to another.

    Amounts are number cells written from exact decimals and dates are date cells; all else is
    text, also when it begins as a formula does. Raises OSError when `path` cannot be written.
    """
    import xlsxwriter

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    try:
        with xlsxwriter.Workbook(str(path), options) as book:
            book.set_properties({"created": _CREATED, "title": evaluation.header.contract})
            _decision_sheets(book, evaluation.decisions())
            _totals_sheet(book, evaluation)
    except xlsxwriter.exceptions.FileCreateError as failure:
        raise OSError(f"{path} cannot be written: {failure}") from failure


def _decision_sheets(book: Any, decisions: Iterator[Decision]) -> None:
    formats = {
        "money": book.add_format({"num_format": "#,##0.00;[Red]-#,##0.00"}),
        "date": book.add_format({"num_format": "d mmmm yyyy", "align": "left"}),
    }
    number, rows = 1, list(islice(decisions, _ROWS_ON_A_SHEET))
    while rows or number == 1:
        sheet = book.add_worksheet("decisions" if number == 1 else f"decisions {number}")
        _head(book, sheet, COLUMNS)
        for place, decision in enumerate(rows, 1):
            _decision_row(sheet, place, decision, formats)
        number, rows = number + 1, list(islice(decisions, _ROWS_ON_A_SHEET))


def _head(book: Any, sheet: Any, headings: tuple[str, ...]) -> None:
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(headings):
        sheet.set_column(column, column, _WIDTHS.get(name, 16))
    bold = book.add_format({"bold": True})
    for column, name in enumerate(headings):
        sheet.write_string(0, column, name, bold)


def _decision_row(sheet: Any, place: int, decision: Decision, formats: dict[str, Any]) -> None:
    for column, (name, value) in enumerate(zip(COLUMNS, decision, strict=True)):
        if isinstance(value, str | tuple):
            text = value if isinstance(value, str) else ";".join(value)
            sheet.write_string(place, column, text)
        elif value is not None and name == "amount":
            # xlsxwriter prints the number it is given: a Decimal stays exact.
            sheet.write_number(place, column, Decimal(value).scaleb(-2), formats["money"])
        elif value is not None and name.endswith("_on"):
            sheet.write_datetime(place, column, date.fromordinal(value), formats["date"])
        elif value is not None:
            sheet.write_number(place, column, value)


def _totals_sheet(book: Any, evaluation: Evaluation) -> None:
    sheet = book.add_worksheet("totals")
    sheet.set_column(0, 12, 18)
    place = 0
    for table in totals_tables(evaluation):
        for row in ((table.title,), table.headings, *table.rows, ()):
            for column, text in enumerate(row):
                sheet.write_string(place, column, text)
            place += 1
