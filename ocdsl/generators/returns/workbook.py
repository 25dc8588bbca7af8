"""A return as an Excel workbook to fill in: its cells refuse what the log would refuse.

Saved as CSV from Excel, the first sheet is a log that `ocdsl evaluate` reads.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from ocdsl.base.calendar import day_of
from ocdsl.events.values import LONGEST_NUMBER
from ocdsl.generators.returns.columns import (
    DAY,
    MOMENT,
    NAME,
    NUMBER,
    TEXT,
    YES_NO,
    ReturnColumn,
)
from ocdsl.generators.workbooks import HEAD, WRAPPED, for_print, workbook, write_row
from ocdsl.model.contract import Contract

ROWS = 5_000
"""Rows that are ready to be filled in, each with its checks."""
_EARLIEST = date(1900, 1, 1)
"""Excel knows no day before it."""
_LARGEST = "9" * LONGEST_NUMBER
"""Stands for no limit: Excel asks for two, and a log takes no longer number."""
_LONGEST_MESSAGE, _LONGEST_TITLE = 255, 32
_FORMATS = {DAY: "yyyy-mm-dd", MOMENT: "yyyy-mm-dd hh:mm", TEXT: "@", NAME: "@", YES_NO: "@"}
_WIDTHS = {DAY: 13, MOMENT: 18, NUMBER: 12}
_LIST, _EXPLAINED_WIDTHS = "Lists", (24, 24, 90)


def returns_workbook(contract: Contract, columns: Sequence[ReturnColumn]) -> bytes:
    """The workbook: the same contract gives the same bytes."""
    made = BytesIO()
    with workbook(made, f"{contract.title}: returns") as book:
        events = book.add_worksheet("Events")
        _explanations(book, contract, columns)
        lists = _lists(book, columns)
        for place, column in enumerate(columns):
            _column(book, events, place, column, lists)
        events.freeze_panes(1, 0)
        for_print(events, headed=True)
        events.activate()
    return made.getvalue()


def _lists(book: Any, columns: Sequence[ReturnColumn]) -> Mapping[str, str]:
    """A sheet with the names that columns choose from; gives the cells of each column's list."""
    sheet = book.add_worksheet(_LIST)
    bold, found = book.add_format({"bold": True}), {}
    choosing = [column for column in columns if _names(column)]
    for place, column in enumerate(choosing):
        names = _names(column)
        sheet.write_string(0, place, column.name, bold)
        for row, name in enumerate(names, 1):
            sheet.write_string(row, place, name)
        letter = _letter(place)
        found[column.name] = f"={_LIST}!${letter}$2:${letter}${len(names) + 1}"
        sheet.set_column(place, place, 24)
    sheet.protect()
    for_print(sheet, headed=True)
    return found


def _names(column: ReturnColumn) -> tuple[str, ...]:
    return ("yes", "no") if column.kind == YES_NO else column.choices


def _letter(place: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(place))


def _column(
    book: Any, sheet: Any, place: int, column: ReturnColumn, lists: Mapping[str, str]
) -> None:
    """A heading with its explanation, the column's format, and the check of each of its cells."""
    form = _FORMATS.get(column.kind) or ("0." + "0" * column.places if column.places else "0")
    shape = book.add_format({"num_format": form})
    sheet.set_column(place, place, _WIDTHS.get(column.kind, 20), shape)
    head = book.add_format(HEAD)
    sheet.write_string(0, place, column.name, head)
    sheet.write_comment(0, place, column.explanation, {"x_scale": 2})
    rule = _rule(column, place, lists)
    message = _shortened(column.explanation, _LONGEST_MESSAGE)
    texts = {
        "input_title": _shortened(column.name, _LONGEST_TITLE),
        "input_message": message,
        "error_title": _shortened(f"Not a {column.name}", _LONGEST_TITLE),
        "error_message": message,
    }
    sheet.data_validation(1, place, ROWS, place, rule | texts)


def _rule(column: ReturnColumn, place: int, lists: Mapping[str, str]) -> dict[str, Any]:
    """What Excel checks in a cell."""
    if column.name in lists:
        return {"validate": "list", "source": lists[column.name]}
    if column.name == "event_id":
        letter = _letter(place)
        once = f"=COUNTIF(${letter}$2:${letter}${ROWS + 1},{letter}2)=1"
        return {"validate": "custom", "value": once}
    return _BY_KIND[column.kind](column)


def _texts(column: ReturnColumn) -> dict[str, Any]:
    return {"validate": "length", "criteria": "<=", "value": column.longest}


def _moments(column: ReturnColumn) -> dict[str, Any]:
    return {"validate": "date", "criteria": ">=", "value": _EARLIEST}


def _dates(column: ReturnColumn) -> dict[str, Any]:
    first, last = (_day(limit) for limit in (column.least, column.most))
    if last is None:
        return {"validate": "date", "criteria": ">=", "value": first or _EARLIEST}
    return {
        "validate": "date",
        "criteria": "between",
        "minimum": max(first or _EARLIEST, _EARLIEST),
        "maximum": last,
    }


def _day(limit: str | None) -> date | None:
    return None if limit is None else date.fromordinal(day_of(limit))


def _numbers(column: ReturnColumn) -> dict[str, Any]:
    return {
        "validate": "decimal" if column.places else "integer",
        "criteria": "between",
        "minimum": column.least or f"-{_LARGEST}",
        "maximum": column.most or _LARGEST,
    }


_BY_KIND: Mapping[str, Callable[[ReturnColumn], dict[str, Any]]] = {
    TEXT: _texts,
    MOMENT: _moments,
    DAY: _dates,
    NUMBER: _numbers,
}


def _shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _explanations(book: Any, contract: Contract, columns: Sequence[ReturnColumn]) -> None:
    """What each column holds, and what each event is."""
    sheet = book.add_worksheet("Explanations")
    bold = book.add_format(HEAD)
    wrapped = book.add_format(WRAPPED)
    titled = book.add_format({"bold": True, "font_size": 14})
    for column, width in enumerate(_EXPLAINED_WIDTHS):
        sheet.set_column(column, column, width)
    for_print(sheet)
    sheet.write_string(0, 0, f"{contract.title}: what is returned", titled)
    plain = book.add_format()
    made = f"Made from the contract text {contract.source.digest}."
    sheet.write_string(1, 0, made, plain)
    sheet.write_string(
        2, 0, "Fill in the sheet Events, one row for each event; save it as CSV.", plain
    )
    rows = [
        ("Column", "Needed", "What it holds"),
        *((c.name, _needed(c), c.explanation) for c in columns),
        (),
        ("Event", "About", "What it is"),
        *((e.name, e.about, e.title) for e in contract.events.values()),
    ]
    for place, row in enumerate(rows, 4):
        heading = row[:1] in (("Column",), ("Event",))
        write_row(sheet, place, row, _EXPLAINED_WIDTHS, bold if heading else wrapped)


def _needed(column: ReturnColumn) -> str:
    if column.by_all:
        return "always" if column.always else "but for withdrawals"
    return "for some events" if column.events else "only in a correction"
