"""The SQL by hand that the duckdb engine is timed beside gives the same lines, or nothing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from ocdsl import api
from ocdsl.base.calendar import day_of

ROOT = Path(__file__).resolve().parents[2]
CONTRACT = ROOT / "contracts" / "reablement-at-home"
DAYS = ("2026-03-31", "2026-09-22", "2028-06-30", "2030-05-24", "2030-05-25")


@pytest.fixture(scope="module")
def by_hand() -> Any:
    """The script that runs the SQL, and the one that compares."""
    sys.path.insert(0, str(ROOT / "bench"))
    try:
        from by_hand import compare, run
    finally:
        sys.path.remove(str(ROOT / "bench"))
    return run, compare


def sample(folder: Path, people: int, untidy: str) -> Path:
    log = folder / f"{people}-{untidy}.parquet"
    api.sample_log(api.load(CONTRACT), people, 1, log, untidy)
    return log


@pytest.mark.parametrize("people", [40, 800])
def test_every_line_is_that_of_the_engine(tmp_path: Path, by_hand: Any, people: int) -> None:
    run, compare = by_hand
    log = sample(tmp_path, people, "none")
    mine, its = tmp_path / "by-hand.json", tmp_path / "duckdb.json"
    for day in DAYS:
        run.evaluate(log, day, mine)
        result = api.evaluate(api.load(CONTRACT), [log], day_of(day), None, "duckdb")
        api.write_result(result, its, "json")
        assert list(compare.differences(mine, its)) == []
    assert compare.decisions(mine) > people


def test_rows_that_are_not_right_are_counted_and_refused(tmp_path: Path, by_hand: Any) -> None:
    run, _ = by_hand
    with pytest.raises(run.NotSureError, match="rows are not surely right"):
        run.evaluate(sample(tmp_path, 40, "corrections 5%"), DAYS[0], tmp_path / "out.json")


def test_an_id_that_comes_twice_is_refused(tmp_path: Path, by_hand: Any) -> None:
    import duckdb

    run, _ = by_hand
    log, twice = sample(tmp_path, 40, "none"), tmp_path / "twice.parquet"
    rows = f"FROM '{log}' UNION ALL (FROM '{log}' LIMIT 1)"
    duckdb.execute(f"COPY ({rows}) TO '{twice}'")
    with pytest.raises(run.NotSureError, match="An event_id comes twice"):
        run.evaluate(twice, DAYS[0], tmp_path / "out.json")


def test_a_difference_is_found(tmp_path: Path, by_hand: Any) -> None:
    _, compare = by_hand
    one, other = tmp_path / "one.json", tmp_path / "other.json"
    one.write_text('"engine":"a"\n{"id":"x","amount":"1.00"},\n', encoding="utf-8")
    other.write_text('"engine":"b"\n{"id":"x","amount":"1.01"},\n', encoding="utf-8")
    found = [('{"id":"x","amount":"1.00"},', '{"id":"x","amount":"1.01"},')]
    assert list(compare.differences(one, other)) == found
