"""Statements: the total of each is rounded once, its pennies shared over its lines (E7).

Standard library only: the emitted evaluator carries this file whole.
"""

from __future__ import annotations

from collections.abc import Sequence

from ocdsl.backends.reference.lines import Part
from ocdsl.backends.reference.relations import World
from ocdsl.base.money import share_out


def round_statements(
    world: World, sources: Sequence[list[Part]], unit: str, per_penny: int
) -> list[Part]:
    """Round: the total of each provider's statement once, its pennies over its lines (E7)."""
    result: list[Part] = []
    statements: dict[tuple[str | None, int], list[Part]] = {}
    for part in (part for source in sources for part in source):
        d = part.decision
        if d.payable_on is None:
            result.append(part)
        else:
            statements.setdefault((d.provider, world.start(d.payable_on, unit)), []).append(part)
    for parts in statements.values():
        parts.sort(key=lambda p: (p.order, p.decision.id))
        exact = [p.decision.amount * (per_penny // p.rule.per_penny) for p in parts]
        for part, pence in zip(parts, share_out(exact, per_penny), strict=True):
            if pence:
                result.append(part._replace(decision=part.decision._replace(amount=pence)))
    return result
