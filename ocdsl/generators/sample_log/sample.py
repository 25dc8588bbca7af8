"""A whole sample log: people's histories made, filed untidily, and given out as columns of text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from attrs import frozen

from ocdsl.base.calendar import iso
from ocdsl.base.money import decimal_text
from ocdsl.events.schema import FieldSchema
from ocdsl.generators.sample_log.codes import EMPTY, Codes, codes_of
from ocdsl.generators.sample_log.draw import Draw
from ocdsl.generators.sample_log.people import People
from ocdsl.generators.sample_log.shares import Living, Untidiness, in_words
from ocdsl.generators.sample_log.store import Store
from ocdsl.generators.sample_log.story import stories
from ocdsl.generators.sample_log.untidy import Desk, LastDay
from ocdsl.model.contract import Contract

MOST_PEOPLE = 9_999_999
"""Names of people have seven digits."""

BATCH = 50_000

Columns = list[list[str]]
"""One list of cells for each column, an empty text where a cell is empty."""


@frozen
class Sample:
    """A sample log in memory. `planted` counts the untidy rows, in the words of `Untidiness`."""

    codes: Codes
    store: Store
    planted: Mapping[str, int]

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in the order of the log's schema."""
        return self.codes.schema.columns

    @property
    def rows(self) -> int:
        """The number of rows."""
        return len(self.store)

    def batches(self, size: int = BATCH, day_first: bool = True) -> Iterator[Columns]:
        """The log as columns of text, at least `size` rows at a time, by time of filing.

        Without `day_first` no date is written `16/06/2026`.
        """
        page = _Page(self.codes, self.store, day_first)
        for rows in self.store.in_order(size):
            yield page.columns(rows)


def make_sample(
    contract: Contract,
    people: int,
    seed: int,
    shares: Untidiness | None = None,
    living: Living | None = None,
) -> Sample:
    """A synthetic log of so many people, from the contract's own events, windows and limits.

    The same contract, number and seed give the same log on every machine. Raises ValueError when
    the number of people is not from 1 to 9,999,999, or the contract has no event or no provider.
    """
    if not 1 <= people <= MOST_PEOPLE:
        raise ValueError(f"The number of people must be from 1 to {MOST_PEOPLE:,}.")
    codes = codes_of(contract)
    if not codes.events or not codes.schema.providers:
        raise ValueError("A sample log needs a contract with an event and a provider.")
    store = Store(len(codes.columns), contract.term_start - 1_000)
    desk = Desk(codes, store, shares or Untidiness(), _recording_limits(contract))
    makes = People(contract, codes, stories(contract, codes), living or Living())
    for person in range(1, people + 1):
        draw = Draw(seed, person)
        for event in makes.history(draw):
            desk.file(draw, person, event)
    return Sample(codes, store, {in_words(name): n for name, n in desk.planted.items()})


def _recording_limits(contract: Contract) -> Mapping[str, tuple[LastDay, ...]]:
    limits: dict[str, tuple[LastDay, ...]] = {}
    for outcome in contract.outcomes.values():
        if outcome.needs:
            event = outcome.needs.event.event.text
            limits[event] = (
                *limits.get(event, ()),
                partial(contract.dates.later, lag=outcome.needs.lag),
            )
    return limits


class _Texts(dict[int, str]):
    """The text of each code, worked out when it is first asked for."""

    def __init__(self, text: Callable[[int], str]) -> None:
        super().__init__({EMPTY: ""})
        self._text = text

    def __missing__(self, code: int) -> str:
        text = self[code] = self._text(code)
        return text


class _Page:
    """Turns the store's codes into text, a batch at a time."""

    def __init__(self, codes: Codes, store: Store, day_first: bool) -> None:
        self.codes, self.store, self.ids = codes, store, store.ids()
        self.days = _Texts(iso)
        self.clock = _Texts(lambda minute: f"T{minute // 60:02d}:{minute % 60:02d}:00")
        self.fields = [_Texts(text_of_field(column)) for column in codes.columns]
        self.day_first = store.day_first if day_first else frozenset()

    def columns(self, rows: list[int]) -> Columns:
        store, names = self.store, self.codes
        fixed = [
            [f"e{self.ids[row]:08d}" for row in rows],
            [names.kinds[store.events[row]] for row in rows],
            [self._provider(row) for row in rows],
            [self._person(row) for row in rows],
            self._dates(rows),
            self._moments(rows),
            [names.recorders[store.recorders[row]] for row in rows],
        ]
        for texts, column in zip(self.fields, store.fields, strict=True):
            fixed.append([texts[column[row]] for row in rows])
        return [*fixed, self._named(rows, store.supersedes), self._named(rows, store.retracts)]

    def _person(self, row: int) -> str:
        nobody = self._about(row) != "person"
        return "" if nobody else f"p{self.store.persons[row]:07d}"

    def _provider(self, row: int) -> str:
        nobody = self._about(row) == "contract"
        return "" if nobody else self.codes.providers[self.store.providers[row]]

    def _about(self, row: int) -> str:
        """Whom a row is about; a misspelt event is about whom the right one is about."""
        events = self.codes.schema.events
        return events[self.store.events[row] % len(events)].about

    def _dates(self, rows: list[int]) -> list[str]:
        texts, days = self.days, self.store.days
        cells = [texts[days[row]] for row in rows]
        for index, row in enumerate(rows) if self.day_first else ():
            if row in self.day_first:
                year, month, day = cells[index].split("-")
                cells[index] = f"{day}/{month}/{year}"
        return cells

    def _moments(self, rows: list[int]) -> list[str]:
        recorded = [self.store.recorded(row) for row in rows]
        return [self.days[day] + self.clock[minute] for day, minute in recorded]

    def _named(self, rows: list[int], links: Mapping[int, int]) -> list[str]:
        """The id of the row that each row supersedes or retracts; empty for most."""
        return [f"e{self.ids[links[row]]:08d}" if row in links else "" for row in rows]


def text_of_field(field: FieldSchema) -> Callable[[int], str]:
    """Turns the code of a field's value into its text."""
    places = field.places
    if places is not None:
        return lambda value: decimal_text(value, places)
    if field.kind == "date":
        return iso
    if field.kind == "yes or no":
        return lambda value: "yes" if value else "no"
    return lambda value: field.choices[value]
