"""An event log read from files, and what of it can be seen as at a day and as known at a moment.

Standard library only: the emitted evaluator carries this file whole.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ocdsl.events.corrections import settle
from ocdsl.events.readers.csv_rows import read_csv
from ocdsl.events.readers.json_rows import read_json_lines
from ocdsl.events.readers.source import Reader
from ocdsl.events.refusals import FileProblem, FileRefused, Refusal, RowRefused, listed, shown
from ocdsl.events.rows import BadLine, Event, RowChecker
from ocdsl.events.schema import LogSchema
from ocdsl.events.values import DAY_MICROSECONDS

AFTER_AS_AT = "after the as-at date"
AFTER_KNOWN_AT = "recorded after the known-at moment"
SUPERSEDED = "superseded"
RETRACTED = "retracted"
RETRACTION = "retracts another event"

TEXT_READERS: Mapping[str, Reader] = {
    ".csv": read_csv,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
}


class Log(NamedTuple):
    """A log as read. Each row read is an event or a refusal; with problems nothing is evaluated."""

    events: list[Event]
    refusals: list[Refusal]
    problems: list[FileProblem]
    rows_read: int


class Unseen(NamedTuple):
    """An accepted event that an evaluation leaves out. `detail` names the other event, if any."""

    event_id: str
    reason: str
    detail: str


class Visible(NamedTuple):
    """What an evaluation may use, in no particular order, and the accepted rows it may not."""

    events: list[Event]
    not_relevant: list[Unseen]


def read_log(
    paths: Sequence[str | Path], schema: LogSchema, readers: Mapping[str, Reader] | None = None
) -> Log:
    """Read the files of one log (laws 15 and 17). `readers` adds kinds of file by their suffix.

    Never raises for what a file holds: a bad row is a refusal, an unreadable file a problem.
    """
    known = {**TEXT_READERS, **(readers or {})}
    log = Log([], [], [], 0)
    # Millions of small rows, none in a circle: pausing the collector halves the time.
    paused = gc.isenabled()
    gc.disable()
    try:
        rows = sum(read_rows(Path(path), schema, known, log) for path in paths)
    finally:
        if paused:
            gc.enable()
    if log.problems:
        return Log([], [], log.problems, 0)
    settled = settle(log.events, (refusal.event_id for refusal in log.refusals))
    refusals = sorted(log.refusals + settled.refusals)
    return Log(settled.events, refusals, log.problems, rows)


def read_rows(path: Path, schema: LogSchema, readers: Mapping[str, Reader], log: Log) -> int:
    """Add the rows of one file to `log`, before the rules between rows; gives their number."""
    try:
        source = reader_of(path, readers)(path, schema)
        checker = RowChecker(schema, source.columns)
        return check_rows(path.name, checker, source.rows, log)
    except FileRefused as mistake:
        log.problems.append(FileProblem(str(path), mistake.code, mistake.message, mistake.fix))
    except OSError as mistake:
        log.problems.append(unreadable(path, mistake))
    return 0


def reader_of(path: Path, readers: Mapping[str, Reader]) -> Reader:
    """The reader for a path's suffix. Raises FileRefused when there is none, or no such file."""
    if path.is_dir():
        fix = "Name the files in it, one after the other."
        raise FileRefused("FolderNotFile", "It is a folder, not a file.", fix)
    if not path.exists():
        raise FileRefused("NoSuchFile", "There is no such file.", "Check its name and folder.")
    reader = readers.get(path.suffix.lower())
    if reader is None:
        message = f"Files ending in {shown(path.suffix)} cannot be read as a log."
        raise FileRefused("UnknownKindOfFile", message, f"Save it as {listed(sorted(readers))}.")
    return reader


def unreadable(path: Path, mistake: OSError) -> FileProblem:
    """The problem of a file that the machine will not give."""
    message = f"The file cannot be read: {mistake.strerror}."
    return FileProblem(str(path), "UnreadableFile", message, "Check who may read it.")


def check_rows(
    file: str, checker: RowChecker, rows: Iterable[tuple[int, list[str] | BadLine]], log: Log
) -> int:
    """Check each row; events and refusals go to `log`. Gives the number of rows."""
    accept, check, count = log.events.append, checker.check, 0
    for number, cells in rows:
        count += 1
        try:
            accept(check(file, number, cells))
        except RowRefused as mistake:
            event_id = checker.event_id(cells)
            log.refusals.append(
                Refusal(file, number, event_id, mistake.code, mistake.message, mistake.fix)
            )
    return count


def visible(log: Log, as_at: int, known_at: int | None = None) -> Visible:
    """The events that had occurred by day `as_at` and were recorded by moment `known_at` (law 16).

    `known_at` is in microseconds since ordinal day 0; None knows all that is recorded.
    """
    known = [e for e in log.events if known_at is None or e.recorded_at <= known_at]
    hidden = {e.supersedes or e.retracts: e for e in known if e.supersedes or e.retracts}
    unseen = []
    if len(known) < len(log.events):
        later = (e for e in log.events if known_at is not None and e.recorded_at > known_at)
        unseen = [Unseen(e.event_id, AFTER_KNOWN_AT, "") for e in later]
    events = []
    for event in known:
        if event.occurred_on > as_at or event.retracts or event.event_id in hidden:
            unseen.append(_unseen(event, hidden.get(event.event_id)))
        else:
            events.append(event)
    return Visible(events, unseen)


def _unseen(event: Event, by: Event | None) -> Unseen:
    if event.retracts:
        return Unseen(event.event_id, RETRACTION, event.retracts)
    if by is None:
        return Unseen(event.event_id, AFTER_AS_AT, "")
    return Unseen(event.event_id, SUPERSEDED if by.supersedes else RETRACTED, by.event_id)


def end_of_day(day: int) -> int:
    """The last moment of a day: what `known at` a date means."""
    return (day + 1) * DAY_MICROSECONDS - 1


def log_digest(paths: Iterable[str | Path]) -> str:
    """`sha256:` of the files' own digests in order: the same for the same files in any order."""
    digests = sorted(_file_digest(Path(path)) for path in paths)
    return "sha256:" + hashlib.sha256("".join(digests).encode("ascii")).hexdigest()


def _file_digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
