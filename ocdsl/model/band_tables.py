"""The band tables of a contract: what each limits, the values that can occur, and its rows."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import field, frozen

from ocdsl.base.source import Span
from ocdsl.model.bands import END, Interval, in_steps, interval, scaled_limits, total_domain
from ocdsl.model.build.tables import PERCENTAGES, RATE_PLACES, limits_in
from ocdsl.model.clauses import heading
from ocdsl.model.context import Context
from ocdsl.model.contract import FIELD_PLACES
from ocdsl.model.kinds import in_places
from ocdsl.model.quantities import Mixed
from ocdsl.model.values_read import value_read
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree
from ocdsl.syntax.mean_clauses import ByBand


@frozen
class BandTable:
    """A table of bands: `kind` is the kind of value it limits, `domain` every value that can occur.

    A value that is recorded or rounded goes in steps of its last decimal place; a quotient, such as
    a percentage of people, takes any value between.
    """

    table: ph.Table
    quantity: str
    gives: str
    """Heading of the second column: `price`, `value` (of a measure) or `released`."""
    kind: str
    places: int
    """Decimal places that the value has: limits and gaps are held in whole numbers of the last."""
    domain: Interval
    step: int
    """Every value is a multiple of so many of the last place; 0 where it can be any between."""
    heading: str
    span: Span
    parts: bool = field(kw_only=True, default=False)
    """Whether each part has its own rate: then a third column may limit what a row comes to."""
    may_lack_rows: bool
    """Whether a line of the block could not be read, so that a row may be missing from the tree."""

    @property
    def is_whole(self) -> bool:
        """Whether every row was read, and begins with limits or with `otherwise`."""
        return not self.may_lack_rows and all(
            row and (is_limited(row[0]) or is_otherwise(row[0])) for row in self.table.rows
        )

    def rows(self) -> list[tuple[Interval, ph.Cell]]:
        """The interval of each row that has limits, with its first cell."""
        found = [row[0] for row in self.table.rows if row and is_limited(row[0])]
        return [(self._interval(cell), cell) for cell in found]

    def otherwise(self) -> list[ph.Cell]:
        """The cells that say `otherwise`."""
        return [row[0] for row in self.table.rows if row and is_otherwise(row[0])]

    def _interval(self, cell: ph.Cell) -> Interval:
        span = interval(limits_in(cell, self.places))
        return in_steps(span, self.step) if self.step else span

    def value_in(self, span: Interval) -> str:
        """A value that lies in an interval, as the contract would write it: `5.01`, `50.005%`."""
        (low, after), (high, before) = span
        if low == -END:
            return self._written(high if before else high - (self.step or 1))
        if not after:
            return self._written(low)
        if (high, before) > (low + 1, 0):
            return self._written(low + 1)
        return in_places(low * 10 + 5, self.places + 1, self.kind)

    def _written(self, value: int) -> str:
        return in_places(value, self.places, self.kind)


def is_limited(cell: ph.Cell) -> bool:
    """Whether a cell holds limits."""
    return isinstance(cell.content, tuple) and bool(cell.content)


def is_otherwise(cell: ph.Cell) -> bool:
    """Whether a cell says `otherwise`."""
    return isinstance(cell.content, ph.Words) and cell.content.text == "otherwise"


def band_tables(context: Context) -> Iterator[BandTable]:
    """Every band table whose quantity is known."""
    for block in (*context.payments.values(), *context.named["measure"].values()):
        for clause in block.clauses:
            if isinstance(clause, tree.IsValue):
                if isinstance(clause.value, ByBand):
                    yield from _of_value(context, block, clause, clause.value)
            elif isinstance(clause, tree.PaysByBand):
                cells = context.wide_grain(block) is None
                if cells and isinstance(clause.quantity, ph.Total):
                    yield from _of_total(context, block, clause)
                else:
                    yield from _of_value(context, block, clause, clause)
            elif isinstance(clause, tree.Withhold) and context.is_rate(clause.measure.text):
                yield BandTable(
                    table=clause.table,
                    quantity=clause.measure.text,
                    gives="released",
                    kind="percentage",
                    places=RATE_PLACES,
                    domain=PERCENTAGES,
                    step=0,
                    heading=heading(block, clause),
                    span=clause.span,
                    may_lack_rows=context.has_unread(block),
                )


def _of_value(
    context: Context, block: tree.Block, clause: tree.Clause, banded: tree.PaysByBand | ByBand
) -> Iterator[BandTable]:
    """The table of a price, or of a measure, by bands of a value."""
    try:
        read = value_read(context, block, banded.quantity)
    except Mixed:
        return
    if read:
        yield BandTable(
            table=banded.table,
            quantity=read.name,
            gives="value" if isinstance(banded, ByBand) else "price",
            kind=read.kind,
            places=read.places,
            domain=read.domain,
            step=read.step,
            heading=heading(block, clause),
            span=clause.span,
            parts=isinstance(banded, tree.PaysByBand) and banded.parts,
            may_lack_rows=context.has_unread(block),
        )


def _of_total(context: Context, block: tree.Block, clause: tree.PaysByBand) -> Iterator[BandTable]:
    assert isinstance(clause.quantity, ph.Total)
    what = clause.quantity.what
    field = context.field(what.at.event.text, what.field.text) if what.at else None
    if field and field.kind in FIELD_PLACES:
        yield BandTable(
            table=clause.table,
            quantity=field.name.text,
            gives="price",
            kind=field.kind,
            places=FIELD_PLACES[field.kind],
            domain=total_domain(scaled_limits(field.limits, FIELD_PLACES[field.kind])),
            step=1,
            heading=heading(block, clause),
            span=clause.span,
            may_lack_rows=context.has_unread(block),
        )
