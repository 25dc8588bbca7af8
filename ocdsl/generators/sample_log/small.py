"""Small tidy logs in memory: one history after the other, as rows of text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ocdsl.base.calendar import iso
from ocdsl.generators.sample_log.codes import codes_of
from ocdsl.generators.sample_log.draw import Draw
from ocdsl.generators.sample_log.life import DAY_MINUTES, Happening, Life
from ocdsl.generators.sample_log.people import People
from ocdsl.generators.sample_log.sample import text_of_field
from ocdsl.generators.sample_log.shares import Living
from ocdsl.generators.sample_log.story import stories
from ocdsl.generators.sample_log.wishes import tested_values
from ocdsl.model.contract import Contract
from ocdsl.syntax.phrases import EventPhrase

Row = dict[str, str]

_UNMENTIONED = 6_000
"""How many people in ten thousand have each event that no rule about their cohort names: far more
than in a sample log, for a visit that is paid for by itself is one, and has to be searched too."""


class SmallLogs:
    """Histories of a contract's people, each a log of its own. The same seed gives the same."""

    def __init__(self, contract: Contract) -> None:
        self.contract, self.codes = contract, codes_of(contract)
        self._texts = [text_of_field(column) for column in self.codes.columns]

    def histories(self, count: int, seed: int) -> Sequence[tuple[Row, ...]]:
        """What happens to so many people, or to providers; none for a contract without either."""
        if not self.codes.events or not self.codes.providers[:-1]:
            return ()
        told, living = stories(self.contract, self.codes), Living(unmentioned=_UNMENTIONED)
        people = People(self.contract, self.codes, told, living)
        return tuple(self._rows(people.history(Draw(seed, n))) for n in range(1, count + 1))

    def values(self, phrase: EventPhrase, seed: int) -> Mapping[str, str]:
        """Values of an event's own fields that pass the tests of a phrase, as a log has them."""
        event = self.codes.events[phrase.event.text]
        draw = Draw(seed, 0)
        life = Life(self.contract, self.codes.events, draw, 0, Living().limit_edge)
        values = dict(tested_values(life, event, phrase.where, True))
        return {f.name: self._texts[f.column](values[f.column]) for f in event.fields}

    def _rows(self, events: Sequence[Happening]) -> tuple[Row, ...]:
        ordered = sorted(events, key=lambda h: (h.day, h.event.number))
        return tuple(self._row(number, h) for number, h in enumerate(ordered, 1))

    def _row(self, number: int, happening: Happening) -> Row:
        names = self.codes
        about = names.schema.events[happening.event.number].about
        day, minute = divmod(happening.minute, DAY_MINUTES)
        row = dict.fromkeys(names.schema.columns, "") | {
            "event_id": f"e{number:03d}",
            "event": happening.event.name,
            "provider": "" if about == "contract" else names.providers[happening.provider],
            "person": "p01" if about == "person" else "",
            "occurred_on": iso(happening.day),
            "recorded_at": f"{iso(day)}T{minute // 60:02d}:{minute % 60:02d}:00",
            "recorded_by": names.recorders[happening.recorder],
        }
        for column, value in happening.values:
            row[names.columns[column].name] = self._texts[column](value)
        return row
