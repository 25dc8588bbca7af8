"""A band table whose columns are not the quantity and what it gives (law 14)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.base.source import Span
from ocdsl.model.band_tables import BandTable, band_tables, is_limited, is_otherwise
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context
from ocdsl.syntax import phrases as ph

_WORDS = {
    "price": ("nothing",),
    "value": ("nothing",),
    "released": ("nothing", "all", "in a straight line"),
}
_WRITTEN = {
    "price": "an amount of money or `nothing`",
    "value": "an amount of money, a percentage, a number or `nothing`",
    "released": "`nothing`, `all`, `in a straight line` or a percentage",
}


def find(context: Context) -> Iterator[Found]:
    """Every table with other columns, and every cell that its column cannot hold."""
    for table in band_tables(context):
        wanted = (table.quantity, table.gives)
        limited = (*wanted, "at most") if table.parts else wanted
        if table.table.headings not in (wanted, limited) and not _is_told(context, table):
            message = f"The columns of this table must be `{wanted[0]}` and `{wanted[1]}`."
            yield Found(
                message, table.table.span, table.heading, f"Write `| {' | '.join(wanted)} |`."
            )
        for row in table.table.rows:
            yield from _row(table, row)
        if not table.table.rows and not table.may_lack_rows:
            yield Found("This table has no rows.", table.table.span, table.heading)


def _is_told(context: Context, table: BandTable) -> bool:
    """Whether the heading row could not be read, or the measure that it names is not there."""
    unknown = table.gives == "released" and table.quantity not in context.names["measure"]
    return unknown or table.table.span.line in context.unread


def _row(table: BandTable, row: tuple[ph.Cell, ...]) -> Iterator[Found]:
    limited = table.parts and len(table.table.headings) == 3
    if len(row) != 2 + limited:
        columns = "three" if limited else "two"
        message = f"This row has {len(row)} cells, and the table has {columns} columns."
        yield Found(message, row[0].span if row else table.span, table.heading)
        return
    limits, gives, *most = row
    if most and not isinstance(most[0].content, ph.Money) and not _is_no_limit(most[0]):
        message = "This cell does not say what the row comes to at most."
        yield Found(message, _place(most[0], table), table.heading, "Write money, or `no limit`.")
    if not (is_limited(limits) or is_otherwise(limits)):
        message = f"The first column limits `{table.quantity}`: this cell has no limit."
        fix = "Write limits such as `more than 5, up to and including 14`, or `otherwise`."
        yield Found(message, _place(limits, table), table.heading, fix)
    problem = _gives(table, gives)
    if problem:
        fix = f"Write {_WRITTEN[table.gives]}."
        yield Found(problem, _place(gives, table), table.heading, fix)


def _is_no_limit(cell: ph.Cell) -> bool:
    return isinstance(cell.content, ph.Words) and cell.content.text == "no limit"


def _place(cell: ph.Cell, table: BandTable) -> Span:
    return cell.span if cell.span.length else table.table.span


def _gives(table: BandTable, cell: ph.Cell) -> str:
    """What is wrong with a cell of the second column; a plain value has checks of its own."""
    content = cell.content
    if isinstance(content, ph.Words):
        known = content.text in _WORDS[table.gives]
        return "" if known else f"`{content.text}` cannot stand under `{table.gives}`."
    if isinstance(content, tuple | ph.Facts | ph.Name):
        return f"This cell does not say what is the {table.gives}."
    of_all = table.gives == "released"
    if of_all and isinstance(content, ph.Percent) and content.digits > 100 * 10**content.places:
        return "More than all of what is withheld cannot be released."
    return ""


RULE = Rule(
    code="BandColumns",
    severity=Severity.ERROR,
    what="The columns of a band table are not the banded quantity and what it gives.",
    why="A table that limits another thing than the clause says would price it by the wrong count.",
    fix="Let the first column limit the quantity, and the second say what it gives.",
    example='payment weekly-support "Ongoing support"\n'
    "  pays  whole amount by band of the total of hours at each support-day "
    "for each person in older-people and provider and week\n"
    "    | visits      | price  |\n"
    "    | more than 0 | £75.00 |\n"
    "  due   30 days after the end of the month of earning\n",
    law="law 14",
    find=find,
)
