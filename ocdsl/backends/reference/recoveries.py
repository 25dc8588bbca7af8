"""What is taken back of what became payable (rulings E13 to E15).

Standard library only: the emitted evaluator carries this file whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from ocdsl.backends.reference.lines import Part
from ocdsl.backends.reference.relations import Relation, World


class ReverseRule(NamedTuple):
    """What a Reverse says of every line of its payment."""

    payment: str
    clause: int
    reason: str


def reverse(
    world: World,
    rule: ReverseRule,
    sources: Sequence[list[Part]],
    trigger: Relation,
    limit: Relation,
) -> list[Part]:
    """Reverse: what became payable is taken back, earliest payable first (rulings E13 to E15).

    Of a payment whose periods a variation changes, those of another text have rows of their own.
    """
    left: dict[Any, int] = {}  # pence still to be taken back of each line
    result: list[Part] = []
    for part in sorted(
        (p for parts in sources for p in parts if p.key in trigger and _is_cash(p, rule.payment)),
        key=lambda p: (p.decision.payable_on, p.decision.id),
    ):
        event = trigger[part.key][0]
        if event is None or event.occurred_on > world.as_at:
            continue
        remaining = left.setdefault(part.key, limit[part.key][0])
        amount = min(part.decision.amount, remaining)
        left[part.key] -= amount
        if amount > 0:
            result.append(_taken_back(part, rule, event, amount))
    return result


def _is_cash(part: Part, payment: str) -> bool:
    d = part.decision
    return d.payment == payment and d.status in ("payable", "released") and d.payable_on is not None


def _taken_back(part: Part, rule: ReverseRule, event: Any, amount: int) -> Part:
    d = part.decision
    assert d.payable_on is not None
    back = d._replace(
        id=f"{d.id}:recovered",
        clause=rule.clause,
        amount=-amount,
        status="recovered",
        earned_on=event.occurred_on,
        payable_on=max(event.occurred_on, d.payable_on),
        because=tuple(sorted({*d.because, event.event_id})),
        awaiting=None,
        reason=rule.reason,
    )
    return part._replace(decision=back)
