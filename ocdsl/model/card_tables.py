"""A card of rates in the tree: what each column can be, and the value that a choice gives."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ocdsl.model.cards import OUTCOME, YEAR, year_named, year_starts
from ocdsl.model.clauses import every, only
from ocdsl.model.context import Context, outcomes_paid
from ocdsl.model.nodes import nodes
from ocdsl.model.quantities import Quantity, quantity_of
from ocdsl.model.reach import tail_end
from ocdsl.model.seen import Spot, Use
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree

OTHERWISE = "otherwise"
RATES = (ph.Money, ph.Percent, ph.Number)


@frozen
class Rate:
    """One rate of a card: what it stands beside, in the first column and in the heading row."""

    beside: tuple[str, ...]
    cell: ph.Cell


def rates_in(by: tree.By) -> Iterator[Rate]:
    """Every rate of a card, row by row; the heading counts where there are two columns."""
    two = len(by.columns) > 1
    for row in by.table.rows:
        for heading, cell in zip(by.table.headings[1:], row[1:], strict=False):
            beside = (named_in_row(row), heading) if two else (named_in_row(row),)
            yield Rate(beside, cell)


def named_in_row(row: tuple[ph.Cell, ...]) -> str:
    """What a row begins with: a choice, `year 1` or `otherwise`; empty for anything else."""
    content = row[0].content if row else None
    return content.text if isinstance(content, ph.Words | ph.Name) else ""


def rate_beside(rates: dict[tuple[str, ...], ph.Cell], wanted: tuple[str, ...]) -> ph.Cell | None:
    """The rate of some choices; where one of them has none of its own, that of `otherwise`."""
    tried: list[tuple[str, ...]] = [()]
    for choice in wanted:
        tried = [(*t, word) for t in tried for word in (choice, OTHERWISE)]
    return next((rates[t] for t in tried if t in rates), None)


def quantity_of_card(block: tree.Block) -> Quantity | None:
    """What the rates of a card are, in the finest parts that one of them is written in."""
    by = only(block, tree.By)
    found = [q for q in (_quantity(rate.cell) for rate in (rates_in(by) if by else ())) if q]
    if not found or len({q.kind for q in found}) > 1:
        return None
    return max(found, key=lambda q: q.scale)


def _quantity(cell: ph.Cell) -> Quantity | None:
    content = cell.content
    return quantity_of(content, lambda _: None) if isinstance(content, RATES) else None


def choices_of(context: Context, block: tree.Block, column: ph.FieldAt) -> tuple[str, ...]:
    """Everything that a column of a card can be; nothing where it has no list of choices."""
    name = column.field.text
    if name == OUTCOME:
        return outcomes_paid_by(context, block.name.text)
    if name == YEAR:
        return _years(context)
    events = [column.at.event.text] if column.at else list(context.named["event"])
    fields = [f for f in (context.field(e, name) for e in events) if f]
    found = (c for f in fields for c in _choices(f))
    return tuple(dict.fromkeys(found))


def _choices(field: tree.FieldClause) -> tuple[str, ...]:
    return ("yes", "no") if field.kind == "yes or no" else tuple(c.text for c in field.choices)


def outcomes_paid_by(context: Context, card: str) -> tuple[str, ...]:
    """The outcomes that are paid for by a card, in the order of the contract."""
    paid = {name for block, _ in uses_of_cards(context, card) for name in outcomes_paid(block)}
    return tuple(name for name in context.named["outcome"] if name in paid)


def uses_of_cards(context: Context, card: str) -> Iterator[tuple[tree.Block, ph.FieldAt]]:
    """Every block whose amount or value names a card, and where."""
    for block in (*context.payments.values(), *context.named["measure"].values()):
        values: list[object] = [c.amount for c in every(block, tree.Pays)]
        values += [c.quantity for c in every(block, tree.PaysByBand)]
        values += [c.amount for c in every(block, tree.PriceLimit)]
        values += [c.value for c in every(block, tree.IsValue)]
        values += [c.weight for c in every(block, tree.SharedAmong)]
        values += [c.limit.value for c in every(block, tree.Target)]
        tests = [test for c in every(block, tree.When) for test in c.tests.items]
        values += [x.value for t in tests if isinstance(t, ph.LimitTest) for x in t.limits]
        for value in values:
            for node in nodes(value):
                if isinstance(node, ph.FieldAt) and node.at is None and node.field.text == card:
                    yield block, node


def published_by(context: Context, field: str) -> tuple[str, ...]:
    """The events about the contract that record a percentage of this name."""
    return tuple(
        name
        for name, block in context.named["event"].items()
        if any(about.whom == "the contract" for about in every(block, tree.About))
        and (found := context.field(name, field)) is not None
        and found.kind == "percentage"
    )


def uses_of_index(spot: Spot, by: ph.Name) -> Iterator[Use]:
    """An index, and the event about the contract that publishes it."""
    for event in published_by(spot.context, by.text):
        yield Use("event", ph.Name(event), spot.context.names_of("event"), spot)
        yield Use("field", by, tuple(spot.context.fields(event)), spot, of=event)


def rise_unit(context: Context, rises: tree.Rises) -> str | None:
    """The kind of year that begins on the day on which rates rise; None where none does."""
    if rises.day != 1:
        return None
    starts = only(context.header, tree.YearsStart)
    if starts and rises.month == starts.month:
        return "year"
    return "calendar-year" if rises.month == 1 else None


def _years(context: Context) -> tuple[str, ...]:
    term = only(context.header, tree.Term)
    if term is None or term.end.ordinal < term.start.ordinal:
        return ()
    starts = year_starts(term.start.ordinal, tail_end(context), context.dates)
    return tuple(year_named(n) for n in range(1, len(starts) + 1))
