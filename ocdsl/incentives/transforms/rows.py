"""The smallest changes to a log: a row copied, left out, moved, changed, added or cut in two.

Each gives new rows and leaves those it was given as they are; None where the change is not
possible. Whether the evaluator accepts the new rows is for the evaluator to say.
"""

from __future__ import annotations

from collections.abc import Collection

from ocdsl.base.calendar import day_of, iso
from ocdsl.base.money import decimal_text
from ocdsl.incentives.check import Row

Rows = tuple[Row, ...]


def without(rows: Rows, left_out: Collection[int]) -> Rows | None:
    """The rows but those at these places; None when that leaves nothing out."""
    kept = tuple(row for index, row in enumerate(rows) if index not in left_out)
    return kept if len(kept) < len(rows) else None


def changed(rows: Rows, index: int, **cells: str) -> Rows | None:
    """One row with other cells; None when it says that already."""
    row = {**rows[index], **cells}
    return None if row == rows[index] else (*rows[:index], row, *rows[index + 1 :])


def added(rows: Rows, row: Row) -> Rows:
    """One row more, under an id of its own."""
    return (*rows, {**row, "event_id": new_id(rows)})


def copied(rows: Rows, index: int, days: int = 0) -> Rows:
    """A row a second time, so many days later, under an id of its own."""
    return added(rows, later(rows[index], days))


def moved(rows: Rows, index: int, days: int) -> Rows | None:
    """A row so many days later, or earlier when negative, and recorded as much later or earlier."""
    return changed(rows, index, **later(rows[index], days))


def redated(rows: Rows, index: int, days: int) -> Rows | None:
    """A row said to have occurred so many days earlier or later, and recorded when it was.

    None when it would then be recorded before it occurred.
    """
    day = day_of(rows[index]["occurred_on"]) + days
    if day > day_of(rows[index]["recorded_at"][:10]):
        return None
    return changed(rows, index, occurred_on=iso(day))


def recorded_later(rows: Rows, index: int, days: int) -> Rows | None:
    """A row recorded so many days later than it was."""
    at = rows[index]["recorded_at"]
    return changed(rows, index, recorded_at=iso(day_of(at[:10]) + days) + at[10:])


def repeated(rows: Rows, ids: Collection[str], days: int) -> Rows:
    """The rows with these ids a second time, so many days later."""
    again = rows
    for row in rows:
        if row["event_id"] in ids:
            again = added(again, later(row, days))
    return again


def reordered(rows: Rows) -> Rows | None:
    """The rows of each day with their ids in the opposite order; None where no day has two."""
    days: dict[str, list[Row]] = {}
    for row in rows:
        days.setdefault(row["occurred_on"], []).append(row)
    ids: dict[str, str] = {}
    for together in days.values():
        known = sorted(row["event_id"] for row in together)
        ids |= dict(zip(known, reversed(known), strict=True))
    again = tuple({**row, "event_id": ids[row["event_id"]]} for row in rows)
    return None if again == rows else again


def cut(rows: Rows, index: int, field: str, places: int, part: int = 0) -> Rows | None:
    """A quantity recorded in two rows of the same day instead of one; None when it is too small.

    The second has so many smallest units, or half of them all.
    """
    whole = scaled(rows[index][field], places)
    part = part or whole // 2
    if not 0 < part < whole:
        return None
    first = changed(rows, index, **{field: decimal_text(whole - part, places)})
    return first and added(first, {**rows[index], field: decimal_text(part, places)})


def scaled(text: str, places: int) -> int:
    """A number as a log has it, as a whole number of its smallest unit."""
    whole, _, part = text.partition(".")
    return int(whole + part.ljust(places, "0")) if text else 0


def later(row: Row, days: int) -> Row:
    """A row so many days later, its recording too."""
    at = row["recorded_at"]
    return {
        **row,
        "occurred_on": iso(day_of(row["occurred_on"]) + days),
        "recorded_at": iso(day_of(at[:10]) + days) + at[10:],
    }


def new_id(rows: Rows) -> str:
    """An id that comes after every other of the log."""
    return f"z{sum(row['event_id'].startswith('z') for row in rows) + 1:03d}"


def handed_to(rows: Rows, provider: str) -> Rows:
    """The same rows with one provider throughout, which records what a provider recorded."""
    return tuple(
        {
            **row,
            "provider": provider if row["provider"] else "",
            "recorded_by": provider
            if row["recorded_by"] == row["provider"]
            else row["recorded_by"],
        }
        for row in rows
    )


def named(rows: Rows, person: str) -> Rows:
    """The rows of one person under another name, with ids of their own."""
    return tuple(
        {
            **row,
            "person": person if row["person"] else "",
            "event_id": f"{person}-{row['event_id']}",
        }
        for row in rows
    )
