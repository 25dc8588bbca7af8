"""Band tables: rows of limits and what each gives, as bands over scaled whole numbers (law 14)."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from ocdsl.base.source import Span
from ocdsl.model.amounts import Band
from ocdsl.model.bands import Interval, ends, interval, scaled_limits, total_domain, uncovered
from ocdsl.model.contract import FIELD_PLACES, Field
from ocdsl.model.values_read import ValueRead
from ocdsl.syntax import phrases as ph

RATE_PLACES = 2
"""A percentage in a release table is held in hundredths of a per cent: 60% is 6000."""
PERCENTAGES: Interval = ((0, 0), (100 * 10**RATE_PLACES, 1))


def price_bands(table: ph.Table, field: Field) -> tuple[Band, ...]:
    """The bands of a `whole amount by band` table, from the lowest."""
    places = FIELD_PLACES[field.kind]
    rows = _rows(table, places, total_domain(field.limits))
    return _in_order(evolve(b, pence=_pence(cell)) for b, cell in rows)


def value_bands(table: ph.Table, read: ValueRead) -> tuple[Band, ...]:
    """The bands of a table over one value of each subject, from the lowest."""
    rows = _rows(table, read.places, read.domain)
    return _in_order(evolve(b, pence=_pence(cell)) for b, cell in rows)


def measure_bands(table: ph.Table, read: ValueRead, scale: int) -> tuple[Band, ...]:
    """The bands of what a measure is, from the lowest, in parts of `scale`."""
    rows = _rows(table, read.places, read.domain)
    return _in_order(evolve(b, pence=_parts_of(cell, scale)) for b, cell in rows)


def _parts_of(cell: ph.Cell, scale: int) -> int:
    match cell.content:
        case ph.Money(pence=pence):
            return pence
        case ph.Percent(digits=digits, places=places):
            return int(digits * scale // (100 * 10**places))
        case ph.Number(digits=digits, places=places):
            return int(digits * scale // 10**places)
    return 0


def part_bands(table: ph.Table, read: ValueRead) -> tuple[Band, ...]:
    """The bands of a table of rates, from the lowest; `at most` limits what a row comes to."""
    rows = _rows(table, read.places, read.domain)
    most = {row[0].span.line: _limit_of(row) for row in table.rows}
    return _in_order(
        evolve(b, pence=_pence(cell), share=_share(cell), most=most[b.span.line])
        for b, cell in rows
    )


def _limit_of(row: tuple[ph.Cell, ...]) -> int | None:
    content = row[2].content if len(row) > 2 else None
    return content.pence if isinstance(content, ph.Money) else None


def release_bands(table: ph.Table) -> tuple[Band, ...]:
    """The bands of a release table, from the lowest; limits in ten-thousandths."""
    rows = _rows(table, RATE_PLACES, PERCENTAGES)
    return _in_order(
        evolve(b, share=_share(cell), straight=_is_words(cell, "in a straight line"))
        for b, cell in rows
    )


def _rows(table: ph.Table, places: int, domain: Interval) -> Iterator[tuple[Band, ph.Cell]]:
    limited = [r for r in table.rows if not _is_words(r[0], "otherwise")]
    spans = [interval(limits_in(row[0], places)) for row in limited]
    for row, span in zip(limited, spans, strict=True):
        yield _band(span, row[0].span), row[1]
    for row in table.rows:
        if _is_words(row[0], "otherwise"):
            yield from ((_band(gap, row[0].span), row[1]) for gap in uncovered(domain, spans))


def limits_in(cell: ph.Cell, places: int) -> list[tuple[str, int]]:
    """The limits of a row's first cell, scaled; none for any other content."""
    return scaled_limits(cell.content, places) if isinstance(cell.content, tuple) else []


def _band(span: Interval, place: Span) -> Band:
    low, low_included, high, high_included = ends(span)
    return Band(low, low_included, high, high_included, span=place)


def _in_order(bands: Iterator[Band]) -> tuple[Band, ...]:
    return tuple(sorted(bands, key=lambda b: (b.low is not None, b.low or 0, not b.low_included)))


def _is_words(cell: ph.Cell, text: str) -> bool:
    return isinstance(cell.content, ph.Words) and cell.content.text == text


def _pence(cell: ph.Cell) -> int:
    return cell.content.pence if isinstance(cell.content, ph.Money) else 0


def _share(cell: ph.Cell) -> tuple[int, int]:
    if isinstance(cell.content, ph.Percent):
        return cell.content.digits, 100 * 10**cell.content.places
    return (1, 1) if _is_words(cell, "all") else (0, 1)
