"""Excel workbooks made from a contract: equal bytes, and text that stays text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import IO, Any

HEAD = {"bold": True, "bg_color": "#E6EDF3", "bottom": 1}
"""How a heading looks."""
WRAPPED = {"text_wrap": True, "valign": "top"}
"""How a cell of sentences looks."""
_A4 = 9
_LINE = 15
"""The height of a line of text, in points."""
# A fixed moment: the same contract gives the same bytes.
_CREATED = datetime(2000, 1, 1)
_TEXT_STAYS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@contextmanager
def workbook(made: IO[bytes], title: str) -> Iterator[Any]:
    """A new workbook, written when the block ends."""
    import xlsxwriter

    with xlsxwriter.Workbook(made, _TEXT_STAYS) as book:
        book.set_properties({"created": _CREATED, "title": title})
        yield book


def for_print(sheet: Any, headed: bool = False) -> None:
    """A4 on its side, as wide as the page; the first row is on each page where `headed`."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    if headed:
        sheet.repeat_rows(0)


def write_row(
    sheet: Any, place: int, texts: Sequence[str], widths: Sequence[int], look: Any
) -> None:
    """A row of sentences, as tall as the longest of them needs in columns of these widths."""
    lines = (-(-len(text) // width) for text, width in zip(texts, widths, strict=False))
    sheet.set_row(place, _LINE * max([1, *lines]))
    for column, text in enumerate(texts):
        sheet.write_string(place, column, text, look)
