"""The weighted mean of some measures, and what becomes of it where one of them is missing."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ocdsl.base.source import Span
from ocdsl.syntax.phrases import FieldAt, Limit, Name, Percent, Table, Value, Words, place


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
class IsValue:
    """`is benchmark - expenditure`: a measure worked out from values; or a weighted mean."""

    value: Value | WeightedMean
    span: Span = place()

    @property
    def table(self) -> Table | None:
        """The table of a weighted mean, which stands under the clause."""
        return self.value.table if isinstance(self.value, WeightedMean) else None


@frozen
class MissingParts:
    """`missing parts  share their weight among the rest`."""

    span: Span = place()


@frozen
class NeedsParts:
    """`needs  at least 3 parts`."""

    limit: Limit
    span: Span = place()
