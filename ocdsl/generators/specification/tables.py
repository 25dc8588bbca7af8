"""Tables as Word XML: fixed widths, a heading row on every page, rows that never split."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from html import unescape
from itertools import pairwise

from attrs import frozen
from markupsafe import Markup

from ocdsl.drawing.widths import width as width_of
from ocdsl.generators.specification.runs import TERM_STYLE, run, runs, safe
from ocdsl.generators.specification.setting import Setting
from ocdsl.rules.wording.clauses import Table, plain

TABLE_STYLE = "ClauseTable"
_SIDES = 216
"""Left and right of the text of a cell."""
_SHOWN = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_WORD = re.compile(r"\d{1,2}\s\w+\s\d{4}|\S+")
"""A word of a cell; a date is one, and is not broken."""
_WHOLE = 1_500
"""What is wider than this may be broken after a hyphen; the code of a person may not."""
_KEPT_TOGETHER = 14
"""Lines of a table that stays on one page; a longer one may run on, its heading row repeated."""
_KEEP = "<w:keepNext/>"


def table_xml(
    table: Table,
    reference: Callable[[str], str],
    setting: Setting,
    indent: int = 0,
    small: bool = False,
) -> Markup:
    """The table, its left edge so far from that of the text of a page that is set like that."""
    heads = [str(runs(words, reference)) for words in table.headings]
    rows = [[str(runs(words, reference)) for words in row] for row in table.rows]
    caption = ", ".join(plain(words) for words in table.headings)
    grid = Grid(heads, rows, table.widths, table.right, caption, table.tall)
    return grid_xml(grid, setting, indent, small)


def grid_of(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    shares: Sequence[int],
    right: Collection[int] = (),
) -> Grid:
    """A grid whose headings are plain text."""
    caption = ", ".join(headings)
    return Grid([run(heading) for heading in headings], rows, shares, right, caption)


@frozen
class Grid:
    """A table whose headings and cells are runs already; `shares` are the widths in proportion."""

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    shares: Sequence[int]
    right: Collection[int] = ()
    caption: str = ""
    """What it is a table of, for those who have the page read to them."""
    tall: bool = False


def grid_xml(grid: Grid, setting: Setting, indent: int = 0, small: bool = False) -> Markup:
    """The same of a grid."""
    size, head_size = (
        setting.sizes[style] for style in ("TableSmall" if small else "TableText", "TableHead")
    )
    columns = zip(grid.headings, *grid.rows, strict=True)
    least = [max(_least(cells, size), _least_head(head, head_size)) for head, *cells in columns]
    widths = column_widths(grid.shares, setting.room - indent, least)
    right, rows = grid.right, grid.rows
    heads = [_cell(h, widths[n], "TableHead", n in right) for n, h in enumerate(grid.headings)]
    made = [_row(heads, heading=True)]
    lines = (max(map(_lines, cells, widths, [size] * len(cells))) for cells in rows)
    together, style = sum(lines) <= _KEPT_TOGETHER, "TableSmall" if small else "TableText"
    for number, cells in enumerate(rows, 1):
        # The last row never stands alone under the heading row on a new page.
        kept = number < len(rows) and (together or number == len(rows) - 1)
        filled = [_cell(c, widths[n], style, n in right, kept) for n, c in enumerate(cells)]
        made.append(_row(filled, tall=grid.tall))
    return Markup(_properties(widths, indent, safe(grid.caption)) + "".join(made) + "</w:tbl>")


def column_widths(shares: Sequence[int], width: int, least: Sequence[int] = ()) -> list[int]:
    """Widths in twentieths of a point that sum to `width`, in proportion to the shares.

    A column is no narrower than the least that its words need, as long as there is room for all.
    """
    if sum(least) >= width:
        return _in_proportion(least, width)
    needing: set[int] = set()
    while True:
        free = width - sum(least[n] for n in needing)
        others = [n for n in range(len(shares)) if n not in needing]
        widths = _in_proportion([shares[n] for n in others], free)
        found = dict(zip(others, widths, strict=True)) | {n: least[n] for n in needing}
        short = {n for n in others if least and found[n] < least[n]}
        if not short:
            return [found[n] for n in range(len(shares))]
        needing |= short


def _in_proportion(shares: Sequence[int], width: int) -> list[int]:
    whole, edges, total = sum(shares), [0], 0
    for share in shares:
        total += share
        edges.append(width * total // whole)
    return [right - left for left, right in pairwise(edges)]


def _least(cells: Sequence[str], size: int) -> int:
    """What the longest word of the cells of a column needs; a defined term is bold."""
    return max((_longest(cell, size, TERM_STYLE in cell) for cell in cells), default=0) + _SIDES


def _least_head(head: str, size: int) -> int:
    """What the longest word of a heading needs."""
    return _longest(head, size, bold=True) + _SIDES


def _longest(cell: str, size: int, bold: bool) -> int:
    """The widest piece of a cell's runs that is not to be broken."""
    words = _WORD.findall(unescape("".join(_SHOWN.findall(cell))))
    wide = [part for word in words for part in _parts(word, width_of(word, size, bold))]
    return max((width_of(part, size, bold) for part in wide), default=0)


def _lines(cell: str, width: int, size: int) -> int:
    """About how many lines a cell has."""
    text = unescape("".join(_SHOWN.findall(cell)))
    return max(1, -(-width_of(text, size) // (width - _SIDES)))


def _parts(word: str, wide: int) -> list[str]:
    return [word] if wide <= _WHOLE else re.split(r"(?<=\w-)(?=\w)", word)


def _properties(widths: Sequence[int], indent: int, caption: str) -> str:
    """Widths and borders, and a caption for those who have the page read to them."""
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{TABLE_STYLE}"/><w:tblW w:w="{sum(widths)}" '
        f'w:type="dxa"/><w:tblInd w:w="{indent}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
        f'w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{caption}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )


def _row(cells: Sequence[str], heading: bool = False, tall: bool = False) -> str:
    more = "<w:tblHeader/>" if heading else '<w:trHeight w:val="760"/>' if tall else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(inside: str, width: int, style: str, right: bool, kept: bool = False) -> str:
    """A cell; what is kept stays on the page of the row that follows."""
    side = (_KEEP if kept else "") + ('<w:jc w:val="right"/>' if right else "")
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{side}</w:pPr>{inside}</w:p></w:tc>'
    )
