"""The untidy parts of real returns: late, corrected, withdrawn, sent twice, left empty or wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attrs import asdict

from ocdsl.generators.sample_log.codes import EMPTY, Codes, EventCode
from ocdsl.generators.sample_log.draw import WHOLE, Draw
from ocdsl.generators.sample_log.life import DAY_MINUTES, Happening, recorded_on
from ocdsl.generators.sample_log.shares import Untidiness
from ocdsl.generators.sample_log.store import Store
from ocdsl.generators.sample_log.wishes import any_value

Planting = Callable[[Draw, int, Happening], bool]
LastDay = Callable[[int], int]
"""The last day, by the day on which something happened."""


class Desk:
    """Files people's events as an untidy office would, and counts what it planted."""

    def __init__(
        self,
        codes: Codes,
        store: Store,
        shares: Untidiness,
        needs: Mapping[str, tuple[LastDay, ...]],
    ) -> None:
        """`needs` has, by event, the last days on which outcomes need it recorded."""
        self.codes, self.store, self.needs = codes, store, needs
        self.planted = dict.fromkeys(asdict(shares), 0)
        self._limits: list[tuple[int, str, Planting]] = []
        limit = 0
        for name, share in asdict(shares).items():
            limit += share
            self._limits.append((limit, name, getattr(self, f"_{name}")))
        self._untidy = limit

    def file(self, draw: Draw, person: int, event: Happening) -> None:
        """File one event; at most one thing is wrong with it."""
        place = draw.below(WHOLE)
        if place < self._untidy:
            name, plant = next((n, p) for limit, n, p in self._limits if place < limit)
            if plant(draw, person, event):
                self.planted[name] += 1
                return
        self.store.add(person, event, event.minute)

    def _later(self, draw: Draw, event: Happening) -> int:
        """A minute one to thirty days after the event was recorded."""
        return recorded_on(draw, event.minute // DAY_MINUTES + 1 + draw.below(30))

    # ---- each plants one kind, and says whether it could

    def _late_records(self, draw: Draw, person: int, event: Happening) -> bool:
        delays = [7 + draw.below(60)]
        delays += [
            last(event.day) - event.day + late
            for last in self.needs.get(event.event.name, ())
            for late in (0, 1)
        ]
        minute = recorded_on(draw, event.day + draw.one_of(delays))
        self.store.add(person, event._replace(minute=minute), minute)
        return True

    def _corrections(self, draw: Draw, person: int, event: Happening) -> bool:
        wrong = _altered(draw, event)
        if wrong is None:
            return False
        old = self.store.add(person, wrong, wrong.minute)
        minute = self._later(draw, event)
        new = self.store.add(person, event._replace(minute=minute), minute)
        self.store.supersedes[new] = old
        return True

    def _retractions(self, draw: Draw, person: int, event: Happening) -> bool:
        old = self.store.add(person, event, event.minute)
        minute = self._later(draw, event)
        new = self.store.add(person, event._replace(minute=minute), minute)
        self.store.retracts[new] = old
        return True

    def _duplicates(self, draw: Draw, person: int, event: Happening) -> bool:
        old = self.store.add(person, event, event.minute)
        self.store.same_id[self.store.add(person, event, self._later(draw, event))] = old
        return True

    def _clashing_ids(self, draw: Draw, person: int, event: Happening) -> bool:
        other = _altered(draw, event)
        if other is None:
            return False
        old = self.store.add(person, event, event.minute)
        minute = self._later(draw, event)
        new = self.store.add(person, other._replace(minute=minute), minute)
        self.store.same_id[new] = old
        return True

    def _missing_evidence(self, draw: Draw, person: int, event: Happening) -> bool:
        if not event.values:
            return False
        lost = draw.below(len(event.values))
        values = tuple((c, EMPTY if i == lost else v) for i, (c, v) in enumerate(event.values))
        self.store.add(person, event._replace(values=values), event.minute)
        return True

    def _unknown_events(self, draw: Draw, person: int, event: Happening) -> bool:
        row = self.store.add(person, event, event.minute)
        self.store.events[row] = event.event.number + len(self.codes.events)
        return True

    def _dates_day_first(self, draw: Draw, person: int, event: Happening) -> bool:
        self.store.day_first.add(self.store.add(person, event, event.minute))
        return True

    def _unknown_providers(self, draw: Draw, person: int, event: Happening) -> bool:
        unknown = len(self.codes.providers) - 1
        self.store.add(person, event._replace(provider=unknown), event.minute)
        return True

    def _wrong_recorders(self, draw: Draw, person: int, event: Happening) -> bool:
        by = draw.one_of(self._may_not_record(event.event, event.provider))
        self.store.add(person, event._replace(recorder=by), event.minute)
        return True

    def _may_not_record(self, event: EventCode, provider: int) -> list[int]:
        schema, names = self.codes.schema, self.codes.recorders
        allowed = schema.allowed_recorders(schema.events[event.number], schema.providers[provider])
        return [index for index, name in enumerate(names) if name not in allowed]


def _altered(draw: Draw, event: Happening) -> Happening | None:
    """The event with one field or its date a little wrong, yet such as a log may hold; or None."""
    day = event.day - 1 - draw.below(7)
    if event.values and draw.chance(5_000):
        index = draw.below(len(event.values))
        column, value = event.values[index]
        other = any_value(draw, event.event.fields[index])
        if other != value:
            changed = (*event.values[:index], (column, other), *event.values[index + 1 :])
            return event._replace(values=changed)
    return event._replace(day=day) if event.event.first_day <= day else None
