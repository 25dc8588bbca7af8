"""Loading a log into DuckDB gives what plain Python gives, whatever the rows hold."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ocdsl.backends.columnar import load as loading
from ocdsl.backends.columnar.load import READERS, LoadReport, load
from ocdsl.backends.columnar.load_columns import Column
from ocdsl.backends.columnar.load_sources import SqlFile, text_rows
from ocdsl.backends.columnar.load_visible import make_visible, unseen_events
from ocdsl.base.calendar import day_of
from ocdsl.events.log import Log, end_of_day, read_log, visible
from ocdsl.events.refusals import Refusal
from ocdsl.events.rows import Event
from ocdsl.events.schema import EventSchema, FieldSchema
from tests.events.badfiles import csv_text, write_parquet
from tests.events.schemas import GOOD, REVIEW, SCHEMA

CON = duckdb.connect()
QUICK = settings(
    max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)

_DAYS = [
    "2026-05-06", "2026-05-07", "2026-04-01", "2026-03-31", "2029-03-31", "2029-04-01",
    "2030-05-25", "2030-05-26", "2026-02-29", "2028-02-29", "0001-01-01", "0000-01-01",
    "9999-12-31", "10000-01-01", "01/04/2026", "2026-5-6", " 2026-05-06", "2026/05/06", "20260506",
    "2026-05-06 ", "2026-05-06T00:00:00", "infinity", "epoch", "today", "2026-05-06 (BC)",
    "²026-05-06", "",
]  # fmt: skip
_MOMENTS = [
    *_DAYS, "2026-05-06T09:30", "2026-05-06 09:30:00", "2026-05-06T09:30:00.5",
    "2026-05-06T09:30:00.123456", "2026-05-06T09:30:00.1234567", "2026-05-06T24:00:00",
    "2026-05-06 23:59:60", "2026-05-06T09:30:00Z", "2026-05-06 09:30:00+01", "2026-05-06 9:30",
    "2026-05-06  09:30", "2026-05-06T", "2026-05-06T09", "2026-05-06 09:30:00.", "2026-05-08",
    "2030-06-01T00:00:00", "9999-12-31T23:59:59.999999", "-infinity",
]  # fmt: skip
_NUMBERS = [
    "0", "-0", "0.00", "1", "2.5", "2.50", "2.500", "2.505", "24", "24.00", "24.01", "-1", "+1",
    ".5", "5.", "5e1", "1_000", "1,000", " 5", "5 ", "007", "120", "121", "999999999999",
    "1000000000000",
    "999999999999.99", "999999999999.999", "0x10", "NaN", "inf", "½", "٣", "£5", "1575.00",
    "0.9999", "0.99999", "1.0", "",
]  # fmt: skip
_IDS = [
    "E1", "E2", "E3", "E4", "É1", "E 1", " E1", "E1 ", "E\u00a01", "E\u200b1", "E\t1", "x" * 200,
    "x" * 201, "é" * 150, "E/1:2", "%", "'", "E''1", "E;1", "ŵ", "\u202eE1", "日本", "🙂", "",
]  # fmt: skip
_NAMES = ["alder-care", "bryn-support", "vale", "provider", "commissioner", "assessor",
          "health-board", "Alder-care", "nurse", "alder-care ", ""]  # fmt: skip

CELLS = {
    "event_id": _IDS,
    "event": [event.name for event in SCHEMA.events] + ["suport-day", "Closure", ""],
    "provider": _NAMES,
    "person": [*_IDS, "P1"],
    "occurred_on": _DAYS,
    "recorded_at": _MOMENTS,
    "recorded_by": _NAMES,
    "age": _NUMBERS,
    "hours": _NUMBERS,
    "cost": _NUMBERS,
    "ratio": _NUMBERS,
    "reason": ["needs-no-care", "died", "Died", "died ", ""],
    "agreed": ["yes", "no", "Yes", "true", "1", ""],
    "next-review": _DAYS,
    "supersedes": ["", "E1", "E2", "E3", "E4", " "],
    "retracts": ["", "E1", "E2", "E3", "E4"],
}
CLEAN = [
    GOOD,
    REVIEW,
    {**GOOD, "event": "closure", "hours": "", "reason": "died"},
    {**GOOD, "event": "readmission", "hours": "", "recorded_by": "health-board"},
    {**GOOD, "event": "referral", "hours": "", "age": "82", "recorded_by": "vale"},
]


@pytest.fixture(autouse=True, scope="module")
def no_file_is_small() -> Iterator[None]:
    """SQL reads every file, as it does the large ones of real use."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loading, "SMALL_FILE", 0)
        yield


@st.composite
def dirty_rows(draw: st.DrawFn) -> list[dict[str, str]]:
    """Rows that are right, each with some cells changed and one of few ids."""
    rows = []
    for _ in range(draw(st.integers(0, 40))):
        row = dict(draw(st.sampled_from(CLEAN)))
        row["event_id"] = f"E{draw(st.integers(1, 60))}"
        for name in draw(st.lists(st.sampled_from(sorted(CELLS)), max_size=1)):
            row[name] = draw(st.sampled_from(CELLS[name]))
        rows.append(row)
    return rows


@st.composite
def correcting_rows(draw: st.DrawFn) -> list[dict[str, str]]:
    """Rows that mostly correct and withdraw each other."""
    ids = [f"E{number}" for number in range(1, draw(st.integers(5, 30)))]
    rows = []
    for _ in range(draw(st.integers(0, 30))):
        row = {**GOOD, "event_id": draw(st.sampled_from(ids))}
        row["recorded_at"] = draw(st.sampled_from(["2026-05-06", "2026-05-07", "2026-05-08"]))
        named = draw(st.sampled_from(["", "supersedes", "supersedes", "retracts"]))
        if named:
            row[named] = draw(st.sampled_from([*ids, "E99"]))
        if named != "retracts" or draw(st.booleans()):
            row["hours"] = draw(st.sampled_from(["2", "3", "x"]))
        rows.append(row)
    return rows


def loaded_events() -> set[tuple[object, ...]]:
    """The table of the log, as contents of events without `recorded_by`."""
    fields = ", ".join(f'"{name}"' for name in SCHEMA.field_names)
    found = CON.execute(
        "SELECT event_id, event, provider, person, occurred_on, recorded_at, recorded_on, "
        f"supersedes, retracts, {fields} FROM log_event"
    ).fetchall()
    return set(found)


def as_loaded(event: Event) -> tuple[object, ...]:
    return (
        *event[:6],
        event.recorded_at // 86_400_000_000,
        event.supersedes or None,
        event.retracts or None,
        *(event.values.get(name) for name in SCHEMA.field_names),
    )


def agree(log: Log, report: LoadReport) -> None:
    assert report.problems == log.problems
    assert report.refusals == log.refusals
    assert report.rows_read == log.rows_read
    assert report.accepted == len(log.events)
    assert loaded_events() == {as_loaded(event) for event in log.events}


def both(paths: list[Path]) -> Log:
    log = read_log(paths, SCHEMA, READERS)
    agree(log, load(CON, paths, SCHEMA))
    return log


def write_all(folder: Path, rows: list[dict[str, str]]) -> list[Path]:
    """The rows as CSV, JSON Lines and Parquet of text."""
    files = [folder / f"log.{suffix}" for suffix in ("csv", "jsonl", "parquet")]
    files[0].write_text(csv_text(rows), encoding="utf-8")
    files[1].write_text("".join(json.dumps(row) + "\n" for row in rows) or "\n", "utf-8")
    write_parquet(files[2], rows)
    return files


def anonymous(refusals: list[Refusal]) -> list[tuple[object, ...]]:
    return sorted(refusal[1:] for refusal in refusals)


@QUICK
@given(dirty_rows() | correcting_rows())
def test_python_and_duckdb_accept_and_refuse_the_same(rows: list[dict[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        paths = write_all(Path(folder), rows)
        logs = [both([path]) for path in paths if rows or path.suffix != ".jsonl"]
        assert len({str(anonymous(log.refusals)) for log in logs}) == 1


@QUICK
@given(dirty_rows() | correcting_rows(), st.randoms(use_true_random=False), st.integers(0, 20))
def test_order_and_splitting_never_matter(rows, random, cut) -> None:  # type: ignore[no-untyped-def]
    shuffled = random.sample(rows, len(rows))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        parts = [rows, shuffled[:cut], shuffled[cut:]]
        whole, first, second = (folder / f"{part}.csv" for part in ("whole", "first", "second"))
        for path, part in zip((whole, first, second), parts, strict=True):
            path.write_text(csv_text(part), encoding="utf-8")
        one, two = both([whole]), both([first, second])
    assert what_was_said(one) == what_was_said(two)


def what_was_said(log: Log) -> tuple[list[str], list[tuple[str, ...]]]:
    events = sorted(str(event.content) for event in log.events)
    return events, sorted(refusal[2:] for refusal in log.refusals)


@QUICK
@given(correcting_rows(), st.sampled_from([None, "2026-05-06", "2026-05-07"]))
def test_the_same_events_are_visible(rows: list[dict[str, str]], known: str | None) -> None:
    as_at = SCHEMA.tail_end if len(rows) % 2 else SCHEMA.term_start
    known_at = end_of_day(day_of(known)) if known else None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.csv"
        path.write_text(csv_text(rows), encoding="utf-8")
        seen = visible(both([path]), as_at, known_at)
    make_visible(CON, as_at, known_at)
    ids = CON.execute("SELECT event_id FROM event ORDER BY 1").fetchall()
    assert [event_id for (event_id,) in ids] == sorted(event.event_id for event in seen.events)
    assert unseen_events(CON, as_at, known_at) == sorted(seen.not_relevant)


@QUICK
@given(dirty_rows() | correcting_rows(), st.sampled_from(["2026-05-06", "2026-05-07"]))
def test_what_is_recorded_later_changes_nothing_known_before(
    rows: list[dict[str, str]], known: str
) -> None:
    known_at = end_of_day(day_of(known))
    earlier = [row for row in rows if row["recorded_at"][:10] <= known]
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / "all.csv", Path(folder) / "earlier.csv"]
        for path, part in zip(paths, (rows, earlier), strict=True):
            path.write_text(csv_text(part), encoding="utf-8")
        logs = [read_log([path], SCHEMA) for path in paths]
    seen = [visible(log, SCHEMA.tail_end, known_at).events for log in logs]
    assert _contents(seen[0]) == _contents(seen[1])


def _contents(events: list[Event]) -> list[str]:
    return sorted(str(event.content) for event in events)


TYPES = {
    "occurred_on": "DATE",
    "recorded_at": "TIMESTAMP",
    "age": "INTEGER",
    "hours": "DECIMAL(12, 2)",
    "cost": "DECIMAL(38, 4)",
    "ratio": "DECIMAL(6, 5)",
    "agreed": "BOOLEAN",
    "next-review": "DATE",
}


@pytest.mark.parametrize("more", [{}, {"recorded_at": "TIMESTAMP_NS"}, {"recorded_at": "DATE"}])
def test_typed_columns_give_what_text_gives(more: dict[str, str], tmp_path: Path) -> None:
    day_alone = "2026-05-07" if more.get("recorded_at") == "DATE" else "2026-05-06 17:30:00.25"
    rows = [{**row, "event_id": f"E{n}", "recorded_at": day_alone} for n, row in enumerate(CLEAN)]
    rows += [
        {**GOOD, "event_id": "hours", "hours": "24.01", "recorded_at": day_alone},
        {**REVIEW, "event_id": "cost", "cost": "5.1234", "recorded_at": day_alone},
        {**REVIEW, "event_id": "ratio", "ratio": "0.00001", "recorded_at": day_alone},
        {**GOOD, "event_id": "early", "recorded_at": "2026-05-05"},
    ]
    text, typed = tmp_path / "text.parquet", tmp_path / "typed.parquet"
    write_parquet(text, rows)
    write_parquet(typed, rows, {**TYPES, **more})
    plain, log = both([text]), both([typed])
    assert [e.content for e in log.events] == [e.content for e in plain.events]
    said = {r.event_id: r.code for r in log.refusals}
    assert said == {
        "hours": "OutsideLimits",
        "cost": "MoneyPlaces",
        "ratio": "TooManyPlaces",
        "early": "RecordedBeforeItOccurred",
    }


HEADING, *LINES = csv_text(
    [GOOD, {**GOOD, "event_id": "E2", "hours": "x"}, {**GOOD, "event_id": "E3", "supersedes": "E1"}]
).splitlines()
SHAPES = {
    "a byte order mark": "\ufeff" + "\n".join([HEADING, *LINES]),
    "line ends of Windows": "\r\n".join([HEADING, *LINES, ""]),
    "line ends of an old Mac": "\r".join([HEADING, *LINES]),
    "mixed line ends": HEADING + "\r\n" + "\n".join(LINES),
    "a blank line first": "\n" + "\n".join([HEADING, *LINES]),
    "a byte order mark and a blank line": "\ufeff\n" + "\n".join([HEADING, *LINES]),
    "blank lines between": "\n\n".join([HEADING, *LINES]) + "\n\n\n",
    "a line of spaces": "\n".join([HEADING, "   ", *LINES]),
    "commas at the end": "\n".join([HEADING, LINES[0] + ",", LINES[1] + ",,,", LINES[2]]),
    "too many cells": "\n".join([HEADING, LINES[0] + ",x", LINES[1] + ",,x", LINES[2]]),
    "too few cells": "\n".join([HEADING, "E9,closure", *LINES]),
    "a heading alone": HEADING,
    "quoted cells": "\n".join([HEADING, *LINES]).replace("P1", '"P, ""1"""'),
    "a quote inside a cell": "\n".join([HEADING, *LINES]).replace("P1", 'P"1'),
    "a space before a quote": "\n".join([HEADING, *LINES]).replace("P1", ' "P1"'),
    "a line break in quotes": "\n".join([HEADING, *LINES]).replace("P1", '"P\n1"'),
    "a byte of nothing": "\n".join([HEADING, *LINES]).replace("P1", "P\0"),
    "a comment": "\n".join([HEADING, "# nothing", *LINES]),
    "columns in another order": "\n".join(
        ",".join(reversed(line.split(","))) for line in [HEADING, *LINES]
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_csv_of_any_shape_is_read_alike(shape: str, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text(SHAPES[shape], encoding="utf-8", newline="")
    both([path])


def test_a_log_may_be_of_several_kinds_of_file(tmp_path: Path) -> None:
    rows = [{**GOOD, "event_id": f"E{n}", "person": f"P{n}"} for n in range(6)]
    rows.append({**GOOD, "event_id": "E6", "supersedes": "E2"})
    parts = [write_all(tmp_path / name, part) for name, part in _parted(tmp_path, rows)]
    log = both([files[at] for at, files in enumerate(parts)])
    assert len(log.events) == len(rows)
    assert {event.file for event in log.events} == {"log.csv", "log.jsonl", "log.parquet"}


def test_files_of_one_name_keep_their_rows_apart(tmp_path: Path) -> None:
    paths = []
    for folder, first in (("a", 0), ("b", 5)):
        rows = [{**GOOD, "event_id": f"E{first + n}"} for n in range(4)]
        rows[first and 2]["hours"] = "x"
        rows.append({**GOOD, "event_id": f"E{first}" if first else "E9", "supersedes": "E2"})
        (tmp_path / folder).mkdir()
        paths.append(tmp_path / folder / "log.csv")
        paths[-1].write_text(csv_text(rows), encoding="utf-8")
    both(paths)
    both([*paths, paths[0]])


def test_events_may_share_a_field_and_count_it_differently(tmp_path: Path) -> None:
    def event(name: str, kind: str, places: int) -> EventSchema:
        return EventSchema(name, ("provider",), (FieldSchema("size", kind, places, (), ()),), False)

    schema = replace(SCHEMA, events=(event("a", "money", 2), event("b", "number", 4)))
    path = tmp_path / "log.csv"
    start = ",alder-care,P1,2026-05-06,2026-05-06,provider,1.25\n"
    heading = "event_id,event,provider,person,occurred_on,recorded_at,recorded_by,size\n"
    path.write_text(heading + "E1,a" + start + "E2,b" + start)
    log = read_log([path], schema)
    assert [event.values["size"] for event in log.events] == [125, 12500]
    load(CON, [path], schema)
    assert CON.execute("SELECT size FROM log_event ORDER BY event_id").fetchall() == [
        (125,),
        (12500,),
    ]


def _parted(folder: Path, rows: list[dict[str, str]]) -> list[tuple[str, list[dict[str, str]]]]:
    parts = {"a": rows[:2], "b": rows[2:4], "c": rows[4:]}
    for name in parts:
        (folder / name).mkdir()
    return list(parts.items())


class LyingConnection:
    """Gives no value in a column that was read with coalesce, as a broken file of Parquet may."""

    def __init__(self) -> None:
        self.left = [[(1, "e1", None)]]

    def execute(self, query: str) -> None:
        assert "coalesce" in query

    def fetchmany(self, size: int) -> list[tuple[object, ...]]:
        assert size > 0
        return self.left.pop() if self.left else []


def test_a_file_that_says_wrongly_that_nothing_is_missing_is_read(tmp_path: Path) -> None:
    columns = tuple(Column(name, "text", "VARCHAR") for name in ("event_id", "event"))
    file = SqlFile(tmp_path / "log.parquet", columns, "log", "log", 1)
    con = cast("duckdb.DuckDBPyConnection", LyingConnection())
    assert list(text_rows(con, file, "true")) == [(1, ["e1", ""])]
