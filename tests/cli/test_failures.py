"""Every command on everything it cannot work with: plain words, a fix, status 2, no traceback."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ocdsl.cli.main import COMMANDS, run

CONTRACT = "contracts/reablement-at-home"
ROOT = Path(__file__).resolve().parents[2]
# Each command with good arguments; `{contract}` and `{log}` are put in.
GOOD = {
    "check": "{contract}",
    "fmt": "{contract} --check",
    "test": "{contract}",
    "evaluate": "{contract} --log {log}",
    "explain": "{contract} --log {log} --person p1",
    "incentives": "{contract}",
    "replay": "{ledger} --log {log}",
    "diff": "{contract} {contract} --log {log}",
    "generate evaluator": "{contract} --out {folder}",
    "generate spec": "{contract} --out {folder}",
    "generate sql": "{contract} --out {folder}",
    "generate graph": "{contract} --out {folder}",
    "sample-log": "{contract} --people 3 --out {out}",
}
TAKES_LOG = [name for name, form in GOOD.items() if "{log}" in form]
TAKES_CONTRACT = [name for name, form in GOOD.items() if "{contract}" in form]
WRITES = [name for name, form in GOOD.items() if "{folder}" in form or "{out}" in form]
HEADER = "event_id,event,provider,person,occurred_on,recorded_at,recorded_by,age,hours,reason\n"


@pytest.fixture(autouse=True)
def in_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def arguments(name: str, tmp_path: Path, **bad: Path) -> list[str]:
    log = tmp_path / "log.csv"
    log.write_text(HEADER + "e1,referral,alder-care,p1,2026-05-04,2026-05-04,vale,80,,\n")
    places = {
        "contract": CONTRACT,
        "log": log,
        "ledger": tmp_path / "ledger.json",
        "folder": tmp_path / "made",
        "out": tmp_path / "sample.csv",
        **bad,
    }
    parts = (*name.split(), *GOOD[name].split())
    return [str(places[p[1:-1]]) if p.startswith("{") else p for p in parts]


def refused(capsys: pytest.CaptureFixture[str], given: list[str]) -> str:
    """The message of a command that must fail as an error should."""
    status = run(given)
    said = capsys.readouterr()
    text = said.err + said.out
    assert status == 2, text
    assert "Traceback" not in text and "not built for" not in text
    assert said.err.strip() or "error" in said.out
    return text


def bad_files(tmp_path: Path) -> dict[str, Path]:
    junk = tmp_path / "junk.ocdsl"
    junk.write_bytes(bytes(range(256)) * 40)
    nul = tmp_path / "nul.ocdsl"
    nul.write_bytes(b'contract a "b"\0\n  model \x1b[31m reward\n')
    empty_folder = tmp_path / "nothing-here"
    empty_folder.mkdir()
    word = tmp_path / "contract.docx"
    word.write_bytes(b"PK\x03\x04")
    prose = tmp_path / "prose.ocdsl"
    prose.write_text("Dear council,\n\nhere is our contract.\n")
    return {
        "missing": tmp_path / "missing.ocdsl",
        "folder": empty_folder,
        "junk": junk,
        "nul": nul,
        "word": word,
        "prose": prose,
    }


@pytest.mark.parametrize("kind", ["missing", "folder", "junk", "nul", "word", "prose"])
@pytest.mark.parametrize("name", TAKES_CONTRACT)
def test_a_contract_that_is_none(
    name: str, kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = bad_files(tmp_path)[kind]
    said = refused(capsys, arguments(name, tmp_path, contract=file))
    assert file.name in said


@pytest.mark.parametrize("name", TAKES_CONTRACT)
def test_a_contract_nobody_may_read(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "locked.ocdsl"
    file.write_text("")
    file.chmod(0)
    if os.access(file, os.R_OK):
        pytest.skip("the user of this machine may read everything")
    assert "locked.ocdsl" in refused(capsys, arguments(name, tmp_path, contract=file))


@pytest.mark.parametrize("kind", ["missing", "folder", "junk", "empty", "parquet"])
@pytest.mark.parametrize("name", TAKES_LOG)
def test_a_log_that_is_none(
    name: str, kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / ("bad.parquet" if kind == "parquet" else "bad.csv")
    if kind == "folder":
        file.mkdir()
    elif kind != "missing":
        file.write_bytes(b"" if kind == "empty" else bytes(range(256)) * 40)
    given = arguments(name, tmp_path, log=file)
    if name == "replay":
        make_ledger(tmp_path)
        capsys.readouterr()
    assert file.name in refused(capsys, given)


def make_ledger(tmp_path: Path) -> None:
    ledger = str(tmp_path / "ledger.json")
    given = arguments("evaluate", tmp_path)
    assert run([*given, "--format", "json", "--out", ledger]) == 0


@pytest.mark.parametrize("kind", ["missing", "folder", "junk", "empty", "json", "list"])
def test_a_ledger_that_is_none(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bad.json"
    contents = {"junk": bytes(range(256)), "empty": b"", "json": b'{"decisions": 1}', "list": b"[]"}
    if kind == "folder":
        file.mkdir()
    elif kind in contents:
        file.write_bytes(contents[kind])
    assert "bad.json" in refused(capsys, arguments("replay", tmp_path, ledger=file))


@pytest.mark.parametrize("name", WRITES)
def test_an_output_that_cannot_be_written(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder is needed")
    given = arguments(name, tmp_path, folder=blocked, out=blocked / "sample.csv")
    refused(capsys, given)
    assert blocked.read_text() == "a file where a folder is needed"


@pytest.mark.parametrize("form", ["table", "csv", "json", "parquet", "xlsx"])
@pytest.mark.parametrize("place", ["no/such/folder/result.x", "a-folder"])
def test_a_result_that_cannot_be_written(
    form: str, place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a-folder").mkdir()
    given = [*arguments("evaluate", tmp_path), "--engine", "reference"]
    said = refused(capsys, [*given, "--format", form, "--out", str(tmp_path / place)])
    assert place.split("/", maxsplit=1)[0] in said
    assert not list(tmp_path.rglob(".*"))


@pytest.mark.parametrize("form", ["parquet", "xlsx"])
def test_a_form_that_needs_a_file(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = refused(capsys, [*arguments("evaluate", tmp_path), "--format", form])
    assert f"add --out decisions.{form}" in said


@pytest.mark.parametrize("day", ["01/04/2027", "2027-02-30", "30 February 2027", "tomorrow", ""])
def test_a_day_that_is_none(day: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = refused(capsys, [*arguments("evaluate", tmp_path), "--as-at", day])
    assert "2027-03-31" in said


@pytest.mark.parametrize("moment", ["01/04/2027", "2027-02-30", "noon", "2027-04-01T25:00"])
def test_a_moment_that_is_none(
    moment: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = refused(capsys, [*arguments("evaluate", tmp_path), "--known-at", moment])
    assert "known at" in said


def test_an_unknown_command_is_answered_with_the_nearest(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert "Did you mean evaluate?" in refused(capsys, ["evalute", "x"])


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "library"])
def test_a_command_without_its_arguments(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Usage: ocdsl" in refused(capsys, [name])


def test_what_the_library_does_not_have(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Did you mean wemwbs?" in refused(capsys, ["library", "wembws"])
    assert "There are" in refused(capsys, ["library", "something-else"])


def test_nobody_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = [a for a in arguments("explain", tmp_path) if a not in ("--person", "p1")]
    assert "--person" in refused(capsys, given)
    for which, name in (("--person", "p99"), ("--decision", "start-fee/p99#payable")):
        assert name in refused(capsys, [*given, which, name])


@pytest.mark.parametrize("option", ["--out", "--events"])
def test_an_output_never_takes_the_place_of_the_log(
    option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [*arguments("evaluate", tmp_path), "--format", "csv"]
    before = (tmp_path / "log.csv").read_bytes()
    assert "named twice" in refused(capsys, [*given, option, str(tmp_path / "log.csv")])
    assert (tmp_path / "log.csv").read_bytes() == before
    both = [*given, "--out", str(tmp_path / "a.csv"), "--events", str(tmp_path / "a.csv")]
    assert "named twice" in refused(capsys, both)
