"""Spells: stretches of a person's time between events, with the breaks that do not end them.

Standard library only: the emitted evaluator carries this file whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from ocdsl.backends.reference.grains import person_of
from ocdsl.backends.reference.relations import ALWAYS, Relation, World
from ocdsl.base.calendar import Lag, later
from ocdsl.events.rows import Event


class Stretch(NamedTuple):
    """Time from a start to the next end, without a break; `end` is None while it goes on."""

    start: Event
    end: Event | None


class Spells(dict[Any, Any]):
    """A relation of the first event of each spell, by person and that event's id."""

    def __init__(self) -> None:
        super().__init__()
        self.stretches: dict[Any, list[Stretch]] = {}
        """The parts of each spell, with a break between one and the next."""


def spells(world: World, starts: list[Event], ends: list[Event], breaks: Lag) -> Spells:
    """Spell: every spell, settled on the day it starts (rulings E26 to E28)."""
    found = Spells()
    key: Any = None
    for stretch in _stretches(starts, ends):
        start, parts = stretch.start, found.stretches.get(key, [])
        before = parts[-1] if parts and parts[-1].start.person == start.person else None
        if before is None or start.occurred_on > _last_return(world, before, breaks):
            key = (start.person, start.event_id)
            found[key] = (start, start.occurred_on)
            parts = found.stretches.setdefault(key, [])
        parts.append(stretch)
    return found


def _stretches(starts: list[Event], ends: list[Event]) -> Iterable[Stretch]:
    """Person by person, each start that changes anything with the end that follows it."""
    opening = {event.event_id for event in starts}
    turns = [*starts, *(event for event in ends if event.event_id not in opening)]
    turns.sort(key=lambda e: (e.person, e.occurred_on, e.event_id))
    open_at: Event | None = None
    for event in turns:
        if open_at is not None and open_at.person != event.person:
            yield Stretch(open_at, None)
            open_at = None
        if event.event_id in opening:
            open_at = open_at or event
        elif open_at is not None:
            yield Stretch(open_at, event)
            open_at = None
    if open_at is not None:
        yield Stretch(open_at, None)


def _last_return(world: World, stretch: Stretch, breaks: Lag) -> int:
    """The last day on which a start goes on with the spell after a stretch (ruling E27)."""
    assert stretch.end is not None
    return later(stretch.end.occurred_on, breaks, world.working)


def spell_covers(world: World, found: Spells, days: Relation, breaks: Lag) -> Relation:
    """Spell: whether each spell has reached a day (ruling E26)."""
    result: Relation = {}
    for key, (day, known) in days.items():
        stretch, last = _reaching(found, key, day)
        if day > world.tail_end:
            value, settled = False, world.tail_end
        elif stretch is not None:
            value, settled = True, max(day, stretch.start.occurred_on)
        else:
            value, settled = False, min(_last_return(world, last, breaks), world.tail_end)
        result[key] = (value, max(settled, known))
    return result


def _reaching(found: Spells, key: Any, day: int) -> tuple[Stretch | None, Stretch]:
    """The first stretch of a row's spell that goes on until a day, and its last one."""
    parts = found.stretches[key[:2]]
    reaching = (s for s in parts if s.end is None or s.end.occurred_on >= day)
    return next(reaching, None), parts[-1]


def spell_decides(found: Spells, days: Relation, covers: Relation) -> Relation:
    """Spell: the event that tells whether each spell has reached a day."""
    result: Relation = {}
    for key, (day, _) in days.items():
        stretch, last = _reaching(found, key, day)
        result[key] = (last.end if stretch is None else stretch.start, covers[key][1])
    return result


def spell_open(world: World, found: Spells, days: Relation, breaks: Lag) -> Relation:
    """Spell: the first event of the person's spell that goes on at the end of a day."""
    own = _by_person(found)
    result: Relation = {}
    for key, (day, known) in days.items():
        parts = _begun_by(own.get(person_of(key), []), day)
        inside = next((s for s in parts if s.end is None or s.end.occurred_on > day), None)
        if inside is not None:
            result[key] = (parts[0].start, max(known, inside.start.occurred_on))
        else:
            result[key] = (None, max(known, _over(world, parts, breaks)))
    return result


def spell_closed(world: World, found: Spells, days: Relation, breaks: Lag) -> Relation:
    """Spell: the last event of the spell that goes on at the end of a day, once it is over."""
    own = _by_person(found)
    result: Relation = {}
    for key, (day, known) in days.items():
        parts = _begun_by(own.get(person_of(key), []), day)
        end = parts[-1].end if parts else None
        on = end is not None and end.occurred_on > day
        result[key] = (end if on else None, max(known, _over(world, parts, breaks)))
    return result


def _by_person(found: Spells) -> dict[str, list[list[Stretch]]]:
    """The spells of each person, in the order in which they begin."""
    own: dict[str, list[list[Stretch]]] = {}
    for (person, _), parts in found.stretches.items():
        own.setdefault(person, []).append(parts)
    return own


def _begun_by(spells_of: list[list[Stretch]], day: int | None) -> list[Stretch]:
    """The last spell that has begun by a day: all before it are over; nothing where none has."""
    begun: list[Stretch] = []
    for parts in spells_of:
        if day is not None and parts[0].start.occurred_on <= day:
            begun = parts
    return begun


def _over(world: World, parts: list[Stretch], breaks: Lag) -> int:
    """The day on which no start can go on with a spell; the tail's last while it goes on."""
    if not parts:
        return ALWAYS
    last = parts[-1]
    return world.tail_end if last.end is None else min(
        _last_return(world, last, breaks), world.tail_end
    )  # fmt: skip


def first_spell(world: World, people: Iterable[str], found: Relation) -> Relation:
    """Pick: the first event of each person's first spell that has one here."""
    result: Relation = dict.fromkeys(people, (None, world.tail_end))
    for (person, _), (event, settled) in found.items():
        before = result[person][0]
        if event is not None and (before is None or _place(event) < _place(before)):
            result[person] = (event, settled)
    return result


def _place(event: Event) -> tuple[int, str]:
    return event.occurred_on, event.event_id


def spell_periods(world: World, found: Spells, lag: Lag, edge: str) -> Relation:
    """Periods: the first or last day of each period that begins while a spell goes on (law 9)."""
    result: Relation = {}
    for key, (event, known) in found.items():
        end = found.stretches[key][-1].end
        last = world.tail_end if end is None else min(end.occurred_on, world.tail_end)
        count, start = 0, event.occurred_on
        while start <= last:
            count += 1
            after = later(event.occurred_on, lag._replace(number=count * lag.number), world.working)
            result[*key, start] = (start if edge == "start" else after - 1, known)
            start = after
    return result


def first_of_each(condition: Relation, most: int) -> Relation:
    """Cumulate: whether a row is among the first so many of its person for which this holds."""
    holding: dict[str, list[Any]] = {}
    for key, (value, _) in condition.items():
        if value:
            holding.setdefault(key[0], []).append(key)
    result: Relation = dict.fromkeys(condition, (True, ALWAYS))
    for keys in holding.values():
        keys.sort(key=lambda key: (condition[key][1], key[-1], key))
        for key in keys[:most]:
            result[key] = (True, condition[key][1])
        for key in keys[most:]:
            result[key] = (False, condition[keys[most - 1]][1])
    return result
