"""Gates."""

from __future__ import annotations

from ocdsl.model.build.block_parts import common, must
from ocdsl.model.clauses import only
from ocdsl.model.context import Context
from ocdsl.model.gates import Gate
from ocdsl.syntax import tree


def is_gate(block: tree.Block) -> bool:
    """Whether an outcome is of a provider or the contract, judged on a day."""
    return only(block, tree.AchievedOnDay) is not None


def build_gate(context: Context, block: tree.Block) -> Gate:
    """An `outcome` block that is achieved on a day."""
    grain = context.wide_grain(block)
    if grain is None:
        raise LookupError(f"{block.name.text} is for nobody")
    return Gate(
        **common(block),
        grain=grain,
        day=must(block, tree.AchievedOnDay).day.ordinal,
        when=must(block, tree.When).tests,
    )
