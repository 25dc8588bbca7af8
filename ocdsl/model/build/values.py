"""Measures that are worked out from values."""

from __future__ import annotations

from attrs import evolve

from ocdsl.model.amounts import BandedValue, PriceLimit
from ocdsl.model.build.block_parts import common, must
from ocdsl.model.build.tables import measure_bands
from ocdsl.model.clauses import every, only, texts
from ocdsl.model.context import Context
from ocdsl.model.contract import Calculation
from ocdsl.model.quantities import Quantity, quantity_of_bands
from ocdsl.model.values_read import measured, value_read
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree
from ocdsl.syntax.mean_clauses import ByBand, WeightedMean


def build_calculation(context: Context, block: tree.Block) -> Calculation:
    """A `measure` block that says what its value is, for each event of a kind."""
    target = only(block, tree.Target)
    rounded, found = only(block, tree.Rounded), measured(context, block)
    if found is None:
        raise LookupError(f"what {block.name.text} is worked out from is not known")
    return Calculation(
        **common(block),
        event=context.each_event(block),
        grain=context.wide_grain(block),
        value=_value(context, block, found),
        kind=found.kind,
        target=target.limit if target else None,
        places=rounded.places if rounded else None,
        limits=build_price_limits(block),
        evidence=" ".join(texts(block, "evidence")),
    )


def _value(
    context: Context, block: tree.Block, found: Quantity
) -> ph.Value | WeightedMean | BandedValue:
    """The value, the bands, or the mean with what becomes of it where a part is missing."""
    value, needs = must(block, tree.IsValue).value, only(block, tree.NeedsParts)
    if isinstance(value, ByBand):
        read = value_read(context, block, value.quantity)
        if read is None:
            raise LookupError(f"the bands of {block.name.text} limit nothing")
        scale = max(q.scale for q in [quantity_of_bands(value)] if q)
        bands = measure_bands(value.table, read, scale)
        return BandedValue(
            value.quantity, read.kind, read.places, bands, scale=scale, table=value.table
        )
    if not isinstance(value, WeightedMean) or only(block, tree.MissingParts) is None:
        return value
    least = needs.limit.value if needs else None
    return evolve(value, shares=True, least=least.digits if isinstance(least, ph.Number) else 1)


def build_price_limits(block: tree.Block) -> tuple[PriceLimit, ...]:
    """What a price or a measure comes to at least, and then at most: where both bind, the most."""
    limits = sorted(every(block, tree.PriceLimit), key=lambda limit: limit.word)
    return tuple(PriceLimit(limit.word, limit.amount) for limit in limits)
