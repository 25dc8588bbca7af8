"""LD-07: two people with one history."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import partial
from math import comb, factorial

from ocdsl.events.rows import Event
from ocdsl.incentives.detector import MOST_EVENTS, Detector, Looked, Place
from ocdsl.incentives.watched import Watched
from ocdsl.model.contract import Clause

_FEWEST = 3
_LONG = 3
"""A history of fewer events is too plain to be told from another."""

_History = tuple[object, ...]


def look(watched: Watched) -> Looked:
    """The histories that came up before, for each provider of the later one."""
    lives = _lives(watched)
    if len(lives) < 2:
        return Looked(absent="nobody has a history of three events or more")
    again = _again(lives)
    joins = _agree(events[0] for events in lives.values())
    rests = _agree(events[1:] for events in lives.values())
    people: Counter[str] = Counter(_provider(watched, person) for person in lives)
    clause = next(
        (c.clauses.get("counts", c.clause) for c in watched.contract.cohorts.values()),
        watched.contract.clause,
    )
    places = (
        _place(watched, clause, (provider, people), again, joins * rests)
        for provider in watched.contract.providers
        if people[provider]
    )
    return Looked(tuple(places))


def _lives(watched: Watched) -> Mapping[str, _History]:
    """What happened to each person: when they came, then each event by the days since."""
    rows: dict[str, list[Event]] = defaultdict(list)
    for event in watched.events:
        if event.person:
            rows[event.person].append(event)
    return {person: _told(events) for person, events in rows.items() if len(events) >= _LONG}


def _told(events: list[Event]) -> _History:
    first = events[0].occurred_on
    rest = sorted(
        (e.occurred_on - first, e.event, tuple(sorted(e.values.items()))) for e in events[1:]
    )
    return ((first, events[0].event, tuple(sorted(events[0].values.items()))), *rest)


def _again(lives: Mapping[str, _History]) -> list[str]:
    """The people, by name, whose history is one that an earlier name has."""
    known: set[_History] = set()
    found: list[str] = []
    for person in sorted(lives):
        if lives[person] in known:
            found.append(person)
        known.add(lives[person])
    return found


def _agree(things: Iterable[object]) -> Fraction:
    """How often two of the things are alike, of all pairs."""
    counted = Counter(things)
    pairs = comb(counted.total(), 2)
    return Fraction(sum(comb(n, 2) for n in counted.values()), pairs)


def _provider(watched: Watched, person: str) -> str:
    first = watched.once("first providers", lambda: dict(_providers(watched)))
    return first.get(person, "")


def _providers(watched: Watched) -> Iterator[tuple[str, str]]:
    for event in reversed(watched.events):
        if event.person and event.provider:
            yield event.person, event.provider


def _place(
    watched: Watched,
    clause: Clause,
    where: tuple[str, Counter[str]],
    again: list[str],
    share: Fraction,
) -> Place:
    provider, people = where
    own = [person for person in again if _provider(watched, person) == provider]
    whole = people.total()
    pairs = comb(people[provider], 2) + people[provider] * (whole - people[provider])
    expected, seen = pairs * share, len(own)
    shown = dict.fromkeys(own[:MOST_EVENTS], "")
    for event in watched.events:
        if event.person in shown and not shown[event.person]:
            shown[event.person] = event.event_id
    return Place(
        provider=provider,
        what="people with the days and figures of somebody else in every event",
        clause=clause,
        seen=seen,
        of=people[provider],
        expected=expected,
        plainly=seen >= _FEWEST and seen >= 2 * expected,
        chance=partial(_chance, seen, expected),
        beside=f"Of {people[provider]} people with three events or more",
        events=tuple(shown.values()),
    )


def _chance(seen: int, expected: Fraction) -> Fraction:
    """No less than the likelihood of so many pairs: that of each set of them, added up."""
    return min(Fraction(1), expected**seen * Fraction(1, factorial(seen)))


DETECTOR = Detector(
    code="LD-07",
    name="Two people with one history",
    entries=("PI-29", "PI-33", "PI-41"),
    plain="One person is in the log under two names, or a history was copied for somebody else.",
    counts=(
        "For each provider, the people all of whose events have the days and the figures of "
        "somebody else’s, of those with three events or more."
    ),
    by_chance=(
        "As often as two people come alike, times how often what follows is alike, as if the one "
        "had nothing to do with the other. What is said of the likelihood is the sum over every "
        "set of so many pairs, which is no less than it."
    ),
    example="40 people have the whole history of another; by chance fewer than 1 would.",
    ask="Who are they? May somebody who knows neither history see both of them?",
    source=(
        "Fellegi and Sunter, Journal of the American Statistical Association 1969, volume 64, "
        "page 1183, on telling whether two records are of one person"
    ),
    look=look,
)
