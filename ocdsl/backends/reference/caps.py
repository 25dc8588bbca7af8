"""Caps: running totals of lines, what there is room for, and what becomes of the rest (law 27).

Standard library only: the emitted evaluator carries this file whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from ocdsl.backends.reference.lines import Part, due_day
from ocdsl.backends.reference.relations import Fact, Relation, World
from ocdsl.base.calendar import PERIODS, iso
from ocdsl.base.money import allocate, half_up
from ocdsl.events.rows import Event
from ocdsl.ledger.decision import Decision


class Cumulated(NamedTuple):
    """A line between the totals before and after it in its scope: of pence, or of lines."""

    part: Part
    scope: tuple[Any, ...]
    before: int
    after: int


class Running(NamedTuple):
    """The covered lines with their running totals, and the lines the cap does not cover."""

    lines: list[Cumulated]
    others: list[Part]


def cumulate(
    world: World,
    sources: Sequence[list[Part]],
    scope: Sequence[str],
    payments: Sequence[str],
    counts: tuple[bool, bool],
) -> Running:
    """Cumulate: running totals in each scope, earliest earned first, ties by event id (law 23).

    With the first of `counts`, the places of the lines in it, the highest amount first (ruling
    E31); with the second, what deductions take.
    """
    ranks, takes = counts
    covered: list[Part] = []
    others: list[Part] = []
    for part in (part for source in sources for part in source):
        d = part.decision
        cash = d.status in ("payable", "released") and d.payment in payments
        (covered if cash else others).append(part)
    covered.sort(key=lambda p: (p.decision.earned_on, p.order, p.decision.id))
    if ranks:
        covered.sort(key=lambda p: -p.decision.amount)
    totals: dict[tuple[Any, ...], int] = {}
    result = []
    for part in covered:
        key = scope_of(world, part.decision, scope)
        before = totals.get(key, 0)
        totals[key] = before + (
            1 if ranks else -part.decision.amount if takes else part.decision.amount
        )
        result.append(Cumulated(part, key, before, totals[key]))
    return Running(result, others)


def scope_of(world: World, decision: Decision, scope: Sequence[str]) -> tuple[Any, ...]:
    """The scope that a line belongs to: its person, its provider, the period of its earning."""
    return tuple(_scope_value(world, decision, name) for name in scope)


def _scope_value(world: World, decision: Decision, name: str) -> Any:
    if name in ("person", "provider"):
        return getattr(decision, name)
    assert decision.earned_on is not None
    return world.start(decision.earned_on, name)


Rooms = dict[tuple[Any, ...], int]
"""The room in each scope of a running total, whose last key is a period's first day, in pence."""


class CapRule(NamedTuple):
    """What an Apportion says: the cap, its clause, its room, and what becomes of the rest."""

    cap: str
    clause: int
    limit: int
    unit: str
    """The period in which the excess is carried, or in which room is shared; empty for neither."""
    excess_status: str
    end_status: str
    ranks: bool = False  # whether room is a number of whole lines
    waits: str = ""  # what a pending line waits for
    named: tuple[str, ...] = ()  # payments whose ids say which cap left a part of them out


def carry(world: World, limit: int, unit: str, running: Running) -> dict[Any, list[Fact]]:
    """Roll (excess carried): for each scope, the money paid by the end of each period begun.

    Each fact is the total paid so far and the period's first day.
    """
    starts = [start for start in world.periods(unit) if start <= world.as_at]
    earned: dict[Any, dict[int, int]] = {}
    for each in running.lines:
        day = each.part.decision.earned_on
        assert day is not None
        by_start = earned.setdefault(each.scope, {})
        start = world.start(day, unit)
        by_start[start] = by_start.get(start, 0) + each.part.decision.amount
    result: dict[Any, list[Fact]] = {}
    for scope, by_start in earned.items():
        paid = waiting = 0
        for start in starts:
            waiting += by_start.get(start, 0)
            now = min(waiting, limit)
            paid, waiting = paid + now, waiting - now
            result.setdefault(scope, []).append((paid, start))
    return result


def _earned_by_period(running: Running) -> dict[Any, dict[int, int]]:
    """For each scope without its period, the money earned in each period, by its first day."""
    earned: dict[Any, dict[int, int]] = {}
    for each in running.lines:
        *others, start = each.scope
        by_start = earned.setdefault(tuple(others), {})
        by_start[start] = max(by_start.get(start, 0), each.after)
    return earned


def roll_limit(world: World, limit: int, unit: str, lasts: int, running: Running) -> Rooms:
    """Roll (rolling limit): the limit less what was let through in the periods before (E33)."""
    starts = [start for start in world.periods(unit) if start <= world.as_at]
    rooms: Rooms = {}
    for others, by_start in _earned_by_period(running).items():
        let_through: list[int] = []
        for start in starts:
            recent = let_through[-(lasts - 1) :] if lasts > 1 else []
            room = max(limit - sum(recent), 0)
            rooms[(*others, start)] = room
            let_through.append(min(by_start.get(start, 0), room))
    return rooms


def roll_share(
    world: World, unit: str, sharing: tuple[int, int, int], running: Running, base: Relation
) -> Relation:
    """Roll (rolling limit): a share of what these periods come to, less what was let through.

    It is settled when what the last of them comes to is. There is none for lines of no provider.
    """
    lasts, share, of = sharing
    starts = [start for start in world.periods(unit) if start <= world.as_at]
    rooms: Relation = {}
    for others, by_start in _earned_by_period(running).items():
        if None in others:
            continue
        let_through: list[int] = []
        for place, start in enumerate(starts):
            span = starts[max(place - lasts + 1, 0) : place + 1]
            facts = [base[(*others, each)] for each in span]
            limit = half_up(sum(value or 0 for value, _ in facts) * share, of)
            room = max(limit - sum(let_through[max(place - lasts + 1, 0) :]), 0)
            rooms[(*others, start)] = (room, max(settled for _, settled in facts))
            let_through.append(min(by_start.get(start, 0), room))
    return rooms


def keep_room(
    world: World, limit: int, unit: str, keeping: tuple[int, int, int], running: Running
) -> Rooms:
    """Roll (room carried): own room first, then what is carried, the oldest first (ruling E20)."""
    lasts, share, of = keeping
    starts = [start for start in world.periods(unit) if start <= world.as_at]
    rooms: Rooms = {}
    for others, by_start in _earned_by_period(running).items():
        carried: list[int] = []
        for start in starts:
            earned = by_start.get(start, 0)
            rooms[(*others, start)] = limit + sum(carried)
            wanted = max(earned - limit, 0)
            for age, room in enumerate(carried):
                carried[age] -= min(room, wanted)
                wanted -= min(room, wanted)
            unused = half_up(max(limit - earned, 0) * share, of)
            carried = [*carried, unused][-lasts:]
    return rooms


def apportion(
    world: World, cap: CapRule, running: Running, paid_by: dict[Any, list[Fact]] | None = None
) -> list[Part]:
    """Apportion: what of each line there is room for, and what becomes of the rest.

    `paid_by` is what a Roll paid in each period; without it, each scope has the cap's limit.
    """
    result = list(running.others)
    for each in running.lines:
        room: list[Fact] = [(cap.limit, 0)] if paid_by is None else paid_by[each.scope]
        low = 0
        size = _size(cap, each.part)
        for high, start in room:
            inside = min(each.after, high) - max(each.before, low)
            if inside > 0:
                result.append(_paid(world, cap, each.part, inside * size, start))
            low = high
        outside = each.after - max(each.before, low)
        if outside > 0:
            result.append(_excess(world, cap, each.part, outside * size))
    return result


def _size(cap: CapRule, part: Part) -> int:
    """What one of what is counted comes to: the whole line, a penny paid, or a penny taken."""
    amount = part.decision.amount
    return amount if cap.ranks else 1 if amount > 0 else -1


def apportion_rooms(world: World, cap: CapRule, running: Running, rooms: Rooms) -> list[Part]:
    """Apportion: as with one limit, in each scope with the room that a Roll makes there."""
    result = list(running.others)
    for each in running.lines:
        room = rooms[each.scope]
        inside = min(each.after, room) - each.before
        if inside > 0:
            result.append(_paid(world, cap, each.part, inside * _size(cap, each.part), 0))
        outside = each.after - max(each.before, room)
        if outside > 0:
            result.append(_excess(world, cap, each.part, outside * _size(cap, each.part)))
    return result


def pick_for_scopes(
    world: World, events: list[Event], which: str, keys: Sequence[str], running: Running
) -> Relation:
    """Pick: the first or last event of each scope's person, up to the end of its period so far.

    Of its provider, where the scope has no person.
    """
    whose = "person" if "person" in keys else "provider"
    own: dict[str, list[Event]] = {}
    for event in sorted(events, key=lambda e: (e.occurred_on, e.event_id)):
        own.setdefault(getattr(event, whose), []).append(event)
    result: Relation = {}
    for scope in dict.fromkeys(each.scope for each in running.lines):
        named = dict(zip(keys, scope, strict=True))
        last = world.tail_end
        for unit in named.keys() & set(PERIODS):
            last = world.end(named[unit], unit)
        found = [e for e in own.get(named[whose], ()) if e.occurred_on <= last]
        result[scope] = (found[0 if which == "first" else -1] if found else None, last)
    return result


def apportion_recorded(
    world: World, cap: CapRule, running: Running, rooms: Relation, unit: str
) -> list[Part]:
    """Apportion: with the room that is recorded of each scope so far; pending while none is.

    `unit` is the period that the room is for; empty for the whole contract.
    """
    result = list(running.others)
    for each in running.lines:
        room, closes = rooms[each.scope]
        if room is None and closes > world.as_at:
            last = world.end(each.scope[-1], unit) if unit else world.tail_end
            result.append(_waiting(cap, each.part, min(last, world.tail_end)))
            continue
        inside = min(each.after, room or 0) - each.before
        outside = each.after - max(each.before, room or 0)
        if inside > 0:
            paid = each.part.decision._replace(amount=inside * _size(cap, each.part))
            result.append(each.part._replace(decision=paid))
        if outside > 0:
            result.append(_excess(world, cap, each.part, outside * _size(cap, each.part)))
    return result


def share_room(world: World, limit: int | Rooms, unit: str, running: Running) -> list[Fact]:
    """Allocate: each line's part of its scope's room, settled when the period closes (E19)."""
    scopes: dict[tuple[Any, ...], list[int]] = {}
    for place, each in enumerate(running.lines):
        scopes.setdefault(each.scope, []).append(place)
    result: list[Fact] = [(0, 0)] * len(running.lines)
    for scope, places in scopes.items():
        room = limit if isinstance(limit, int) else limit[scope]
        parts = [running.lines[place].part.decision for place in places]
        amounts = [d.amount for d in parts]
        earned = parts[0].earned_on
        assert earned is not None
        closes = world.end(world.start(earned, unit), unit) if unit else world.tail_end
        shares = allocate(min(room, sum(amounts)), amounts)
        for place, share in zip(places, shares, strict=True):
            result[place] = (share, closes)
    return result


def room_in_order(world: World, running: Running, rooms: Relation) -> list[Fact]:
    """Each line's part of its scope's room, in order of earning, settled when the room is.

    A line of no provider, as of a person who belongs to none until the tail ends, has no room.
    """
    result: list[Fact] = []
    for each in running.lines:
        room, closes = rooms.get(each.scope, (None, world.tail_end))
        earned = each.part.decision.earned_on
        assert earned is not None
        inside = max(min(each.after, room or 0) - each.before, 0)
        result.append((inside, max(closes, earned)))
    return result


def apportion_shares(
    world: World, cap: CapRule, running: Running, shares: Sequence[Fact]
) -> list[Part]:
    """Apportion: each line's part of the room once that is settled; pending before (E19)."""
    result = list(running.others)
    for each, (share, closes) in zip(running.lines, shares, strict=True):
        if closes > world.as_at:
            result.append(_waiting(cap, each.part, closes))
            continue
        size = _size(cap, each.part)
        if share > 0:
            due = due_day(world, each.part.rule, closes)
            inside = each.part.decision._replace(amount=share * size, payable_on=due)
            result.append(each.part._replace(decision=inside))
        left_out = each.after - each.before - share
        if left_out > 0:
            result.append(_excess(world, cap, each.part, left_out * size))
    return result


def _waiting(cap: CapRule, part: Part, closes: int) -> Part:
    """A line that is earned, while others may still come to share the room with it (E19)."""
    pending = part.decision._replace(
        id=f"{part.line}:pending",
        clause=cap.clause,
        status="pending",
        reason=None,
        earned_on=None,
        payable_on=None,
        awaiting=f"{cap.waits}, by {iso(closes)}",
    )
    return part._replace(decision=pending)


def _paid(world: World, cap: CapRule, part: Part, amount: int, start: int) -> Part:
    """A part that is paid; in a later period it is due as if earned on that period's first day."""
    d = part.decision
    assert d.earned_on is not None
    if not cap.unit or start == world.start(d.earned_on, cap.unit):
        return part if amount == d.amount else part._replace(decision=d._replace(amount=amount))
    name = iso(start)[:7] if cap.unit == "month" else iso(start)
    line = f"{part.line}@{name}"
    later = d._replace(id=line, amount=amount, payable_on=due_day(world, part.rule, start))
    return part._replace(decision=later, line=line)


def _excess(world: World, cap: CapRule, part: Part, amount: int) -> Part:
    """What there was no room for: carried until the tail ends, then as the cap says (E24)."""
    status = cap.end_status if world.as_at >= world.tail_end else cap.excess_status
    carried = status == "carried-forward"
    by = f"-by-{cap.cap}" if status == "capped" and part.rule.payment in cap.named else ""
    left_out = part.decision._replace(
        id=f"{part.line}:{status}{by}",
        clause=cap.clause,
        amount=amount,
        status=status,
        payable_on=due_day(world, part.rule, world.tail_end) if status == "payable" else None,
        awaiting=f"room under {cap.cap}, by {iso(world.tail_end)}" if carried else None,
        reason=f"over {cap.cap}",
    )
    return part._replace(decision=left_out)
