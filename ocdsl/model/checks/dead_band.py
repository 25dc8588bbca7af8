"""A row of a band table that can never apply (law 14)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.band_tables import BandTable, band_tables
from ocdsl.model.bands import is_empty, overlap, uncovered
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context


def find(context: Context) -> Iterator[Found]:
    """Every row without a value that can occur, and every `otherwise` with nothing left to it."""
    for table in band_tables(context):
        for span, cell in table.rows():
            if is_empty(span) or is_empty(overlap(span, table.domain)):
                message = f"This row can never apply: {_why(table, is_empty(span))}."
                yield Found(message, cell.span, table.heading)
        rows = [span for span, _ in table.rows()]
        left = uncovered(table.domain, rows) if table.is_whole else [table.domain]
        for cell in table.otherwise()[0 if not left else 1 :]:
            message = "This row can never apply: the other rows cover every value."
            yield Found(message, cell.span, table.heading)


def _why(table: BandTable, contradicts: bool) -> str:
    if contradicts:
        return "no value meets its limits"
    return f"`{table.quantity}` never has such a value"


RULE = Rule(
    code="RowNeverApplies",
    severity=Severity.ERROR,
    what="A row of a band table can never apply.",
    why="Its price reads as something that can be earned, and nobody ever will.",
    fix="Take the row out, or change its limits.",
    example='payment weekly-support "Ongoing support"\n'
    "  pays  whole amount by band of the total of hours at each support-day "
    "for each person in older-people and provider and week\n"
    "    | hours                  | price  |\n"
    "    | more than 0            | £75.00 |\n"
    "    | up to and including 0  | £5.00  |\n"
    "  due   30 days after the end of the month of earning\n",
    law="law 14",
    find=find,
)
