"""What the values of a block give: its fields and measures looked up, its bands' domain found."""

from __future__ import annotations

from attrs import frozen

from ocdsl.model.bands import END, Interval, in_steps, interval, scaled_limits
from ocdsl.model.card_tables import quantity_of_card
from ocdsl.model.clauses import only
from ocdsl.model.context import Context
from ocdsl.model.contract import FIELD_PLACES
from ocdsl.model.quantities import (
    PERCENT,
    Known,
    Mixed,
    Quantity,
    quantity_of,
    quantity_of_bands,
    quantity_of_kind,
    quantity_of_mean,
)
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree
from ocdsl.syntax.mean_clauses import ByBand, WeightedMean, Worth
from ocdsl.syntax.phrase_text import text_of

FRACTION_PARTS = 10_000
"""Limits on a fraction are held in ten-thousandths: 40% is 4,000 of them."""
_Found = dict[str, Quantity | None]
"""What measures give that have been looked at: each is, once."""


def known_in(
    context: Context, block: tree.Block, hand: str = "", found: _Found | None = None
) -> Known:
    """What a field or a measure gives in a block; `hand` is the event at hand in a clause of it."""
    hand = hand or context.each_event(block)
    before: _Found = {} if found is None else found

    def known(value: ph.FieldAt) -> Quantity | None:
        event = value.at.event.text if value.at else hand
        field = context.field(event, value.field.text)
        if field is not None:
            return quantity_of_kind(field.kind)
        if context.is_card(value, hand):
            return quantity_of_card(context.named["rates"][value.field.text])
        measure = (
            context.worked_out(event) if value.at else context.values_at_hand(block, hand)
        ).get(value.field.text)
        return None if measure is None else _measured_once(context, measure, before)

    return known


def measured(context: Context, block: tree.Block) -> Quantity | None:
    """What a measure gives, once it is rounded; None where that cannot be told.

    Its values do not go together, or a line of it could not be read: that is reported there.
    """
    return _measured_once(context, block, {})


def _measured_once(context: Context, block: tree.Block, found: _Found) -> Quantity | None:
    """The same, of measures that rest on each other: a circle, which another check reports, is
    nothing."""
    name = block.name.text
    if name not in found:
        found[name] = None
        found[name] = _measured(context, block, found)
    return found[name]


def _measured(context: Context, block: tree.Block, before: _Found) -> Quantity | None:
    clause, rounded = only(block, tree.IsValue), only(block, tree.Rounded)
    if clause is None:
        # What a line that could not be read would have said is not known.
        return None if context.has_unread(block) else Quantity("percentage", 1, is_fraction=True)
    try:
        found = quantity_worked_out(clause.value, known_in(context, block, found=before))
    except Mixed:
        return None
    if found is None or rounded is None:
        return found
    return Quantity(found.kind, scale_of(found.kind, rounded.places), unit=found.unit)


def quantity_worked_out(value: Worth, known: Known) -> Quantity | None:
    """What a measure's value gives, a weighted mean, or a table of bands. Raises Mixed."""
    if isinstance(value, WeightedMean):
        return quantity_of_mean(value, known)
    if isinstance(value, ByBand):
        return quantity_of_bands(value)
    return quantity_of(value, known)


def scale_of(kind: str, places: int) -> int:
    """Parts of one in a value of a kind with so many decimal places, as it is written."""
    return int(10**places) * (PERCENT if kind == "percentage" else 1)


@frozen
class ValueRead:
    """One value that a table of bands limits."""

    name: str
    kind: str
    """The kind of field, or of value, as it is written in the table."""
    places: int
    """Decimal places that the table's limits are held with."""
    domain: Interval
    step: int
    """Every value is a multiple of so many of the last place; 0 where it can be any between."""


def value_read(context: Context, block: tree.Block, value: ph.Value) -> ValueRead | None:
    """What a band table's limits are limits on; None where that is not known. Raises Mixed."""
    field = None
    if isinstance(value, ph.FieldAt) and value.at is None:
        field = context.field(context.own_event(block), value.field.text)
    if field is not None and field.kind in FIELD_PLACES:
        places = FIELD_PLACES[field.kind]
        domain = in_steps(interval(scaled_limits(field.limits, places)))
        return ValueRead(field.name.text, field.kind, places, domain, 1)
    found = quantity_of(value, known_in(context, block))
    if found is None or found.kind not in ("money", "percentage", "number"):
        return None
    scale = FRACTION_PARTS if found.is_fraction else found.scale
    places = len(str(scale)) - 1 - (2 if found.kind == "percentage" else 0)
    step = 0 if found.is_fraction else found.step or 1
    everything = ((-END, 0), (END, 0))
    return ValueRead(text_of(value), found.kind, places, everything, step)
