"""Spells in words, counted in days: when each began, its breaks, and how far it had to go."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from ocdsl.audit.case import Case, person_of
from ocdsl.backends.reference.engine import world_of
from ocdsl.backends.reference.relations import World
from ocdsl.backends.reference.spells import Stretch, spells
from ocdsl.base.calendar import in_words, later
from ocdsl.ledger.facts import EventFacts
from ocdsl.rules import operators as op

MOST_SPELLS = 3


def reaching_details(case: Case, node: op.Spell, key: Any) -> Iterator[str]:
    """How far a row's spell had to go on, and what it did instead."""
    assert node.day is not None
    for own, stretches in _spells(case, node, person_of(key)).items():
        if own == key[:2]:
            yield _sentence(case, node, stretches, case.value(node.day, key))


def lasting_details(case: Case, pick: op.Pick, person: str) -> Iterator[str]:
    """Each spell of a person beside the length that one of them has to last."""
    found = case.node(pick.source)
    assert isinstance(found, op.Arith) and found.right is not None
    covers = case.node(found.right)
    assert isinstance(covers, op.Spell) and covers.day is not None
    target = case.node(covers.day)
    assert isinstance(target, op.Shift)
    own, world = _spells(case, covers, person), world_of(case.graph, [], case.as_at)
    if not own:
        yield f"No spell of {_name(case, covers)} of {person} has begun."
    for stretches in list(own.values())[:MOST_SPELLS]:
        day = later(stretches[0].start.occurred_on, target.lag, world.working)
        yield _sentence(case, covers, stretches, day)
    if len(own) > MOST_SPELLS:
        yield f"There are {len(own) - MOST_SPELLS} more spells."


def _name(case: Case, node: op.Spell) -> str:
    assert node.of is not None
    return case.node(node.of).frame.name.partition(":")[2]


def _spells(case: Case, node: op.Spell, person: str) -> dict[Any, list[Stretch]]:
    """The stretches of each spell of a person, made of the events that can be seen."""
    assert node.of is not None
    first = case.node(node.of)
    assert isinstance(first, op.Spell) and first.starts is not None and first.ends is not None
    world: World = world_of(case.graph, [], case.as_at)
    starts, ends = (_events(case, name, person) for name in (first.starts, first.ends))
    return spells(world, starts, ends, node.breaks).stretches


def _events(case: Case, source: str, person: str) -> list[Any]:
    node = case.node(source)
    assert isinstance(node, op.Select)
    own = (e for e in case.facts.events_of(person) if e.event == node.event)
    return [e for e in own if node.keep is None or case.value(node.keep, e.event_id)]


def _sentence(case: Case, node: op.Spell, stretches: list[Stretch], target: int) -> str:
    start: EventFacts = stretches[0].start
    began = start.occurred_on
    said = [
        f"The spell that began on {in_words(began)} ({start.event_id}) had to go on until "
        f"{in_words(target)} ({_count(target - began)} after that)."
    ]
    last = stretches[-1]
    for before, after in pairwise(stretches):
        if before.end is None or before.end.occurred_on >= target:
            last = before
            break
        said.append(_break(before.end, after.start))
    return " ".join((*said, _end(case, node, last, target)))


def _break(left: EventFacts, back: EventFacts) -> str:
    return (
        f"The break from {in_words(left.occurred_on)} ({left.event_id}) to "
        f"{in_words(back.occurred_on)} ({back.event_id}) is "
        f"{_count(back.occurred_on - left.occurred_on)}, and does not end it."
    )


def _end(case: Case, node: op.Spell, last: Stretch, target: int) -> str:
    if last.end is None:
        return "It goes on."
    day = last.end.occurred_on
    stopped = f"It stopped on {in_words(day)} ({last.end.event_id})"
    if day >= target:
        return f"{stopped}, and not before that day."
    back = later(day, node.breaks, world_of(case.graph, [], case.as_at).working)
    return (
        f"{stopped}, {_count(target - day)} too soon; a start up to and including "
        f"{in_words(back)} goes on with it."
    )


def _count(days: int) -> str:
    return f"{days:,} day{'' if days == 1 else 's'}"
