"""What a measure is: a value, a weighted mean of other measures, or what a table of bands gives."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ocdsl.base.source import Span
from ocdsl.syntax.phrases import (
    Cell,
    FieldAt,
    Limit,
    Money,
    Name,
    Number,
    Percent,
    Table,
    Value,
    Words,
    place,
)


@frozen
class WeightedMean:
    """`the weighted mean of` a table: the parts, each with its weight.

    Where `shares`, a part that is missing shares its weight among the rest, if at least `least`
    parts are there; otherwise the mean is missing when a part is.
    """

    table: Table
    shares: bool = False
    least: int = 0
    span: Span = place()

    @property
    def parts(self) -> Iterator[tuple[FieldAt, Percent]]:
        """The parts by name, with their weights: the rows of the table that have both."""
        for row in self.table.rows:
            name, weight = row[0].content, row[1].content if len(row) > 1 else None
            if isinstance(name, Words) and isinstance(weight, Percent):
                yield FieldAt(Name(name.text, span=row[0].span), span=row[0].span), weight

    @property
    def fields(self) -> tuple[FieldAt, ...]:
        """The parts by name alone."""
        return tuple(field for field, _ in self.parts)


@frozen
class ByBand:
    """`whole amount by band of availability` and its table: what a measure is in each band."""

    quantity: Value
    table: Table
    span: Span = place()

    @property
    def gives(self) -> tuple[Cell, ...]:
        """The cells that say what the measure is, where that is an amount."""
        cells = (row[1] for row in self.table.rows if len(row) > 1)
        return tuple(c for c in cells if isinstance(c.content, Money | Percent | Number))


Worth = Value | WeightedMean | ByBand
"""What a measure can be."""


@frozen
class IsValue:
    """`is benchmark - expenditure`: a measure worked out from values; or from a table of them."""

    value: Worth
    span: Span = place()

    @property
    def table(self) -> Table | None:
        """The table of a weighted mean, or of bands, which stands under the clause."""
        return self.value.table if isinstance(self.value, WeightedMean | ByBand) else None


@frozen
class MissingParts:
    """`missing parts  share their weight among the rest`."""

    span: Span = place()


@frozen
class NeedsParts:
    """`needs  at least 3 parts`."""

    limit: Limit
    span: Span = place()
