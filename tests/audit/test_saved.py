"""Reading a saved result: whole results come back, all else is answered by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from ocdsl.ledger.saved import Reading, read_saved
from tests.audit.evaluated import Evaluated, evaluated_rows
from tests.conformance.casebook import Row

ROWS: list[Row] = [
    {"date": "4 May 2026", "event": "referral", "detail": "age is 82"},
    {"date": "6 May 2026", "event": "service-start"},
    {"date": "16 June 2026", "event": "closure", "detail": "reason is needs-no-care"},
]


@pytest.fixture
def result(tmp_path: Path) -> Evaluated:
    return evaluated_rows(tmp_path, ROWS, "2026-08-31")


def read(text: str, folder: Path) -> Reading:
    path = folder / "result.json"
    path.write_text(text, "utf-8")
    return read_saved(path)


def test_a_result_comes_back_whole(result: Evaluated, tmp_path: Path) -> None:
    saved = read("".join(result.evaluation.json_text()), tmp_path).result
    assert saved is not None
    assert list(saved.decisions.values()) == list(result.evaluation.decisions())
    assert saved.header == result.evaluation.header
    assert saved.account == result.evaluation.account
    assert saved.summary == result.evaluation.summary


@pytest.mark.parametrize(
    "changed",
    [
        ('"engine"', '"motor"', "NotAResult", 'The result has no "engine".'),
        ('"read":', '"seen":', "NotAResult", 'Its account of the events has no "read".'),
        ('"version":"', '"more":1,\n"version":"', "NotAResult", 'has "more", which no result has'),
        ('"amount":"1338.75"', '"amount":1338.75', "BrokenDecision", '"amount" cannot be 1338.75.'),
        ('"amount":"1338.75"', '"amount":"1338.755"', "BrokenDecision", '"1338.755"'),
        ('"amount":"1338.75"', '"amount":"1e3.75"', "BrokenDecision", '"1e3.75"'),
        ("2026-08-30", "2026-02-30", "BrokenDecision", '"payable_on" is no date: 2026-02-30.'),
        ('"status":"withheld"', '"status":"kept"', "BrokenDecision", '"status" cannot be "kept".'),
        ('"clause":', '"line":', "BrokenDecision", 'has no "clause".'),
        ("#withheld", "#payable", "RepeatedDecision", "outcome-fee/mrs-a#payable twice"),
        ('"as_at":"2026-08-31"', '"as_at":"soon"', "BrokenDecision", '"as_at" is no date: soon.'),
        ('"as_at":', '"as_at":"2026-08-31","as_at":', "NotAResult", '"as_at" twice'),
        ('"read":3', '"read":true', "NotAResult", 'Its "events.read" is not of the form'),
    ],
)  # fmt: skip
def test_a_changed_result_is_refused(
    result: Evaluated, tmp_path: Path, changed: tuple[str, str, str, str]
) -> None:
    old, new, code, message = changed
    text = "".join(result.evaluation.json_text())
    assert old in text
    problem = read(text.replace(old, new), tmp_path).problem
    assert problem is not None
    assert problem.code == code and message in problem.message


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "NotAResult"),
        ("hello", "NotAResult"),
        ("[]", "NotAResult"),
        ('{"a":NaN}', "NotAResult"),
        ("[" * 100_000, "NotAResult"),
        ("1" * 5_000, "NotAResult"),
        ("event_id,event\n1,2\n", "NotAResult"),
    ],
)
def test_junk_is_refused(text: str, code: str, tmp_path: Path) -> None:
    problem = read(text, tmp_path).problem
    assert problem is not None and problem.code == code


def test_a_result_cut_short_anywhere_is_refused(result: Evaluated, tmp_path: Path) -> None:
    text = "".join(result.evaluation.json_text()).rstrip()
    for end in range(1, len(text), 97):
        problem = read(text[:end], tmp_path).problem
        assert problem is not None and problem.code == "TruncatedResult"


def test_what_is_no_file(tmp_path: Path) -> None:
    problem = read_saved(tmp_path).problem
    assert problem is not None and problem.message == f"{tmp_path}: It is a folder, not a file."
    problem = read_saved(tmp_path / "none.json").problem
    assert problem is not None and problem.code == "UnreadableFile"
    (tmp_path / "latin.json").write_bytes(b'{"a":"\xe9"}')
    problem = read_saved(tmp_path / "latin.json").problem
    assert problem is not None and problem.code == "NotUtf8"
