"""A value that two rows of a band table both cover (law 14)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ocdsl.base.diagnostics import Severity
from ocdsl.model.band_tables import band_tables
from ocdsl.model.bands import is_empty, overlap
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context


def find(context: Context) -> Iterator[Found]:
    """Every two rows of a table that share a value."""
    for table in band_tables(context):
        for (one, _), (other, cell) in combinations(table.rows(), 2):
            both = overlap(one, other)
            if not is_empty(both):
                message = f"Two rows of this table cover {table.value_in(both)}."
                fix = "End one row where the next begins: `up to and including` then `more than`."
                yield Found(message, cell.span, table.heading, fix)


RULE = Rule(
    code="OverlappingBands",
    severity=Severity.ERROR,
    what="Two rows of a band table cover the same value.",
    why="The same case would have two prices.",
    fix="Let each value fall in one row.",
    example='payment weekly-support "Ongoing support"\n'
    "  pays  whole amount by band of the total of hours at each support-day "
    "for each person in older-people and provider and week\n"
    "    | hours                              | price   |\n"
    "    | more than 0, up to and including 5 | £75.00  |\n"
    "    | at least 5                         | £150.00 |\n"
    "  due   30 days after the end of the month of earning\n",
    law="law 14",
    find=find,
)
