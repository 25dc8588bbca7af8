"""Amounts that change from period to period, each starting from the rounded one before (E36).

Standard library only: the emitted evaluator carries this file whole.
"""

from __future__ import annotations

from typing import Any

from ocdsl.backends.reference.relations import ALWAYS, Relation
from ocdsl.base.money import half_up


def compound(changes: Relation, start: int, parts: int, between: tuple[Any, ...]) -> Relation:
    """Roll (compound): the amount in each period; missing from the first missing change on."""
    result: Relation = {}
    amount: int | None = start
    known = ALWAYS
    for key in sorted(changes):
        result[key] = (amount, known)
        change, settled = changes[key]
        known = max(known, settled)
        if amount is None or change is None:
            amount = None
        else:
            amount = half_up(amount * (parts + _limited(change, between)), parts)
    return result


def _limited(change: int, between: tuple[Any, ...]) -> int:
    least, most = between or (None, None)
    if least is not None:
        change = max(change, least)
    return change if most is None else min(change, most)
