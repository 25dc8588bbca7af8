"""Rows of a sample log kept as columns of whole numbers, about 50 bytes a row, until written."""

from __future__ import annotations

from array import array
from collections.abc import Iterator

from ocdsl.generators.sample_log.codes import EMPTY
from ocdsl.generators.sample_log.life import DAY_MINUTES, Happening

MOST_ROWS = 99_999_999
"""Event ids have eight digits."""

_MINUTE_SHIFT = 40
_ROW_MASK = (1 << _MINUTE_SHIFT) - 1


class Store:
    """Every row so far. A row's number is its place; ids are given when all rows are known."""

    def __init__(self, columns: int, first_day: int) -> None:
        self.events, self.providers, self.recorders = array("h"), array("h"), array("h")
        self.persons, self.days, self.minutes = array("i"), array("i"), array("i")
        self.fields = tuple(array("q") for _ in range(columns))
        self.supersedes: dict[int, int] = {}
        self.retracts: dict[int, int] = {}
        self.same_id: dict[int, int] = {}
        """A row that repeats the id of another."""
        self.day_first: set[int] = set()
        """Rows whose date is written `16/06/2026`."""
        self._first_minute = first_day * DAY_MINUTES
        self._filed: dict[int, array[int]] = {}

    def __len__(self) -> int:
        return len(self.persons)

    def add(self, person: int, event: Happening, filed: int) -> int:
        """Keep one row, to be written with those filed at that minute; gives its number."""
        row = len(self.persons)
        if row >= MOST_ROWS:
            raise ValueError(
                f"A sample log holds at most {MOST_ROWS:,} events; ask for fewer people."
            )
        self.events.append(event.event.number)
        self.providers.append(event.provider)
        self.recorders.append(event.recorder)
        self.persons.append(person)
        self.days.append(event.day)
        self.minutes.append(event.minute - self._first_minute)
        for column in self.fields:
            column.append(EMPTY)
        for index, value in event.values:
            self.fields[index][row] = value
        self._file(row, filed)
        return row

    def _file(self, row: int, filed: int) -> None:
        day, minute = divmod(filed, DAY_MINUTES)
        if day not in self._filed:
            self._filed[day] = array("q")
        self._filed[day].append(minute << _MINUTE_SHIFT | row)

    def recorded(self, row: int) -> tuple[int, int]:
        """The day and the minute of the day at which a row was recorded."""
        return divmod(self.minutes[row] + self._first_minute, DAY_MINUTES)

    def in_order(self, size: int) -> Iterator[list[int]]:
        """Row numbers in the order in which they were filed, at least `size` at a time."""
        batch: list[int] = []
        for day in sorted(self._filed):
            batch += [key & _ROW_MASK for key in sorted(self._filed[day])]
            if len(batch) >= size:
                yield batch
                batch = []
        if batch:
            yield batch

    def ids(self) -> array[int]:
        """The number in each row's id: from 1 in the order of filing; a repeated id is the same."""
        numbers = array("i", bytes(4 * len(self)))
        given = 0
        for batch in self.in_order(1):
            for row in batch:
                if row not in self.same_id:
                    given += 1
                    numbers[row] = given
        for row, other in self.same_id.items():
            numbers[row] = numbers[other]
        return numbers
