"""`in a straight line` without a value on each side (law 14)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.band_tables import BandTable, band_tables
from ocdsl.model.build.tables import release_bands
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context


def find(context: Context) -> Iterator[Found]:
    """Every row in a straight line that does not lie between two rows with values."""
    for table in band_tables(context):
        if (
            table.gives == "released"
            and table.is_whole
            and all(len(row) == 2 for row in table.table.rows)
        ):
            yield from _table(table)


def _table(table: BandTable) -> Iterator[Found]:
    bands = release_bands(table.table)
    for i, band in enumerate(bands):
        inside = 0 < i < len(bands) - 1
        if band.straight and not (
            inside and not bands[i - 1].straight and not bands[i + 1].straight
        ):
            message = "A straight line needs a row with a value before it and another after it."
            yield Found(message, band.span, table.heading)


RULE = Rule(
    code="StraightLineEnds",
    severity=Severity.ERROR,
    what="`in a straight line` has no value on one of its sides.",
    why="A line from nowhere gives no amount: what is released could not be worked out.",
    fix="Write `nothing`, `all` or a percentage in the rows on both sides.",
    example='payment outcome-fee "Reablement outcome"\n'
    "  pays      £1,575.00 for each independent\n"
    "  withhold  15% of the payment against reablement-rate "
    "during the quarter of the first service-start\n"
    "    | reablement-rate | released           |\n"
    "    | less than 50%   | nothing            |\n"
    "    | at least 50%    | in a straight line |\n"
    "  what is not released  is not paid\n"
    "  due       30 days after the end of the month of earning\n",
    law="law 14",
    find=find,
)
