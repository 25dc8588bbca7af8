"""Cards of rates."""

from __future__ import annotations

from itertools import product

from ocdsl.model.build.block_parts import common, must
from ocdsl.model.card_tables import (
    choices_of,
    published_by,
    quantity_of_card,
    rate_beside,
    rates_in,
    rise_unit,
)
from ocdsl.model.cards import Card, Column, Rise
from ocdsl.model.clauses import every, only
from ocdsl.model.context import Context
from ocdsl.model.quantities import PERCENT, quantity_of_kind
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree


def build_card(context: Context, block: tree.Block) -> Card:
    """A `rates` block, with a value for all that its columns can be."""
    by, held = must(block, tree.By), quantity_of_card(block)
    if held is None:
        raise LookupError(f"{block.name.text} has no rates of one kind")
    columns = tuple(Column(c.field.text, c.at, choices_of(context, block, c)) for c in by.columns)
    rates = {rate.beside: rate.cell for rate in rates_in(by)}
    found = (
        (beside, rate_beside(rates, beside)) for beside in product(*(c.choices for c in columns))
    )
    return Card(
        **common(block),
        columns=columns,
        kind=held.kind,
        scale=held.scale,
        values={beside: _digits(cell, held.scale) for beside, cell in found if cell},
        rise=_rise(context, block),
    )


def _rise(context: Context, block: tree.Block) -> Rise | None:
    """How the rates rise each year; None where they stay as they are."""
    rises = only(block, tree.Rises)
    if rises is None:
        return None
    unit = rise_unit(context, rises)
    if unit is None:
        raise LookupError(f"{block.name.text} rises on no first day of a year")
    limits = {limit.word: limit.share for limit in every(block, tree.RiseLimit)}
    if isinstance(rises.by, ph.Percent):
        parts = PERCENT * 10**rises.by.places
        sign = 1 if rises.way == "rises" else -1
        return Rise(unit, sign * rises.by.digits, parts, "", "", None, None)
    parts = quantity_of_kind("percentage").scale
    least, most = (_parts(limits.get(word), parts) for word in ("at least", "at most"))
    (event,) = published_by(context, rises.by.text)
    return Rise(unit, 0, parts, event, rises.by.text, least, most)


def _parts(share: ph.Percent | None, parts: int) -> int | None:
    return None if share is None else share.digits * parts // (PERCENT * int(10**share.places))


def _digits(cell: ph.Cell, scale: int) -> int:
    """A rate in parts of one, of which there are `scale`."""
    match cell.content:
        case ph.Money(pence=digits):
            return digits * (scale // 100)
        case ph.Percent(digits=digits, places=places):
            return digits * (scale // (100 * int(10**places)))
        case ph.Number(digits=digits, places=places):
            return digits * (scale // int(10**places))
    raise LookupError("a cell of a card is no rate")
