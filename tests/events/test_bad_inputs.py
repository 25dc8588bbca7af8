"""Runs the page of bad inputs: plain Python and DuckDB must both say what stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest

from ocdsl.backends.columnar import load as loading
from ocdsl.backends.columnar.load import READERS, load
from ocdsl.events.log import read_log
from tests.events.badfiles import FILES, csv_text, write_parquet
from tests.events.schemas import GOOD, REVIEW, SCHEMA

PAGE = (Path(__file__).parent / "bad-inputs.md").read_text(encoding="utf-8")
_ONE, _SEVERAL, _FILES = (PAGE[found.end() :] for found in re.finditer(r"^## .*$", PAGE, re.M))

CODED = re.compile(r"\\x([0-9a-f]{2})|\\u([0-9a-f]{4})")
CON = duckdb.connect()


@pytest.fixture(autouse=True, scope="module")
def no_file_is_small() -> Iterator[None]:
    """SQL reads every file, as it does the large ones of real use."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loading, "SMALL_FILE", 0)
        yield


class Case(NamedTuple):
    name: str
    rows: list[dict[str, str]]
    expected: list[tuple[str, ...]]


def table_rows(text: str) -> Iterator[list[str]]:
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        if (
            cells
            and not set(cells[0]) <= {"-"}
            and cells[0] not in ("what is wrong", "row", "file")
        ):
            yield cells


def changed(text: str) -> dict[str, str]:
    row = dict(GOOD)
    for part in text.split("; "):
        if part == "REVIEW":
            row = dict(REVIEW)
        elif part.startswith("no "):
            row[part[3:]] = ""
        else:
            name, value = part.split(" = ")
            row[name] = CODED.sub(lambda found: chr(int(found[1] or found[2], 16)), value)
    return row


def one_row_cases() -> list[Case]:
    part = _ONE[: _ONE.index("\n## ")]
    return [
        Case(name, [changed(cells.strip("`"))], [("1", *said)])
        for name, cells, *said in table_rows(part)
    ]


def several_row_cases() -> list[Case]:
    part = _SEVERAL[: _SEVERAL.index("\n## ")]
    cases = []
    for text in part.split("\n### ")[1:]:
        log = text.split("```log\n")[1].split("\n```")[0]
        rows = [changed("event_id = " + line) for line in log.splitlines()]
        cases.append(Case(text.splitlines()[0], rows, [tuple(r) for r in table_rows(text)]))
    return cases


ROW_CASES = one_row_cases() + several_row_cases()
FILE_CASES = [tuple(row) for row in table_rows(_FILES)]


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
@pytest.mark.parametrize("case", ROW_CASES, ids=lambda case: case.name)
def test_rows_are_refused_as_the_page_says(case: Case, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"log.{suffix}"
    if suffix == "csv":
        path.write_text(csv_text(case.rows), encoding="utf-8")
    else:
        write_parquet(path, case.rows)
    log = read_log([path], SCHEMA, READERS)
    report = load(CON, [path], SCHEMA)
    assert [(str(r.row), r.code, r.message, r.fix) for r in log.refusals] == case.expected
    assert report.refusals == log.refusals
    assert report.problems == log.problems == []
    assert report.rows_read == log.rows_read == len(case.rows)
    assert report.accepted == len(log.events) == len(case.rows) - len(case.expected)


@pytest.mark.parametrize(("name", "code", "message", "fix"), FILE_CASES)
def test_files_are_refused_as_the_page_says(
    name: str, code: str, message: str, fix: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    FILES[name](path)
    log = read_log([path], SCHEMA, READERS)
    report = load(CON, [path], SCHEMA)
    assert [tuple(problem) for problem in log.problems] == [(str(path), code, message, fix)]
    assert report.problems == log.problems
    assert (log.events, log.refusals, report.accepted, report.refusals) == ([], [], 0, [])


def test_the_page_shows_every_file_that_is_made() -> None:
    assert [name for name, *_ in FILE_CASES] == list(FILES)
