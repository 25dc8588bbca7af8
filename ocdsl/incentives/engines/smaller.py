"""Cuts a log down to the fewest people, and then rows, that still show something."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ocdsl.incentives.subject import Rows

_MOST_TRIALS = 250


def smaller(rows: Rows, shows: Callable[[Rows], bool]) -> Rows:
    """The log with whatever is not needed left out, in the same order every time.

    `shows` is asked of each smaller log, and of no more than some hundreds of them.
    """
    trials = 0
    for parts in (_by_person, _alike, _alike):
        for part in parts(rows):
            fewer = tuple(row for row in rows if row["event_id"] not in part)
            if not fewer or len(fewer) == len(rows):
                continue
            trials += 1
            if trials > _MOST_TRIALS:
                return rows
            if shows(fewer):
                rows = fewer
    return rows


def _by_person(rows: Rows) -> Iterator[set[str]]:
    people = sorted({row["person"] for row in rows}, reverse=True)
    for person in people if len(people) > 1 else ():
        yield {row["event_id"] for row in rows if row["person"] == person}


def _alike(rows: Rows) -> Iterator[set[str]]:
    """Rows that say the same of one person and another, together; the last first."""
    groups: dict[tuple[str, ...], set[str]] = {}
    for row in reversed(rows):
        says = tuple(value for name, value in row.items() if name not in ("event_id", "person"))
        groups.setdefault(says, set()).add(row["event_id"])
    yield from groups.values()
