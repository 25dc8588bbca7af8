"""A value that no row of a band table covers (law 14)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.band_tables import band_tables
from ocdsl.model.bands import uncovered
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context


def find(context: Context) -> Iterator[Found]:
    """Every part of a table's domain that falls between its rows, below them or above them."""
    for table in band_tables(context):
        if not table.is_whole or table.otherwise():
            continue
        for gap in uncovered(table.domain, [span for span, _ in table.rows()]):
            value = table.value_in(gap)
            message = (
                f"No row of this table covers {value}: `{table.quantity}` can have that value."
            )
            fix = f"Widen a row so that it covers {value}, or add an `otherwise` row."
            yield Found(message, table.span, table.heading, fix)


RULE = Rule(
    code="BandGap",
    severity=Severity.ERROR,
    what="A band table has a gap: a value that can occur falls in no row.",
    why="Whoever has that value is paid nothing at all, or argued over.",
    fix="Cover every value, or add an `otherwise` row.",
    example='payment weekly-support "Ongoing support"\n'
    "  pays  whole amount by band of the total of hours at each support-day "
    "for each person in older-people and provider and week\n"
    "    | hours                              | price   |\n"
    "    | more than 0, up to and including 5 | £75.00  |\n"
    "    | at least 6                         | £150.00 |\n"
    "  due   30 days after the end of the month of earning\n",
    law="law 14",
    find=find,
)
