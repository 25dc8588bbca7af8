"""LD-09: bad news is missing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction
from functools import partial

from attrs import frozen

from ocdsl.incentives.detector import Detector, Looked, Place
from ocdsl.incentives.engines.luck import drawn_at_most
from ocdsl.incentives.watched import Watched
from ocdsl.model.contract import Clause
from ocdsl.syntax import phrases as ph

_FEWEST = 20
_TIMES_FEWER = 4


@frozen
class _News:
    """Bad news: what is recorded, and of whom it is."""

    says: str
    """`with a readmission`."""
    clause: Clause
    people: Collection[str]


def look(watched: Watched) -> Looked:
    """Each kind of bad news, for each provider beside all the others."""
    contract = watched.contract
    if len(contract.providers) < 2:
        return Looked(absent="there is one provider, and nobody to compare it with")
    news = list(_news(watched))
    if not news:
        return Looked(absent="no rule has an event that undoes a result")
    served = _served(watched)
    places: list[Place] = []
    few = 0
    for each in news:
        found = list(_places(each, served))
        places += [place for place in found if place]
        few += sum(place is None for place in found)
    return Looked(tuple(places), few)


def _served(watched: Watched) -> Mapping[str, Collection[str]]:
    """The people of each provider: those who started with it."""
    found: dict[str, set[str]] = {name: set() for name in watched.contract.providers}
    for cohort in watched.contract.cohorts.values():
        for person, event in watched.picked(cohort.belongs_to).items():
            if event.provider in found:
                found[event.provider].add(person)
    return found


def _news(watched: Watched) -> Iterator[_News]:
    contract = watched.contract
    for kind in sorted(watched.cast.undoes):
        if contract.events[kind].about == "person":
            clause = contract.events[kind].clause
            yield _News(f"a {kind}", clause, frozenset(watched.of_person(kind)))
    done: set[ph.EventPhrase] = set()
    for outcome in contract.outcomes.values():
        phrase = contract.achieving(outcome)
        if phrase.where is None or phrase in done:
            continue
        done.add(phrase)
        kind = phrase.event.text
        people = frozenset(
            person
            for person, events in watched.of_person(kind).items()
            if not any(watched.passes(event, phrase.where) for event in events)
        )
        yield _News(f"a {kind} that achieves nothing", outcome.clause, people)


def _places(news: _News, served: Mapping[str, Collection[str]]) -> Iterator[Place | None]:
    everybody = set().union(*served.values())
    marked = len(everybody & set(news.people))
    for provider, people in served.items():
        others = len(everybody) - len(people)
        if len(people) < _FEWEST or others < _FEWEST:
            yield None
            continue
        seen = len(set(people) & set(news.people))
        expected = Fraction(len(people) * (marked - seen), others)
        yield Place(
            provider=provider,
            what=f"people of whom {news.says} is recorded",
            clause=news.clause,
            seen=seen,
            of=len(people),
            expected=expected,
            plainly=_TIMES_FEWER * seen <= expected,
            chance=partial(drawn_at_most, seen, len(people), marked, len(everybody)),
            beside=f"Of the other providers’ {others} people it is recorded of {marked - seen}",
        )


DETECTOR = Detector(
    code="LD-09",
    name="Bad news is missing",
    entries=("PI-36", "PI-40"),
    plain="A provider reports next to none of what would cost it money, where others do.",
    counts=(
        "For each provider, the people of whom something is recorded that undoes a result, takes "
        "money back or is deducted for, and those whose case ends without a result."
    ),
    by_chance=(
        "The share of the other providers’ people. By the hypergeometric distribution, as if the "
        "provider’s people were drawn from everybody’s."
    ),
    example="Of 900 people none has a readmission, and of the others’ 800 people 64 have.",
    ask="Who records it, and what do the records of somebody else say, as of the hospital?",
    source=(
        "Bevan and Hood, Public Administration 2006, volume 84, page 517, on what is not written "
        "down; Fisher, The Design of Experiments, 1935, on the test"
    ),
    look=look,
)
