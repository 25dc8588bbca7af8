"""LD-05: people are taken out of the count at certain times."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial

from attrs import frozen

from ocdsl.base.calendar import in_words
from ocdsl.events.rows import Event
from ocdsl.incentives.detector import MOST_EVENTS, Detector, Looked, Place
from ocdsl.incentives.engines.luck import at_most_by_luck
from ocdsl.incentives.watched import Watched
from ocdsl.model.contract import Clause, Cohort

_FEWEST = 8
_FEWEST_IN_MONTH = 5
_SCALE = 100_000


@frozen
class _Gone:
    """The people of a provider who were taken out of the count, and who had started."""

    provider: str
    clause: Clause
    phrase: str
    """How the event is called that takes them out."""
    events: Sequence[Event]
    share: Mapping[int, Fraction]
    """By the first day of a month, the part of them that would fall in it by chance."""


def look(watched: Watched) -> Looked:
    """The months of the events that set people aside, for each cohort and provider."""
    contract = watched.contract
    cohorts = [c for c in contract.cohorts.values() if c.sets_aside]
    if not cohorts:
        return Looked(absent="no cohort sets anybody aside")
    places: list[Place] = []
    few = 0
    for cohort in cohorts:
        for provider in contract.providers:
            gone = _gone(watched, cohort, provider)
            if gone is None:
                few += 1
                continue
            places += [*_months(gone), *_before_the_count(watched, gone)]
    return Looked(tuple(places), few)


def _gone(watched: Watched, cohort: Cohort, provider: str) -> _Gone | None:
    assert cohort.sets_aside is not None
    starts = watched.picked(cohort.belongs_to)
    begun = Counter(e.occurred_on for e in starts.values() if e.provider == provider)
    events = [
        e
        for person, e in sorted(watched.picked(cohort.sets_aside).items())
        if person in starts
        and starts[person].provider == provider
        and e.occurred_on >= starts[person].occurred_on
    ]
    if len(events) < _FEWEST:
        return None
    waits = Counter(e.occurred_on - starts[e.person].occurred_on for e in events)
    clause = cohort.clauses["sets aside"]
    phrase = cohort.sets_aside.event.text
    share = _shares(watched, begun, waits)
    return _Gone(provider, clause, phrase, events, share)


def _shares(
    watched: Watched, begun: Mapping[int, int], waits: Mapping[int, int]
) -> Mapping[int, Fraction]:
    """The part in each month, if each of them had gone after the same time from any start."""
    sums: dict[int, int] = defaultdict(int)
    start = watched.contract.dates.start
    for wait, times in waits.items():
        for day, people in begun.items():
            sums[start(day + wait, "month")] += times * people
    whole = sum(sums.values())
    return {month: Fraction(ways, whole) for month, ways in sorted(sums.items())}


def _months(gone: _Gone) -> Iterator[Place]:
    found: dict[int, list[Event]] = {month: [] for month in gone.share}
    ends = sorted(gone.share)
    for event in gone.events:
        month = max((m for m in ends if m <= event.occurred_on), default=ends[0])
        found[month].append(event)
    for month, share in gone.share.items():
        yield _place(gone, f"in the month from {in_words(month)}", found[month], share, 2)


def _before_the_count(watched: Watched, gone: _Gone) -> Iterator[Place]:
    """The last month of each period that a rate is for, taken together."""
    dates = watched.contract.dates
    units = {m.unit for m in watched.contract.measures.values()} - {"week", "month"}
    for unit in sorted(units):
        last = {
            month for month in gone.share if dates.end(month, "month") == dates.end(month, unit)
        }
        share = sum((gone.share[month] for month in last), Fraction(0))
        events = [e for e in gone.events if dates.start(e.occurred_on, "month") in last]
        yield _place(gone, f"in the last month of a {unit}", events, share, Fraction(3, 2))


def _place(
    gone: _Gone, when: str, events: Sequence[Event], share: Fraction, times: int | Fraction
) -> Place:
    of = len(gone.events)
    expected, seen = share * of, len(events)
    rounded = Fraction(min(int(share * _SCALE) + 1, _SCALE), _SCALE)
    return Place(
        provider=gone.provider,
        what=f"people set aside by a {gone.phrase} {when}",
        clause=gone.clause,
        seen=seen,
        of=of,
        expected=expected,
        plainly=seen >= _FEWEST_IN_MONTH and seen >= times * expected,
        chance=partial(at_most_by_luck, seen, of, rounded),
        beside=f"In all it set aside {of} people",
        events=tuple(event.event_id for event in events[:MOST_EVENTS]),
    )


DETECTOR = Detector(
    code="LD-05",
    name="People taken out of the count at certain times",
    entries=("PI-04", "PI-08"),
    plain="Those who are failing are written off in the weeks before the count is made.",
    counts=(
        "For each provider, the people who are set aside in each month, and in the last months "
        "of all the periods that a rate is for."
    ),
    by_chance=(
        "As if each of them had been set aside after the same time in the service, but from the "
        "start of any of the provider's people. By the binomial distribution with the share of "
        "the month, rounded up, which is no less than the likelihood."
    ),
    example="21 of 50 people are set aside in March 2027, where 2.3 would be by chance.",
    ask="For what reason was each set aside, who agreed to it, and what does the person say?",
    source=(
        "Gravelle, Sutton and Ma, The Economic Journal 2010, volume 120, F129, on exceptions that "
        "general practices reported; Hoeffding, Annals of Mathematical Statistics 1956, volume 27, "
        "page 713, on the bound"
    ),
    look=look,
)
