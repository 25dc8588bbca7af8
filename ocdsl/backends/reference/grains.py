"""Operators that change the grain: picking events, aggregating, broadcasting, rolling.

Standard library only: the emitted evaluator carries this file whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ocdsl.backends.reference.relations import (
    ALWAYS,
    Bound,
    Relation,
    World,
    _window,
)
from ocdsl.events.rows import Event

DAY = 86_400_000_000  # microseconds


def person_of(key: Any) -> str:
    """The person a row is about: the key itself, or its first part."""
    return key if isinstance(key, str) else key[0]


def value_of(event: Event, name: str) -> Any:
    """A field of an event: one that every event has, or one it declares."""
    if name in ("event_id", "person", "provider", "occurred_on"):
        return getattr(event, name)
    return event.recorded_at // DAY if name == "recorded_on" else event.values[name]


# ---- events


def keep(events: list[Event], condition: Relation) -> list[Event]:
    """Select: the events whose condition holds."""
    return [event for event in events if condition[event.event_id][0]]


def field(events: list[Event], name: str) -> Relation:
    """Select: a field of each event, settled on the day the event occurred."""
    return {e.event_id: (value_of(e, name), e.occurred_on) for e in events}


def field_of(picked: Relation, name: str) -> Relation:
    """Select: a field of each picked event; missing where there is none."""
    return {
        key: (None if event is None else value_of(event, name), settled)
        for key, (event, settled) in picked.items()
    }


def own_events(events: list[Event]) -> Relation:
    """Pick: the row's own event, for each of these events."""
    return {(e.person, e.event_id): (e, e.occurred_on) for e in events}


def pick(
    world: World,
    rows: Iterable[Any],
    events: list[Event],
    which: str | int,
    window: tuple[Bound, Bound],
) -> Relation:
    """Pick: the first or last event in a window for each row, by (day, event id) (law 18).

    `which` may also be a number: 3 is the third.
    """
    place = which if isinstance(which, int) else 1
    by_person: dict[str, list[Event]] = {}
    for event in events:
        by_person.setdefault(event.person, []).append(event)
    for own in by_person.values():
        own.sort(key=lambda e: (e.occurred_on, e.event_id), reverse=which == "last")
    result: Relation = {}
    for key in rows:
        first, last, known = _window(key, window)
        if first is None or last is None:
            result[key] = (None, known)
            continue
        own = [e for e in by_person.get(person_of(key), ()) if first <= e.occurred_on <= last]
        found = own[place - 1] if len(own) >= place else None
        # The last one is the last only when no more can come (law 22).
        settled = min(last, world.tail_end)
        if found is not None and which != "last":
            settled = found.occurred_on
        result[key] = (found, max(settled, known))
    return result


def pick_alike(
    world: World, events: list[Event], which: str, alike: tuple[str, Relation]
) -> Relation:
    """Pick: the first or last event of the row's person whose field is what it is at the row."""
    name, values = alike
    found: dict[tuple[str, Any], Event] = {}
    in_order = sorted(events, key=lambda e: (e.occurred_on, e.event_id), reverse=which == "last")
    for event in in_order:
        found.setdefault((event.person, value_of(event, name)), event)
    result: Relation = {}
    for key, (value, known) in values.items():
        event_of_row = found.get((person_of(key), value))
        settled = world.tail_end
        if event_of_row is not None and which != "last":
            settled = event_of_row.occurred_on
        result[key] = (event_of_row, max(settled, known))
    return result


# ---- coarser and finer


class Cells(dict[Any, Any]):
    """A relation made by summing events: also the ids of the events in each cell, sorted."""

    def __init__(self) -> None:
        super().__init__()
        self.event_ids: dict[Any, list[str]] = {}


def sum_events(world: World, source: Relation, by: Sequence[Relation], unit: str) -> Cells:
    """Aggregate: the total of a field over events, for each person, provider and period."""
    cells = Cells()
    for event_id, (value, settled) in source.items():
        key = tuple([keys[event_id][0] for keys in by])
        found = cells.get(key)
        if found is None:
            cells[key] = (value, max(settled, world.end(key[-1], unit) if unit else ALWAYS))
            cells.event_ids[key] = [event_id]
        else:
            cells[key] = (found[0] + value, max(found[1], settled))
            cells.event_ids[key].append(event_id)
    for ids in cells.event_ids.values():
        ids.sort()
    return cells


def wide_rows(world: World, keys: Sequence[str]) -> list[tuple[Any, ...]]:
    """The rows of a period frame: every provider, and every period of the contract."""
    rows: list[tuple[Any, ...]] = [()]
    for key in keys:
        values: Sequence[Any] = world.providers if key == "provider" else world.periods(key)
        rows = [(*row, value) for row in rows for value in values]
    return rows


def wide_edges(world: World, keys: Sequence[str], edge: str) -> Relation:
    """Periods: the first or last day of each row's period, or of the term and its tail."""
    unit = keys[-1] if keys and keys[-1] != "provider" else ""
    result: Relation = {}
    for row in wide_rows(world, keys):
        first = row[-1] if unit else world.term_start
        last = world.end(row[-1], unit) if unit else world.tail_end
        result[row] = (first if edge == "start" else last, ALWAYS)
    return result


def aggregate(
    world: World, source: Relation, how: str, by: Sequence[Relation], keys: Sequence[str]
) -> Relation:
    """Aggregate: rows counted, summed or compared for each provider and period (ruling E9)."""
    nothing = None if how in ("max", "min") else 0
    result: Relation = {
        row: (nothing, last) for row, (last, _) in wide_edges(world, keys, "end").items()
    }
    for key, (value, settled) in source.items():
        group = tuple(keys[key][0] for keys in by)
        if value is None or group not in result:
            continue
        total, latest = result[group]
        result[group] = (_with(how, total, value), max(latest, settled))
    return result


def _with(how: str, total: Any, value: Any) -> Any:
    if how == "count":
        return total + bool(value)
    if how == "sum":
        return total + value
    return value if total is None else {"max": max, "min": min}[how](total, value)


def aggregate_events(
    world: World, source: Relation, how: str, by: Sequence[Relation], keys: Sequence[str]
) -> Cells:
    """Aggregate: the same of events, whose ids are kept as what a line rests on."""
    cells = Cells()
    cells.update(aggregate(world, source, how, by, keys))
    for event_id, (value, _) in source.items():
        group = tuple(keys[event_id][0] for keys in by)
        if value is not None and group in cells:
            cells.event_ids.setdefault(group, []).append(event_id)
    for ids in cells.event_ids.values():
        ids.sort()
    return cells


def broadcast_keys(source: Relation, rows: Iterable[Any], places: Sequence[int]) -> Relation:
    """Broadcast: each row's fact of the coarser row with the same provider and period."""
    return {row: source[tuple(row[place] for place in places)] for row in rows}


def broadcast(source: Relation, rows: Iterable[Any], by: Sequence[Relation] = ()) -> Relation:
    """Broadcast: each row's fact of the coarser row it belongs to; missing if that is unknown."""
    if not by:
        return {key: source[person_of(key)] for key in rows}
    result: Relation = {}
    for key in rows:
        facts = [keys[key] for keys in by]
        known = max(settled for _, settled in facts)
        value, settled = source.get(tuple(value for value, _ in facts), (None, known))
        result[key] = (value, max(settled, known))
    return result


def broadcast_to_periods(source: Relation, rows: Iterable[Any]) -> Relation:
    """Broadcast: for each period of a spell, the fact of the spell."""
    return {key: source[key[:2]] for key in rows}


def broadcast_to_events(source: Relation, events: list[Event]) -> Relation:
    """Broadcast: for each event, the fact of its person."""
    return {event.event_id: source[event.person] for event in events}


def merge_until(
    world: World, sources: Sequence[Relation], least: int, output: str, ending: tuple[bool, bool]
) -> Relation:
    """Roll: periods join until there are enough people, and are judged as one (ruling E21).

    `ending` says whether small periods join at all, and whether a contract that never has enough
    people is judged on those there are.
    """
    achieved, counted = sources
    joins, judged_at_end = ending
    result: Relation = {}
    for scope in dict.fromkeys(key[:-1] for key in counted):
        before: tuple[int, int] | None = None
        group: list[Any] = []
        for start in sorted(key[-1] for key in counted if key[:-1] == scope):
            group.append((*scope, start))
            people = sum(counted[key][0] for key in group)
            if people >= least or not joins:
                rate = (sum(achieved[key][0] for key in group), people)
                before = rate if people >= max(least, 1) else None
                settled = max(counted[key][1] for key in group)
                _judge(result, group, output, before, max(settled, _latest(achieved, group)))
                group = []
        if group:
            people = sum(counted[key][0] for key in group)
            rate = (sum(achieved[key][0] for key in group), people)
            judged = rate if judged_at_end and people else None
            _judge(result, group, output, before or judged, world.tail_end)
    return result


def _latest(relation: Relation, group: list[Any]) -> int:
    return max(relation[key][1] for key in group)


def _judge(
    result: Relation, group: list[Any], output: str, rate: tuple[int, int] | None, settled: int
) -> None:
    """Every period of a group has the group's rate, or the last period as the group's name."""
    value = group[-1][-1] if output == "group" else rate
    for key in group:
        result[key] = (value, settled)
