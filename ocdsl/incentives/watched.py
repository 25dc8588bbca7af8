"""A real log as the detectors see it: the events that can be seen, by kind and by person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar
from zlib import crc32

from attrs import frozen

from ocdsl.events.rows import Event
from ocdsl.events.values import LIMIT_HOLDS
from ocdsl.incentives.cast import Cast, parts_of
from ocdsl.incentives.kept import Keeping
from ocdsl.ledger.decision import Decision
from ocdsl.model.contract import Contract
from ocdsl.model.kinds import scaled
from ocdsl.syntax import phrases as ph
from ocdsl.syntax.orders import place_of

T = TypeVar("T")


@frozen(eq=False)
class Watched(Keeping):
    """The visible events of a log, in the order of their days and ids."""

    contract: Contract
    events: Sequence[Event]
    decide: Callable[[], Iterable[Decision]] = tuple
    """Evaluates the log: asked only for what depends on a day of earning or a due date."""

    @property
    def decisions(self) -> Sequence[Decision]:
        """What the log comes to, as it can be seen."""
        return self.once("decisions", lambda: tuple(self.decide()))

    @property
    def cast(self) -> Cast:
        """The parts that events play in the contract."""
        return self.once("cast", lambda: parts_of(self.contract))

    @property
    def by_kind(self) -> Mapping[str, Sequence[Event]]:
        """The events of each kind; none of a kind that the log does not have."""
        return self.once("kinds", lambda: _grouped(self.events, lambda event: event.event))

    def of_person(self, kind: str) -> Mapping[str, Sequence[Event]]:
        """The events of a kind, by the person they are about."""
        rows = self.by_kind.get(kind, ())
        return self.once(("people", kind), lambda: _grouped(rows, lambda event: event.person))

    @property
    def first_days(self) -> Mapping[str, int]:
        """The day of the first event of each person, of any kind."""
        return self.once("first days", lambda: _first_days(self.events))

    def picked(self, phrase: ph.EventPhrase) -> Mapping[str, Event]:
        """For each person the event that a phrase picks, of those that pass its own tests.

        A test that needs more than the event itself, such as a window, is left to the rules.
        """
        return self.once(("picked", phrase), lambda: dict(self._picked(phrase)))

    def _picked(self, phrase: ph.EventPhrase) -> Iterator[tuple[str, Event]]:
        place = place_of(phrase.order)
        for person, events in self.of_person(phrase.event.text).items():
            own = [event for event in events if self.passes(event, phrase.where)]
            if phrase.order == "last" and own:
                yield person, own[-1]
            elif len(own) >= place:
                yield person, own[place - 1]

    def passes(self, event: Event, tests: ph.Tests | None) -> bool:
        """Whether an event passes the tests on its own fields; other tests count as passed."""
        if tests is None:
            return True
        passed = [self._passes(event, test) for test in tests.items]
        if tests.how in ("or", "any"):
            return any(passed)
        return sum(passed) >= (tests.least or len(passed))

    def _passes(self, event: Event, test: ph.Test) -> bool:
        if isinstance(test, ph.EventTest | ph.Lasted) or test.value.at is not None:
            return True
        field = self.contract.events[event.event].field(test.value.field.text)
        value = event.values.get(test.value.field.text)
        if field is None or value is None:
            return True
        if isinstance(test, ph.ChoiceTest):
            said = value if isinstance(value, str) else "yes" if value else "no"
            return (said in {name.text for name in test.choices}) != test.negated
        return all(_holds(limit, value, field.places or 0) for limit in test.limits)

    def one_each(self, kind: str) -> Sequence[Event]:
        """One event of a kind for each person and provider, picked by the person's name alone.

        What one person's events have in common is then counted once.
        """
        return self.once(("one", kind), lambda: self._one_each(kind))

    def _one_each(self, kind: str) -> Sequence[Event]:
        rows = self.by_kind.get(kind, ())
        grouped = _grouped(rows, lambda event: (event.person, event.provider))
        return [any_of(person, own) for (person, _), own in grouped.items()]

    def title(self, party: str) -> str:
        """A party as the contract calls it; its name when it has no other."""
        return next((p.title for p in self.contract.parties if p.name == party), party)


def _first_days(events: Sequence[Event]) -> dict[str, int]:
    first: dict[str, int] = {}
    for event in events:
        first.setdefault(event.person, event.occurred_on)
    return first


def any_of(person: str, items: Sequence[T]) -> T:
    """One of the items, by the person's name alone: the same whoever looks, and by no figure."""
    return items[crc32(person.encode()) % len(items)]


def _grouped(rows: Sequence[Event], key: Callable[[Event], Any]) -> Mapping[Any, list[Event]]:
    groups: dict[Any, list[Event]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return dict(groups)


def _holds(limit: ph.Limit, value: int | str, places: int) -> bool:
    """Whether a value is within a limit; a limit that is no plain number is left to the rules."""
    if isinstance(value, str) or not isinstance(limit.value, ph.Number | ph.Money | ph.Percent):
        return True
    return LIMIT_HOLDS[limit.word](value, scaled(limit.value, places))
