"""A value that no row of a band table covers (law 14)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.base.source import Span
from ocdsl.model.band_tables import BandTable, band_tables
from ocdsl.model.bands import Interval, uncovered
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context
from ocdsl.syntax import phrases as ph
from ocdsl.syntax.phrase_text import text_of

_LOWER_OF = {"less than": "at least", "up to and including": "more than"}
_UPPER_OF = {lower: upper for upper, lower in _LOWER_OF.items()}
_UPPER, _LOWER = _LOWER_OF.keys(), _UPPER_OF.keys()


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
            readings = tuple(_readings(table, gap))
            yield Found(message, table.span, table.heading, fix, readings)


def _readings(table: BandTable, gap: Interval) -> Iterator[tuple[Span, str]]:
    """The row below the gap widened up to the row above it, and the other way round."""
    below = _limit(table, _UPPER, lambda row: row[1] == gap[0])
    above = _limit(table, _LOWER, lambda row: row[0] == gap[1])
    if below and above:
        yield below.span, f"{_UPPER_OF[above.word]} {text_of(above.value)}"
        yield above.span, f"{_LOWER_OF[below.word]} {text_of(below.value)}"


def _limit(
    table: BandTable, words: Collection[str], touches: Callable[[Interval], bool]
) -> ph.Limit | None:
    """The limit by which a row ends at a gap; None when no row does."""
    cells = [cell for row, cell in table.rows() if touches(row)]
    content = cells[0].content if cells else ()
    limits = content if isinstance(content, tuple) else ()
    return next((limit for limit in limits if limit.word in words), None)


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
