"""A log for a drawn contract: a sample of made-up people, often muddled, in any form of file.

A sample keeps to the contract's own windows; muddled, events move onto each other's days, come
again, change hands, and their ids no longer follow the days.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

from fuzz.dice import Dice
from ocdsl import api
from ocdsl.model.contract import Contract

_UNTIDY = (None, "none", "late records 20%, corrections 10%, retractions 5%, duplicates 5%")
_SUFFIXES = (".csv", ".csv", ".csv", ".jsonl", ".parquet")
Row = dict[str, str]


def draw_log(dice: Dice, contract: Contract, folder: Path) -> tuple[Path, ...]:
    """A log for a contract, in one file or in two."""
    log = folder / f"log{dice.choice(_SUFFIXES)}"
    people = dice.choice([1, 3, 8, 15, 25])
    api.sample_log(contract, people, dice.randrange(10**6), log, dice.choice(_UNTIDY))
    if log.suffix != ".csv" or dice.random() < 0.4:
        return (log,)
    with log.open(encoding="utf-8", newline="") as held:
        rows = list(csv.DictReader(held))
    if not rows:
        return (log,)
    for _ in range(dice.choice([1, 2, 4, 8])):
        dice.choice(_MUDDLES)(dice, rows)
    columns, half = list(rows[0]), len(rows) // 2 if dice.random() < 0.2 else 0
    paths = [log, folder / "log-2.csv"] if half else [log]
    for path, part in zip(paths, (rows[half:], rows[:half]), strict=False):
        _write(path, columns, part)
    return tuple(paths)


def _write(path: Path, columns: Sequence[str], rows: Sequence[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as held:
        writer = csv.DictWriter(held, columns)
        writer.writeheader()
        writer.writerows(rows)


def _day_moved(dice: Dice, rows: list[Row]) -> None:
    """An event is some days earlier or later, up to half a year."""
    row = dice.choice(rows)
    moved = dice.choice([-1, 1, dice.randint(-7, 7), dice.randint(-180, 180)])
    row["occurred_on"] = (date.fromisoformat(row["occurred_on"]) + timedelta(moved)).isoformat()


def _same_day(dice: Dice, rows: list[Row]) -> None:
    """Some events are on one day."""
    day = dice.choice(rows)["occurred_on"]
    for row in dice.sample(rows, min(len(rows), 3)):
        row["occurred_on"] = day


def _again(dice: Dice, rows: list[Row]) -> None:
    """Something happens once more, under an id that comes before all others or after them."""
    row = dict(dice.choice(rows))
    row["event_id"] = f"{dice.choice('az')}{len(rows):08}"
    rows.append(row)


def _other_hands(dice: Dice, rows: list[Row]) -> None:
    """Another provider delivered it, or it is of another person."""
    column = dice.choice(["provider", "provider", "person"])
    dice.choice(rows)[column] = dice.choice(rows)[column]


def _other_value(dice: Dice, rows: list[Row]) -> None:
    """An event has the value of another, which may have none."""
    columns = list(rows[0])
    own = columns[columns.index("recorded_by") + 1 :]
    if own:
        column = dice.choice(own)
        dice.choice(rows)[column] = dice.choice(rows)[column]


def _other_ids(dice: Dice, rows: list[Row]) -> None:
    """Ids come in another order than the days; what names a row goes on naming an id."""
    ids = [row["event_id"] for row in rows]
    for row, other in zip(rows, dice.sample(ids, len(ids)), strict=True):
        row["event_id"] = other


def _other_order(dice: Dice, rows: list[Row]) -> None:
    """The rows stand in another order, which never matters."""
    dice.shuffle(rows)


def _later_record(dice: Dice, rows: list[Row]) -> None:
    """An event is recorded as late as another is."""
    dice.choice(rows)["recorded_at"] = dice.choice(rows)["recorded_at"]


_MUDDLES: Sequence[Callable[[Dice, list[Row]], None]] = (
    _day_moved, _day_moved, _same_day, _same_day, _again, _other_hands, _other_value, _other_ids,
    _other_order, _later_record,
)  # fmt: skip
