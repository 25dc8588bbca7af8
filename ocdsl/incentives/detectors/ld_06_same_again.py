"""LD-06: the same thing recorded again under another id or provider."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial

from attrs import frozen

from ocdsl.events.rows import Event
from ocdsl.incentives.detector import MOST_EVENTS, Detector, Looked, Place
from ocdsl.incentives.engines.luck import at_most_by_luck
from ocdsl.incentives.watched import Watched
from ocdsl.model.contract import Clause

_FEWEST = 3


@frozen
class _Again:
    """Further rows of a person, each of which may say what an earlier one says."""

    tried: Sequence[Event]
    alike: Sequence[Event]
    others: int
    """Of those alike, the ones under another provider."""


def look(watched: Watched) -> Looked:
    """Each kind of event, for each provider that recorded something again."""
    places: list[Place] = []
    for kind, event in watched.contract.events.items():
        if event.about == "person":
            found = _with_figures if event.fields else _without
            places += found(watched, kind, event.clause)
    return Looked(tuple(places))


def _with_figures(watched: Watched, kind: str, clause: Clause) -> Iterator[Place]:
    """Of two rows of one person on one day, how often the figures agree."""
    rows = watched.by_kind.get(kind, ())
    share = _agree(_figures(event) for event in rows)
    for provider, again in _again(watched, kind).items():
        what = f"{kind} events with the figures of another of the same person and day"
        beside = f"On one day {_times(len(again.tried))} more than one was recorded of a person"
        yield _place((provider, what, clause), again, share, beside)


def _figures(event: Event) -> object:
    return tuple(sorted(event.values.items()))


def _again(watched: Watched, kind: str) -> Mapping[str, _Again]:
    """By provider the rows after the first of a person and day, and which repeat its figures."""
    tried: dict[str, list[Event]] = defaultdict(list)
    alike: dict[str, list[Event]] = defaultdict(list)
    others: Counter[str] = Counter()
    for events in watched.of_person(kind).values():
        days: dict[int, list[Event]] = {}
        for event in sorted(events, key=lambda e: (e.recorded_at, e.event_id)):
            earlier = days.setdefault(event.occurred_on, [])
            if earlier:
                tried[event.provider].append(event)
                if same := [e for e in earlier if e.values == event.values]:
                    alike[event.provider].append(event)
                    others[event.provider] += same[0].provider != event.provider
            earlier.append(event)
    return {p: _Again(tried[p], alike[p], others[p]) for p in sorted(tried)}


def _without(watched: Watched, kind: str, clause: Clause) -> Iterator[Place]:
    """Of two rows of one person that hold no figures, how often the day agrees."""
    tried: dict[str, list[Event]] = defaultdict(list)
    alike: dict[str, list[Event]] = defaultdict(list)
    others: Counter[str] = Counter()
    for events in watched.of_person(kind).values():
        days: dict[int, str] = {}
        for event in sorted(events, key=lambda e: (e.recorded_at, e.event_id)):
            if days:
                tried[event.provider].append(event)
            if event.occurred_on in days:
                alike[event.provider].append(event)
                others[event.provider] += days[event.occurred_on] != event.provider
            days.setdefault(event.occurred_on, event.provider)
    share = _agree(_since_first(watched, kind))
    for provider in sorted(tried):
        again = _Again(tried[provider], alike[provider], others[provider])
        what = f"{kind} events on the day of another of the same person"
        beside = f"{_times(len(again.tried)).capitalize()} a person had more than one"
        yield _place((provider, what, clause), again, share, beside)


def _since_first(watched: Watched, kind: str) -> Iterator[int]:
    """The days from somebody's first event of any kind to each event of this kind."""
    first = watched.first_days
    for event in watched.by_kind.get(kind, ()):
        yield event.occurred_on - first[event.person]


def _agree(things: Iterable[object]) -> Fraction:
    """How likely two of the things, drawn one after the other, are alike."""
    counted = Counter(things)
    whole = counted.total()
    return Fraction(sum(n * n for n in counted.values()), max(whole * whole, 1))


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _place(where: tuple[str, str, Clause], again: _Again, share: Fraction, beside: str) -> Place:
    provider, what, clause = where
    seen, of = len(again.alike), len(again.tried)
    other = f", {again.others} of those alike under another provider" if again.others else ""
    return Place(
        provider=provider,
        what=what,
        clause=clause,
        seen=seen,
        of=of,
        expected=share * of,
        plainly=seen >= _FEWEST and seen >= 2 * share * of,
        chance=partial(at_most_by_luck, seen, of, share),
        beside=beside + other,
        events=tuple(event.event_id for event in again.alike[:MOST_EVENTS]),
    )


DETECTOR = Detector(
    code="LD-06",
    name="The same thing recorded again",
    entries=("PI-29", "PI-31"),
    plain="What happened once is sent again under another id, or by another provider too.",
    counts=(
        "For each provider and kind of event, the rows of a person that say what an earlier row "
        "says: the same day and figures under another id, whichever provider sent it."
    ),
    by_chance=(
        "Where events hold figures: as often as the figures of any two rows agree. Where they "
        "hold none: as often as two of them come as many days after somebody’s first event. By "
        "the binomial distribution."
    ),
    example="Of 43 second visits on one day 41 have the hours of the first; by chance 1 would.",
    ask="Did it happen twice? If it did, what tells the two apart?",
    source=(
        "Bolton and Hand, Statistical Science 2002, volume 17, page 235; Committee of Public "
        "Accounts, session 2012 to 2013, on claims in welfare-to-work programmes"
    ),
    look=look,
)
