"""Every value the contract sets beside another, with the kind of value it must be (law 7)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from attrs import evolve, frozen

from ocdsl.base.source import Span
from ocdsl.model.clauses import every, named_in
from ocdsl.model.context import Context
from ocdsl.model.contract import FIELD_PLACES
from ocdsl.model.quantities import Mixed, quantity_of_bands
from ocdsl.model.seen import Asked, Spot
from ocdsl.model.values_read import measured, value_read
from ocdsl.model.walk import walk
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree
from ocdsl.syntax.mean_clauses import ByBand
from ocdsl.syntax.split_clauses import Later, MoneyPart


@frozen
class Comparison:
    """A value and what it stands beside: `kind` is the kind of field, or of value, it must be."""

    beside: str
    """The thing it is compared with or is the value of, in words: `age`, `the price`."""
    kind: str
    value: ph.Value
    heading: str
    span: Span
    other: tree.FieldClause | None = None
    """The field the value is read from, when it is a field that exists."""
    cards: Collection[str] = ()
    """The cards of rates, which a limit cannot name."""
    word: str = ""
    """The word of the limit, such as `at least`; empty for a value that limits nothing."""
    places: int | None = None
    """Decimal places of what is worked out and limited in bands; None where the kind says them."""


def comparisons(context: Context) -> tuple[Comparison, ...]:
    """Every comparison and every plain value in the rules and the examples."""
    return context.once("comparisons", lambda: _comparisons(context))


def _comparisons(context: Context) -> Iterator[Comparison]:
    for seen in walk(context):
        if isinstance(seen, Asked):
            for test in seen.tests.items:
                if isinstance(test, ph.LimitTest):
                    yield from _of_test(seen.spot, test)
    for block in context.file.blocks:
        for clause in block.clauses:
            yield from _of_clause(Spot(context, block, clause), clause)


def field_read(spot: Spot, value: ph.FieldAt) -> tree.FieldClause | None:
    """The field that a value names, at its own event or at the event at hand; None if unknown."""
    event = value.at.event.text if value.at else spot.hand
    return spot.context.field(event, value.field.text)


def _of_test(spot: Spot, test: ph.LimitTest) -> Iterator[Comparison]:
    field = field_read(spot, test.value)
    if field:
        yield from _limits(spot, field.name.text, field.kind, test.limits)


def _limits(spot: Spot, beside: str, kind: str, limits: Iterable[ph.Limit]) -> Iterator[Comparison]:
    for limit in limits:
        if is_worked_out(spot, limit.value):
            continue
        inner = limit.value.value if isinstance(limit.value, ph.PointsAbove) else limit.value
        other = field_read(spot, inner) if isinstance(inner, ph.FieldAt) else None
        span = getattr(limit.value, "span", limit.span)
        yield Comparison(
            f"`{beside}`",
            kind,
            limit.value,
            spot.heading,
            span,
            other,
            spot.context.names["rates"],
            limit.word,
        )


_WORKED_OUT = (
    ph.ShareOf, ph.Arithmetic, ph.PercentageOf, ph.NumberOf, ph.Forfeited, ph.Dated,
)  # fmt: skip


def is_worked_out(spot: Spot, value: ph.Value) -> bool:
    """Whether a value is a calculation, or names a measure: its kind has a check of its own."""
    if isinstance(value, ph.FieldAt):
        event = value.at.event.text if value.at else spot.hand
        measures = spot.context.worked_out(event) if value.at else (
            spot.context.values_at_hand(spot.block, spot.hand)
        )  # fmt: skip
        own = spot.context.field(event, value.field.text)
        return own is None and value.field.text in measures
    return isinstance(value, _WORKED_OUT)


def is_total_of_cells(spot: Spot, value: ph.Value) -> bool:
    """Whether a banded value is a person's total in a period: its kind is that of the field."""
    return isinstance(value, ph.Total) and spot.context.wide_grain(spot.block) is None


def _of_clause(spot: Spot, clause: tree.Clause) -> Iterator[Comparison]:
    match clause:
        case tree.FieldClause():
            yield from _limits(spot, clause.name.text, clause.kind, clause.limits)
        case tree.Target(ph.Limit(value=value)) if isinstance(value, ph.Scalar):
            yield from _limits(spot, "target", _kind_measured(spot), (clause.limit,))
        case tree.NeedsPeople():
            yield from _limits(spot, "people", "whole number", (clause.limit,))
        case tree.Log():
            yield from _log(spot, clause.table)
        case tree.Pays(amount=amount) if isinstance(amount, ph.Scalar):
            yield Comparison("the price", "money", amount, spot.heading, amount.span)
        case tree.PriceLimit(amount=amount) if isinstance(amount, ph.Scalar):
            of_measure = spot.block.keyword == "measure"
            what = "the limit of the measure" if of_measure else "the limit of the price"
            kind = _kind_measured(spot) if of_measure else "money"
            yield Comparison(what, kind, amount, spot.heading, amount.span)
        case tree.Pays(amount=ph.Dated(changes)):
            for value in (change.value for change in changes):
                yield Comparison("the price", "money", value, spot.heading, value.span)
        case tree.PaysByBand() | tree.IsValue() | tree.Withhold():
            yield from _of_table(spot, clause)


def _of_table(spot: Spot, clause: tree.Clause) -> Iterator[Comparison]:
    """The limits of a table of bands, and what its rows give."""
    match clause:
        case tree.PaysByBand():
            limited = _banded(spot, clause.quantity)
            if limited:
                of_money = clause.parts and limited.kind == "money"
                gives = "percentage" if of_money else "money"
                yield from _table(spot, clause.table, limited, gives)
        case tree.IsValue(value=ByBand() as banded):
            if (limited := _banded(spot, banded.quantity)) is not None:
                yield from _table(spot, banded.table, limited, _kind_of_bands(banded))
        case tree.Withhold() if spot.context.is_rate(clause.measure.text):
            released = Banded(clause.measure.text, "percentage")
            yield from _table(spot, clause.table, released, "percentage")


def _kind_of_bands(banded: ByBand) -> str:
    """What the rows of a measure give; empty where they do not agree, which is reported."""
    try:
        found = quantity_of_bands(banded)
    except Mixed:
        return ""
    return found.kind if found else ""


def _kind_measured(spot: Spot) -> str:
    """What a measure gives: a percentage of people, or the kind of the value it works out."""
    found = measured(spot.context, spot.block)
    return found.kind if found else "percentage"


@frozen
class Banded:
    """What a table of bands limits: its name, its kind, and its decimal places if worked out."""

    name: str
    kind: str
    places: int | None = None


def _banded(spot: Spot, value: ph.Value) -> Banded | None:
    """What a table of bands limits; None where it is not known."""
    if isinstance(value, ph.Total) and is_total_of_cells(spot, value):
        field = field_read(spot, value.what)
        return Banded(field.name.text, field.kind) if field else None
    try:
        read = value_read(spot.context, spot.block, value)
    except Mixed:
        return None
    if read is None:
        return None
    of_kind = FIELD_PLACES.get(read.kind)
    return Banded(read.name, read.kind, None if read.places == of_kind else read.places)


_NO_VALUES = (tuple, ph.Words, ph.Facts, MoneyPart, Later)
"""What a cell can hold that is no value."""


def _table(spot: Spot, table: ph.Table, first: Banded, second: str) -> Iterator[Comparison]:
    for row in table.rows:
        if row and isinstance(row[0].content, tuple):
            for limit in _limits(spot, first.name, first.kind, row[0].content):
                yield evolve(limit, places=first.places)
        if second and len(row) > 1 and not isinstance(row[1].content, _NO_VALUES):
            beside = f"the {table.headings[1]}" if len(table.headings) > 1 else "this column"
            yield Comparison(beside, second, row[1].content, spot.heading, row[1].span)


def _log(spot: Spot, table: ph.Table) -> Iterator[Comparison]:
    for row in table.rows:
        cells = dict(zip(table.headings, row, strict=False))
        event, detail = named_in(cells.get("event")), cells.get("detail")
        facts = detail.content.items if detail and isinstance(detail.content, ph.Facts) else ()
        for fact in facts:
            field = spot.context.field(event.text, fact.field.text) if event else None
            if field:
                beside = f"`{fact.field.text}`"
                yield Comparison(beside, field.kind, fact.value, spot.heading, fact.span)


def score_fields(context: Context) -> frozenset[str]:
    """The names of the fields that hold scores."""
    blocks = context.named["event"].values()
    found = (f.name.text for b in blocks for f in every(b, tree.FieldClause) if f.kind == "score")
    return frozenset(found)
