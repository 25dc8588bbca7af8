"""LD-04: the mix of people changes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial

from attrs import frozen

from ocdsl.base.calendar import in_words
from ocdsl.events.rows import Event
from ocdsl.incentives.cast import starting_values
from ocdsl.incentives.detector import MOST_EVENTS, Detector, Looked, Place
from ocdsl.incentives.engines.luck import drawn_at_most
from ocdsl.incentives.watched import Watched
from ocdsl.model.contract import Clause, Field
from ocdsl.model.kinds import value_in_words

_FEWEST = 20
_SOON = 60
"""Days after somebody's first event of any kind."""
_TENTHS = 10
"""A share that differs by one in so many matters, however many people there are."""


@frozen
class _Trait:
    """Something recorded of people before anything was done for them, and whether they have it."""

    event: str
    says: str
    """`age at a referral below 78`."""
    clause: Clause
    has: Callable[[Event], bool]


def look(watched: Watched) -> Looked:
    """Each trait of people, by quarter and by year of when it was recorded, for each provider."""
    traits = [
        trait for event, field in _fields(watched) for trait in _traits(watched, event, field)
    ]
    if not traits:
        return Looked(absent="nothing is recorded of people when they join")
    places: list[Place] = []
    few = 0
    for trait in traits:
        for provider, rows in _by_provider(watched, trait).items():
            for unit in ("quarter", "year"):
                found = list(_places(watched, trait, (provider, unit), rows))
                places += [place for place in found if place]
                few += sum(place is None for place in found)
    return Looked(tuple(places), few)


def _fields(watched: Watched) -> Iterator[tuple[str, Field]]:
    """What is recorded when somebody joins, and starting values."""
    contract = watched.contract
    names = dict.fromkeys(
        (kind, field.name)
        for kind in sorted(watched.cast.joins)
        for field in contract.events[kind].fields
    ) | dict.fromkeys(starting_values(contract))
    for event, name in names:
        field = contract.events[event].field(name)
        if field is not None and field.kind != "date":
            yield event, field


def _traits(watched: Watched, event: str, field: Field) -> Iterator[_Trait]:
    if field.places is None:
        choices = field.choices or ("yes",)
        for choice in choices:
            wanted = choice if field.choices else 1
            has = partial(_is, field.name, wanted)
            yield _Trait(event, f"{field.name} {choice} at a {event}", field.clause, has)
        return
    values = sorted(v for e in _first(watched, event) if isinstance(v := e.values[field.name], int))
    if values:
        middle = values[len(values) // 2]
        says = f"{field.name} at a {event} below {value_in_words(middle, field.kind)}"
        yield _Trait(event, says, field.clause, partial(_is_below, field.name, middle))


def _is(name: str, wanted: int | str, event: Event) -> bool:
    return event.values.get(name) == wanted


def _is_below(name: str, middle: int, event: Event) -> bool:
    value = event.values.get(name)
    return isinstance(value, int) and value < middle


def _first(watched: Watched, event: str) -> list[Event]:
    """The first event of the kind of each person, where it came soon enough to be of the start."""
    days = watched.first_days
    firsts = (events[0] for events in watched.of_person(event).values())
    return [e for e in firsts if e.occurred_on - days[e.person] <= _SOON]


def _by_provider(watched: Watched, trait: _Trait) -> Mapping[str, list[Event]]:
    found: dict[str, list[Event]] = {name: [] for name in watched.contract.providers}
    for event in _first(watched, trait.event):
        if event.provider in found:
            found[event.provider].append(event)
    return found


def _places(
    watched: Watched, trait: _Trait, where: tuple[str, str], rows: Sequence[Event]
) -> Iterator[Place | None]:
    provider, unit = where
    periods: dict[int, list[Event]] = defaultdict(list)
    for event in rows:
        periods[watched.contract.dates.start(event.occurred_on, unit)].append(event)
    have = Counter(watched.contract.dates.start(e.occurred_on, unit) for e in rows if trait.has(e))
    people, marked = len(rows), have.total()
    if len(periods) < 2:
        return
    for first in sorted(periods):
        own, seen = periods[first], have[first]
        if len(own) < _FEWEST or people - len(own) < _FEWEST:
            yield None
            continue
        expected = Fraction(len(own) * marked, people)
        rest = f"{marked - seen} of its other {people - len(own)} people"
        yield Place(
            provider=provider,
            what=f"people with {trait.says}, who came in the {unit} from {in_words(first)}",
            clause=trait.clause,
            seen=seen,
            of=len(own),
            expected=expected,
            plainly=_TENTHS * abs(seen - expected) >= len(own),
            chance=partial(_chance, seen, len(own), marked, people),
            beside=f"It is so of {rest}",
            events=tuple(e.event_id for e in own if trait.has(e))[:MOST_EVENTS],
        )


def _chance(seen: int, draw: int, marked: int, people: int) -> Fraction:
    """Twice the likelihood of as few, or of as many, whichever it is."""
    if seen * people < draw * marked:
        return min(Fraction(1), 2 * drawn_at_most(seen, draw, marked, people))
    return min(Fraction(1), 2 * drawn_at_most(draw - seen, draw, people - marked, people))


DETECTOR = Detector(
    code="LD-04",
    name="The mix of people changes",
    entries=("PI-01", "PI-05", "PI-54"),
    plain="People who are easier, or harder, come to a provider from some day on.",
    counts=(
        "For each provider, the people of each quarter and each year who have a trait: each "
        "choice that is recorded of them when they join, and of numbers and starting scores "
        "whether they are below the middle one of the whole log. What is first recorded more than "
        "60 days after somebody’s first event is no starting score."
    ),
    by_chance=(
        "The share of the provider's people of all times. By the hypergeometric distribution, as "
        "if the people of the period were drawn from all of them, on both sides."
    ),
    example="In one quarter 61 of 80 people are younger than 78, and of all the others 410 of 820.",
    ask="Who chose whom to refer and whom to accept, and what changed on that day?",
    source=(
        "Heckman, Heinrich and Smith, Journal of Human Resources 2002, volume 37, page 778, on "
        "whom programmes under targets admit; Fisher, The Design of Experiments, 1935, on the test"
    ),
    look=look,
)
