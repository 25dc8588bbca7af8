"""The emitted evaluator: one file, the standard library alone, the result of `ocdsl evaluate`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ocdsl import api
from ocdsl.backends.emitted.bundle import BundleError, bundle
from ocdsl.backends.emitted.emit import emit
from ocdsl.base.calendar import day_of
from ocdsl.rules.lowering.from_model import lower
from tests.conformance.logs import write_log
from tests.incentives.planted import contract_with

ROWS = [
    {"date": "2026-05-04", "event": "referral", "detail": "age is 82"},
    {"date": "2026-05-06", "event": "service-start"},
    {"date": "2026-06-16", "event": "closure", "detail": "reason is needs-no-care"},
    {"date": "2026-05-07", "event": "support-day", "detail": "hours is 4.50"},
]


@pytest.fixture
def evaluator(tmp_path: Path) -> Path:
    contract = contract_with()
    path = tmp_path / "evaluator.py"
    path.write_text(emit(contract, lower(contract)), encoding="utf-8")
    write_log(contract, ROWS, tmp_path / "log.csv")
    return path


def run(evaluator: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """The evaluator with no packages to import and no settings from outside."""
    command = [sys.executable, "-I", "-S", str(evaluator), *arguments]
    return subprocess.run(command, capture_output=True, cwd=evaluator.parent, check=False)


def test_it_prints_the_json_of_ocdsl_evaluate(evaluator: Path) -> None:
    log = evaluator.parent / "log.csv"
    done = run(evaluator, "log.csv", "--as-at", "2026-08-31", "--known-at", "2026-08-01")
    result = api.evaluate(contract_with(), [log], day_of("2026-08-31"), "2026-08-01", "emitted")
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode("utf-8") == "".join(result.json_text())


def test_refused_rows_are_said_by_the_exit_status(evaluator: Path) -> None:
    log = evaluator.parent / "log.csv"
    log.write_text(log.read_text("utf-8").replace("needs-no-care", "needs-nothing"), "utf-8")
    done = run(evaluator, "log.csv", "--as-at", "2026-08-31")
    assert done.returncode == 1
    assert b'"refused":1' in done.stdout


@pytest.mark.parametrize(
    "arguments, words",
    [
        (["none.csv", "--as-at", "2026-08-31"], b"There is no such file."),
        ([".", "--as-at", "2026-08-31"], b"It is a folder, not a file."),
        (["log.csv", "--as-at", "31/08/2026"], b"is not a date such as 2026-09-30"),
    ],
)
def test_bad_questions_are_answered_in_words(
    evaluator: Path, arguments: list[str], words: bytes
) -> None:
    done = run(evaluator, *arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert b"Traceback" not in done.stderr


def test_the_rules_stand_under_their_lines(evaluator: Path) -> None:
    text = evaluator.read_text(encoding="utf-8")
    assert "# line 83: pays £1,575.00 for each independent" in text
    assert "arith('×', older_people__joined, 157500)" in text


def test_the_same_contract_gives_the_same_file() -> None:
    contract = contract_with()
    assert emit(contract, lower(contract)) == emit(contract, lower(contract))


def test_names_that_clash_are_refused() -> None:
    with pytest.raises(BundleError, match="is defined in"):
        bundle(("ocdsl.backends.reference.engine", "ocdsl.backends.emitted.engine"))
