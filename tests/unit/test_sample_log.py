"""Sample logs: the same on every machine, plausible, and as untidy as they say."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from ocdsl.base.calendar import day_of
from ocdsl.base.source import Source
from ocdsl.events.from_model import schema_of
from ocdsl.events.log import Log, read_log
from ocdsl.generators.sample_log import (
    TIDY,
    Habits,
    Sample,
    Untidiness,
    make_sample,
    untidiness,
    write_sample,
)
from ocdsl.generators.sample_log.draw import Draw
from ocdsl.model.contract import Contract
from ocdsl.model.from_syntax import check

SHIPPED = Path(__file__).parents[2] / "contracts" / "reablement-at-home" / "contract.ocdsl"


@cache
def contract(change: tuple[tuple[str, str], ...] = ()) -> Contract:
    """The shipped contract, with words of its text replaced; changed, it has no examples."""
    text = SHIPPED.read_text(encoding="utf-8")
    if change:
        text = text.partition("\nexample ")[0]
    for old, new in change:
        assert old in text
        text = text.replace(old, new)
    checked = check(Source(str(SHIPPED), text))
    assert checked.contract is not None, checked.diagnostics
    return checked.contract


def rows_of(sample: Sample) -> list[dict[str, str]]:
    batches = (zip(*columns, strict=True) for columns in sample.batches())
    return [dict(zip(sample.columns, cells, strict=True)) for rows in batches for cells in rows]


@cache
def tidy_rows() -> tuple[dict[str, str], ...]:
    return tuple(rows_of(make_sample(contract(), 1_500, 3, TIDY)))


def read(path: Path) -> Log:
    return read_log([path], schema_of(contract()))


# ---- repeatable


def test_chance_is_the_same_everywhere() -> None:
    draw = Draw(1, 1)
    assert [draw.below(1_000) for _ in range(6)] == [375, 757, 626, 120, 446, 730]


def test_the_same_contract_people_and_seed_give_the_same_bytes(tmp_path: Path) -> None:
    digests = set()
    for hash_seed in ("1", "2"):
        path = tmp_path / f"{hash_seed}.csv"
        program = (
            "from pathlib import Path; from tests.unit.test_sample_log import *; "
            f"write_sample(contract(), 60, 5, Path({str(path)!r}))"
        )
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
        root = SHIPPED.parents[2]
        subprocess.run([sys.executable, "-c", program], check=True, cwd=root, env=environment)
        digests.add(hashlib.sha256(path.read_bytes()).hexdigest())
    assert len(digests) == 1


def test_another_seed_gives_another_log() -> None:
    assert rows_of(make_sample(contract(), 5, 1)) != rows_of(make_sample(contract(), 5, 2))


def test_a_person_lives_the_same_life_however_many_there_are() -> None:
    def life(people: int) -> list[tuple[str, str, str]]:
        rows = rows_of(make_sample(contract(), people, 1, TIDY))
        return [
            (r["event"], r["occurred_on"], r["hours"]) for r in rows if r["person"] == "p0000003"
        ]

    assert life(3) == life(30)


# ---- plausible


def test_tidy_rows_are_all_accepted(tmp_path: Path) -> None:
    report = write_sample(contract(), 400, 1, tmp_path / "log.csv", Habits(TIDY))
    log = read(tmp_path / "log.csv")
    assert (log.rows_read, log.refusals, log.problems) == (report.rows, [], [])


def test_event_ids_are_in_the_order_of_recording() -> None:
    rows = tidy_rows()
    assert [row["event_id"] for row in rows] == [f"e{n:08d}" for n in range(1, len(rows) + 1)]
    moments = [row["recorded_at"] for row in rows]
    assert moments == sorted(moments)


def test_people_have_about_twenty_to_forty_events() -> None:
    assert 20 <= len(tidy_rows()) / 1_500 <= 40


def test_nobody_starts_before_being_referred() -> None:
    first: dict[tuple[str, str], str] = {}
    for row in sorted(tidy_rows(), key=lambda row: row["occurred_on"]):
        first.setdefault((row["person"], row["event"]), row["occurred_on"])
    people = {person for person, event in first if event == "service-start"}
    assert all(first[p, "referral"] <= first[p, "service-start"] for p in people)


def test_closures_fall_on_the_edges_of_eight_weeks() -> None:
    start = {r["person"]: r["occurred_on"] for r in tidy_rows() if r["event"] == "service-start"}
    days = Counter(
        day_of(r["occurred_on"]) - day_of(start[r["person"]])
        for r in tidy_rows()
        if r["event"] == "closure" and r["person"] in start
    )
    assert min(days[55], days[56], days[57]) >= 10
    assert days[100] < days[56]


def test_readmissions_fall_on_the_edges_of_twenty_eight_days() -> None:
    closed = {r["person"]: r["occurred_on"] for r in tidy_rows() if r["reason"] == "needs-no-care"}
    days = Counter(
        day_of(r["occurred_on"]) - day_of(closed[r["person"]])
        for r in tidy_rows()
        if r["event"] == "readmission" and r["person"] in closed
    )
    assert min(days[28], days[29]) >= 3
    assert sum(count for day, count in days.items() if 29 < day < 120) >= 10


def test_assessments_fall_in_and_beside_the_year_window() -> None:
    start = {r["person"]: r["occurred_on"] for r in tidy_rows() if r["event"] == "service-start"}
    days = [
        day_of(r["occurred_on"]) - day_of(start[r["person"]])
        for r in tidy_rows()
        if r["event"] == "assessment" and r["person"] in start
    ]
    assert {0, 363, 364, 420, 421} <= set(days)


def test_weekly_hours_fall_on_the_edges_of_the_bands() -> None:
    totals: Counter[tuple[str, str, int]] = Counter()
    for row in tidy_rows():
        if row["hours"]:
            week = (day_of(row["occurred_on"]) - 1) // 7
            pence = int(row["hours"].replace(".", ""))
            totals[row["person"], row["provider"], week] += pence
    found = Counter(totals.values())
    assert min(found[n] for n in (499, 500, 501, 1_399, 1_400, 1_401)) >= 50


def test_some_are_too_young_and_some_come_before_the_term() -> None:
    referrals = [row for row in tidy_rows() if row["event"] == "referral"]
    ages = Counter(int(row["age"]) for row in referrals)
    assert min(ages[64], ages[65]) >= 5
    assert {row["occurred_on"] for row in referrals} >= {"2026-03-31", "2026-04-01"}
    assert 0.02 < sum(n for age, n in ages.items() if age < 65) / len(referrals) < 0.12


def test_the_first_provider_succeeds_more_often() -> None:
    people, closed = Counter[str](), Counter[str]()
    for row in tidy_rows():
        people[row["provider"]] += row["event"] == "service-start"
        closed[row["provider"]] += row["reason"] == "needs-no-care"
    share = {name: closed[name] * 100 // people[name] for name in people}
    assert share["alder-care"] > share["bryn-support"] + 3


# ---- untidy


def test_what_is_planted_is_what_is_refused(tmp_path: Path) -> None:
    report = write_sample(contract(), 2_000, 8, tmp_path / "log.csv")
    log = read(tmp_path / "log.csv")
    codes = Counter(refusal.code for refusal in log.refusals)
    planted = report.planted
    assert codes == {
        "DuplicateRow": planted["duplicates"],
        "DuplicateId": planted["clashing ids"],
        "MissingValue": planted["missing evidence"],
        "UnknownEvent": planted["unknown events"],
        "DateDayFirst": planted["dates day first"],
        "UnknownProvider": planted["unknown providers"],
        "RoleMayNotRecord": codes["RoleMayNotRecord"],
        "UnknownRole": planted["wrong recorders"] - codes["RoleMayNotRecord"],
    }
    assert sum(codes.values()) == report.to_be_refused
    assert sum(1 for event in log.events if event.supersedes) == planted["corrections"]
    assert sum(1 for event in log.events if event.retracts) == planted["retractions"]
    assert min(planted.values()) > 0


def test_shares_are_kept() -> None:
    sample = make_sample(contract(), 1_000, 1, untidiness("late records 10%, duplicates 2.5%"))
    assert 0.09 < sample.planted["late records"] / sample.rows < 0.11
    assert 0.02 < sample.planted["duplicates"] / sample.rows < 0.03


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("none", TIDY),
        ("", Untidiness()),
        ("late records 5%", Untidiness(late_records=500)),
        ("clashing ids 0.25%, corrections 0%", Untidiness(clashing_ids=25, corrections=0)),
    ],
)
def test_shares_as_text(text: str, shares: Untidiness) -> None:
    assert untidiness(text) == shares


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("late records", 'Write a name and a percentage, such as "late records 3%"'),
        ("lateness 3%", 'No untidiness is called "lateness"; there are late records, corrections'),
        ("late records 60%, corrections 60%", "at most 100% in all"),
    ],
)
def test_shares_that_cannot_be_read(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        untidiness(text)


# ---- files


def test_three_kinds_of_file_say_the_same(tmp_path: Path) -> None:
    tables = pytest.importorskip("pyarrow.parquet")
    shares = untidiness("dates day first 0%")
    for suffix in ("csv", "jsonl", "parquet"):
        write_sample(contract(), 80, 2, tmp_path / f"log.{suffix}", Habits(shares))
    lines = (tmp_path / "log.jsonl").read_text(encoding="utf-8").splitlines()
    from_json = [json.loads(line) for line in lines]
    expected = [
        {name: cell for name, cell in row.items() if cell}
        for row in rows_of(make_sample(contract(), 80, 2, shares))
    ]
    table = tables.read_table(tmp_path / "log.parquet")
    from_parquet = [
        {k: _as_text(v) for k, v in row.items() if v is not None} for row in table.to_pylist()
    ]
    assert from_json == expected
    assert from_parquet == expected
    assert [e.content for e in read(tmp_path / "log.csv").events] == [
        e.content for e in read(tmp_path / "log.jsonl").events
    ]


def _as_text(value: object) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def test_parquet_has_types_and_says_that_it_is_synthetic(tmp_path: Path) -> None:
    tables = pytest.importorskip("pyarrow.parquet")
    write_sample(contract(), 10, 2, tmp_path / "log.parquet")
    schema = tables.ParquetFile(tmp_path / "log.parquet").schema_arrow
    types = {name: str(schema.field(name).type) for name in schema.names}
    assert types["occurred_on"] == "date32[day]"
    assert types["recorded_at"] == "timestamp[us]"
    assert types["hours"] == "decimal128(18, 2)"
    assert types["age"] == "int64"
    assert schema.metadata[b"synthetic"] == b"true"


def test_the_side_file_says_what_was_made(tmp_path: Path) -> None:
    report = write_sample(contract(), 10, 2, tmp_path / "log.csv")
    about = json.loads(report.meta_path.read_text(encoding="utf-8"))
    assert report.meta_path.name == "log.csv.meta.json"
    assert about["synthetic"] is True
    assert (about["people"], about["seed"], about["rows"]) == (10, 2, report.rows)
    assert about["contract_digest"] == contract().source.digest
    assert about["untidy_shares"]["late records"] == "3.00%"
    assert about["untidy_rows"] == dict(report.planted)


def test_an_unknown_suffix_is_refused_before_any_work(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r'"log.xlsx": end it in .csv, .parquet or .jsonl'):
        write_sample(contract(), 10, 2, tmp_path / "log.xlsx")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("people", [0, -1, 10_000_000])
def test_a_number_of_people_out_of_range_is_refused(people: int) -> None:
    with pytest.raises(ValueError, match="must be from 1 to 9,999,999"):
        make_sample(contract(), people, 1)


def test_nothing_is_left_behind_when_writing_fails(tmp_path: Path) -> None:
    (tmp_path / "log.csv").mkdir()
    with pytest.raises(OSError, match=r"log\.csv"):
        write_sample(contract(), 2, 1, tmp_path / "log.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["log.csv"]


# ---- any contract


def test_other_windows_give_other_dates() -> None:
    other = contract((("within 8 weeks after", "within 3 weeks after"),))
    start: dict[str, int] = {}
    days: Counter[int] = Counter()
    for row in rows_of(make_sample(other, 600, 1, TIDY)):
        if row["event"] == "service-start":
            start[row["person"]] = day_of(row["occurred_on"])
    for row in rows_of(make_sample(other, 600, 1, TIDY)):
        if row["reason"] == "needs-no-care" and row["person"] in start:
            days[day_of(row["occurred_on"]) - start[row["person"]]] += 1
    assert min(days[21], days[22]) >= 5
    assert sum(n for day, n in days.items() if day <= 21) > sum(days.values()) // 2


WEEKS = "  when  the week ends within 12 weeks after the first service-start\n"
FIELDS = """up to and including 24
  cost         money, at least £0.00
  safe         yes or no
  planned      date
  level        number, less than 0.5"""
COMPLAINT = """event complaint "Complaint"
  recorded by  commissioner
  gravity      one of low, high

event readmission"""


@pytest.mark.parametrize(
    "change",
    [
        (("provider and week", "provider and quarter"), (WEEKS, "")),
        (("provider and week", "provider and month"), ("the week ends", "the month ends")),
        (('  provider      bryn-support "Bryn Support CIC"\n', ""),),
        (("  reason       one of", "  occurs       during the term\n  reason       one of"),),
        (("up to and including 24", FIELDS),),
        (("event readmission", COMPLAINT),),
        (("closure is within 8 weeks after", "closure is at least 2 weeks after"),),
        (("no readmission is within 28 days", "a readmission is within 28 days"),),
        (("when       all of\n    - the closure", "when       any of\n    - the closure"),),
    ],
)
def test_any_contract_gives_a_log_it_accepts(
    change: tuple[tuple[str, str], ...], tmp_path: Path
) -> None:
    other = contract(change)
    report = write_sample(other, 60, 1, tmp_path / "log.csv")
    log = read_log([tmp_path / "log.csv"], schema_of(other))
    assert (log.rows_read, len(log.refusals), log.problems) == (
        report.rows,
        report.to_be_refused,
        [],
    )
    assert {event.event for event in log.events} == set(other.events)
