"""What makes lines up to a floor.

Standard library only: the emitted evaluator carries this file whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ocdsl.backends.reference.caps import Running, scope_of
from ocdsl.backends.reference.lines import Part
from ocdsl.backends.reference.relations import World


def make_up(
    world: World, limit: int, scope: Sequence[str], running: Running, floors: list[Part]
) -> list[Part]:
    """Apportion: of each line of a floor, what the lines of its scope do not come to."""
    paid: dict[tuple[Any, ...], int] = {each.scope: each.after for each in running.lines}
    result = []
    for part in floors:
        lacking = limit - paid.get(scope_of(world, part.decision, scope), 0)
        if lacking > 0:
            result.append(part._replace(decision=part.decision._replace(amount=lacking)))
    return result
