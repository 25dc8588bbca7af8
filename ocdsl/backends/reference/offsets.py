"""What makes lines up to a floor, and what of an advance is set off against later lines.

Standard library only: the emitted evaluator carries this file whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from ocdsl.backends.reference.caps import Running, scope_of
from ocdsl.backends.reference.lines import Part
from ocdsl.backends.reference.relations import World
from ocdsl.base.calendar import Due, due_on


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


class BackRule(NamedTuple):
    """What an Apportion says of an advance: its amount in each scope, and how it is repaid."""

    limit: int
    scope: tuple[str, ...]
    share: tuple[int, int]
    clause: int
    reason: str
    balance: Due


def give_back(world: World, rule: BackRule, running: Running, advances: list[Part]) -> list[Part]:
    """Apportion: what of an advance each line repays, and the balance at the end (ruling E25).

    The share is taken of the running total and rounded down, so that no penny is lost.
    """
    numerator, denominator = rule.share
    repaid: dict[tuple[Any, ...], int] = {}
    result = []
    for each in running.lines:
        before, after = (
            min(rule.limit, total * numerator // denominator) for total in (each.before, each.after)
        )
        repaid[each.scope] = after
        if after > before:
            d = each.part.decision
            result.append(_set_off(each.part, rule, after - before, (d.earned_on, d.payable_on)))
    for part in advances if world.as_at >= world.tail_end else ():
        left = rule.limit - repaid.get(scope_of(world, part.decision, rule.scope), 0)
        if part.decision.status == "payable" and left > 0:
            due = due_on(world.tail_end, rule.balance, world.working)
            result.append(_set_off(part, rule, left, (world.tail_end, due)))
    return result


def _set_off(part: Part, rule: BackRule, amount: int, days: tuple[int | None, int | None]) -> Part:
    back = part.decision._replace(
        id=f"{part.line}:repaid",
        clause=rule.clause,
        amount=-amount,
        status="repaid",
        earned_on=days[0],
        payable_on=days[1],
        awaiting=None,
        reason=rule.reason,
    )
    return part._replace(decision=back)


def earned_since(source: list[Part], day: int) -> list[Part]:
    """The lines that are earned on a day or later."""
    return [p for p in source if p.decision.earned_on is not None and p.decision.earned_on >= day]
