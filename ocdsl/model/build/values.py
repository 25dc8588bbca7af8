"""Measures that are worked out from values."""

from __future__ import annotations

from ocdsl.model.build.block_parts import common, must
from ocdsl.model.clauses import only
from ocdsl.model.context import Context
from ocdsl.model.contract import Calculation
from ocdsl.model.values_read import measured
from ocdsl.syntax import tree


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
        value=must(block, tree.IsValue).value,
        kind=found.kind,
        target=target.limit if target else None,
        places=rounded.places if rounded else None,
    )
