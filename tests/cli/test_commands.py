"""The commands at work on the shipped contract: what they print, write and leave with."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ocdsl.cli.main import run

ROOT = Path(__file__).resolve().parents[2]
CONTRACT = "contracts/reablement-at-home"
LOG = """\
event_id,event,provider,person,occurred_on,recorded_at,recorded_by,age,reason
r1,referral,alder-care,mrs-a,2026-05-04,2026-05-04T09:00:00,vale,82,
s1,service-start,alder-care,mrs-a,2026-05-06,2026-05-06T09:00:00,alder-care,,
c1,closure,alder-care,mrs-a,2026-06-16,2026-06-16T09:00:00,alder-care,,needs-no-care
"""
AS_AT = ("--as-at", "30 September 2026")
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def in_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.fixture
def log(tmp_path: Path) -> str:
    path = tmp_path / "log.csv"
    path.write_text(LOG)
    return str(path)


def test_check_says_what_it_found(capsys: Capture) -> None:
    assert run(["check", CONTRACT]) == 0
    assert "contract.ocdsl" in capsys.readouterr().out
    assert run(["check", f"{CONTRACT}/contract.ocdsl", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["errors"] == 0
    assert run(["check", CONTRACT, "--format", "sarif"]) == 0
    assert json.loads(capsys.readouterr().out)["version"] == "2.1.0"


def test_check_of_several_contracts_says_what_they_cannot_both_claim(
    tmp_path: Path, capsys: Capture
) -> None:
    page = (ROOT / "tests/diagnostics/together-areas.md").read_text(encoding="utf-8")
    text = page.split("```ocdsl\n")[1].split("```")[0]
    places = [str(tmp_path / name) for name in ("one.ocdsl", "two.ocdsl")]
    for place, part in zip(places, text.split("\ncontract "), strict=True):
        Path(place).write_text(part if part.startswith("contract ") else f"contract {part}")
    assert run(["check", *places]) == 1
    said = capsys.readouterr().out
    assert said.count("AreaClaimedTwice") == 2
    assert [said.index(f"{place}: ") for place in places] == sorted(
        said.index(f"{place}: ") for place in places
    )
    assert run(["check", *places, "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert [each["path"] for each in found] == places
    assert run(["check", *places, "--format", "sarif"]) == 1
    (sarif,) = json.loads(capsys.readouterr().out)["runs"]
    claims = [r for r in sarif["results"] if r["ruleId"] == "AreaClaimedTwice"]
    files = [r["locations"][0]["physicalLocation"]["artifactLocation"] for r in claims]
    assert [f["index"] for f in files] == [0, 1]
    assert [sarif["artifacts"][f["index"]]["location"]["uri"] for f in files] == [
        f["uri"] for f in files
    ]
    rules = sarif["tool"]["driver"]["rules"]
    assert all(rules[r["ruleIndex"]]["id"] == r["ruleId"] for r in sarif["results"])


def test_check_leaves_with_2_on_errors(tmp_path: Path, capsys: Capture) -> None:
    text = (ROOT / CONTRACT / "contract.ocdsl").read_text()
    broken = tmp_path / "broken.ocdsl"
    broken.write_text(text.replace("£1,575.00 for each independent", "1575 for each independent"))
    assert run(["check", str(broken)]) == 2
    said = capsys.readouterr().out
    assert "1 error" in said and "To mend it" in said


def test_a_later_run_posts_the_difference(tmp_path: Path, log: str, capsys: Capture) -> None:
    """Ruling E3: an admission of 10 July, recorded on 20 July, after the fee was posted."""
    earlier, postings = tmp_path / "july.json", tmp_path / "postings.csv"
    first = ["evaluate", CONTRACT, "--log", log, "--as-at", "2026-07-15"]
    assert run([*first, "--format", "json", "--out", str(earlier)]) == 0
    late = "a1,readmission,alder-care,mrs-a,2026-07-10,2026-07-20T09:00:00,health-board,,\n"
    Path(log).write_text(LOG + late)
    assert run([*first, "--posted", str(earlier), str(postings)]) == 0
    lines = postings.read_text().splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == [
        "outcome-fee/mrs-a#payable", "outcome-fee/mrs-a#withheld",
    ]  # fmt: skip
    assert ",-1338.75," in lines[1] and ",a1," in lines[1]
    assert ",-236.25," in lines[2]


def test_posting_onto_something_else_is_refused(tmp_path: Path, log: str, capsys: Capture) -> None:
    junk, postings = tmp_path / "junk.json", tmp_path / "postings.csv"
    junk.write_text("{")
    asked = ["evaluate", CONTRACT, "--log", log, *AS_AT, "--posted", str(junk), str(postings)]
    assert run(asked) == 2
    assert not postings.exists()
    assert "Traceback" not in capsys.readouterr().err


def test_fmt_mends_the_layout_in_place(tmp_path: Path, capsys: Capture) -> None:
    text = (ROOT / CONTRACT / "contract.ocdsl").read_text()
    file = tmp_path / "contract.ocdsl"
    file.write_text("\ufeff" + text.replace("\n  ", "\n\t ").replace("\n", "\r\n"), newline="")
    untidy = file.read_bytes()
    assert run(["fmt", str(tmp_path), "--check"]) == 1
    assert file.read_bytes() == untidy
    assert run(["fmt", str(tmp_path)]) == 0
    assert file.read_text() == text
    assert run(["fmt", str(tmp_path), "--check"]) == 0
    assert list(tmp_path.iterdir()) == [file]


def test_fmt_leaves_a_broken_contract_alone(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "contract.ocdsl"
    file.write_text('contract a "B"\n  nonsense on stilts\n')
    assert run(["fmt", str(file)]) == 2
    assert file.read_text().endswith("stilts\n")
    assert "contract.ocdsl:2" in capsys.readouterr().err


def test_examples_pass(capsys: Capture) -> None:
    assert run(["test", CONTRACT]) == 0
    said = capsys.readouterr().out
    assert "passed  mrs-a" in said and " 0 failed" in said


def test_a_failing_example_shows_both_sides(tmp_path: Path, capsys: Capture) -> None:
    text = (ROOT / CONTRACT / "contract.ocdsl").read_text()
    wrong = tmp_path / "wrong.ocdsl"
    wrong.write_text(
        text.replace(
            "expect  outcome-fee £236.25, withheld", "expect  outcome-fee £236.26, withheld", 1
        )
    )
    assert run(["test", str(wrong)]) == 1
    said = capsys.readouterr().out
    assert "FAILED  mrs-a" in said and " 1 failed" in said
    (line,) = (line for line in said.splitlines() if "differs" in line)
    assert "£236.26, withheld" in line and "£236.25, withheld" in line


@pytest.mark.parametrize("engine", ["reference", "duckdb", "emitted"])
def test_every_engine_pays_mrs_a(engine: str, log: str, tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "decisions.json"
    given = ["evaluate", CONTRACT, "--log", log, *AS_AT, "--engine", engine]
    assert run([*given, "--format", "json", "--out", str(out)]) == 0
    result = json.loads(out.read_text())
    assert result["engine"] == engine
    owed = {name: row["owed"] for name, row in result["totals"]["by_payment"].items()}
    assert owed == {"outcome-fee": "1338.75", "start-fee": "300.00"}
    assert result["events"]["used"] == result["events"]["read"] == 3


def test_a_result_is_the_same_bytes_on_paper_and_in_a_file(
    log: str, tmp_path: Path, capsys: Capture
) -> None:
    given = ["evaluate", CONTRACT, "--log", log, *AS_AT, "--format", "csv"]
    assert run(given) == 0
    printed = capsys.readouterr()
    assert run([*given, "--out", str(tmp_path / "d.csv")]) == 0
    assert (tmp_path / "d.csv").read_text() == printed.out
    assert "Totals by provider" in printed.err


def test_refused_rows_leave_1_and_are_named(log: str, tmp_path: Path, capsys: Capture) -> None:
    with Path(log).open("a") as file:
        file.write("c2,closur,alder-care,mrs-a,2026-06-16,2026-06-16T09:00:00,alder-care,,died\n")
    fates = tmp_path / "fates.csv"
    assert run(["evaluate", CONTRACT, "--log", log, *AS_AT, "--events", str(fates)]) == 1
    said = capsys.readouterr()
    assert "row 4: refused, UnknownEvent" in said.err and "closure" in said.err
    rows = fates.read_text().splitlines()
    assert rows[0] == "event_id,fate,reason" and len(rows) == 5
    assert [row.split(",")[:2] for row in rows[1:]] == [
        ["c1", "used"],
        ["c2", "refused"],
        ["r1", "used"],
        ["s1", "used"],
    ]


def test_known_at_hides_what_was_recorded_later(log: str, capsys: Capture) -> None:
    given = ["evaluate", CONTRACT, "--log", log, *AS_AT, "--format", "csv"]
    assert run([*given, "--known-at", "2026-06-15"]) == 0
    assert "1338.75" not in capsys.readouterr().out
    assert run([*given, "--known-at", "2026-06-16"]) == 0
    assert "1338.75" in capsys.readouterr().out


def test_a_log_in_two_files(log: str, tmp_path: Path, capsys: Capture) -> None:
    head, *rows = LOG.splitlines()
    second = tmp_path / "second.csv"
    second.write_text("\n".join([head, *rows[1:]]) + "\n")
    Path(log).write_text("\n".join([head, rows[0]]) + "\n")
    given = ["evaluate", CONTRACT, "--log", str(second), "--log", log, *AS_AT, "--format", "csv"]
    assert run(given) == 0
    assert "1338.75" in capsys.readouterr().out


@pytest.mark.parametrize("suffix", ["csv", "parquet", "jsonl"])
def test_a_sample_log_can_be_evaluated(suffix: str, tmp_path: Path, capsys: Capture) -> None:
    out = str(tmp_path / f"log.{suffix}")
    assert run(["sample-log", CONTRACT, "--people", "40", "--seed", "5", "--out", out]) == 0
    assert json.loads((tmp_path / f"log.{suffix}.meta.json").read_text())["synthetic"] is True
    given = ["evaluate", CONTRACT, "--log", out, "--as-at", "2030-06-01", "--format", "json"]
    assert run([*given, "--out", str(tmp_path / "d.json")]) in (0, 1)
    events = json.loads((tmp_path / "d.json").read_text())["events"]
    assert events["read"] == events["used"] + events["not_relevant"] + events["refused"] > 100


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ocdsl", *arguments],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, **environment},
    )


def test_the_emitted_evaluator_gives_the_same_bytes(log: str, tmp_path: Path) -> None:
    assert process("generate", "evaluator", CONTRACT, "--out", str(tmp_path)).returncode == 0
    alone = subprocess.run(
        [sys.executable, "-I", str(tmp_path / "evaluator.py"), log, "--as-at", "2026-09-30"],
        check=False,
        capture_output=True,
        text=True,
    )
    given = ("evaluate", CONTRACT, "--log", log, "--as-at", "2026-09-30", "--format", "json")
    assert alone.stdout == process(*given, "--engine", "emitted").stdout


def test_output_is_plain_when_nobody_is_at_a_terminal(log: str) -> None:
    said = process("evaluate", CONTRACT, "--log", log, *AS_AT, FORCE_COLOR="1")
    assert "\x1b" not in said.stdout + said.stderr


def test_a_reader_that_stops_early_is_no_failure_of_ours(log: str) -> None:
    command = f"{sys.executable} -m ocdsl check {CONTRACT} --format json | head -c 1"
    done = subprocess.run(
        ["bash", "-c", command], check=False, capture_output=True, text=True, cwd=ROOT
    )
    assert done.stderr == ""


def test_everything_that_can_be_made_is_the_same_bytes_again(
    tmp_path: Path, capsys: Capture
) -> None:
    made = {}
    for folder in ("one", "two"):
        for kind in ("spec", "evaluator", "sql", "graph"):
            assert run(["generate", kind, CONTRACT, "--out", str(tmp_path / folder)]) == 0
            path = Path(capsys.readouterr().out.strip())
            made[folder, kind] = path.read_bytes()
            assert len(made[folder, kind]) > 1_000
            assert made[folder, kind] == made["one", kind]


def test_a_pdf_without_libreoffice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run(["generate", "spec", CONTRACT, "--out", str(tmp_path), "--pdf"]) == 2
    said = capsys.readouterr()
    assert "LibreOffice" in said.err and (tmp_path / "reablement-at-home.docx").exists()
    assert run(["generate", "sql", CONTRACT, "--out", str(tmp_path), "--pdf"]) == 2


def test_explain_a_person_and_a_decision(log: str, capsys: Capture) -> None:
    given = ["explain", CONTRACT, "--log", log, *AS_AT]
    assert run([*given, "--person", "mrs-a"]) == 0
    assert "e" in capsys.readouterr().out
    assert run([*given, "--decision", "outcome-fee/mrs-a#withheld"]) == 0
    said = capsys.readouterr().out
    assert "£236.25" in said and "line 84: withhold 15%" in said and "c1, closure" in said
    assert run([*given, "--decision", "outcome-fee/mrs-a#withheld", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["decision"]["status"] == "withheld"


def test_explain_what_was_not_paid(tmp_path: Path, capsys: Capture) -> None:
    late = tmp_path / "late.csv"
    late.write_text(
        LOG.replace(
            "c1,closure,alder-care,mrs-a,2026-06-16,2026-06-16",
            "c1,closure,alder-care,mrs-a,2026-07-02,2026-07-02",
        )
    )
    given = ["explain", CONTRACT, "--log", str(late), *AS_AT]
    assert run([*given, "--decision", "outcome-fee/mrs-a#not-due"]) == 0
    said = capsys.readouterr().out
    assert "within 8 weeks" in said and "1 July 2026" in said


def test_replay_says_what_differs_and_why(log: str, tmp_path: Path, capsys: Capture) -> None:
    ledger = str(tmp_path / "d.json")
    given = ["evaluate", CONTRACT, "--log", log, *AS_AT, "--format", "json", "--out", ledger]
    assert run(given) == 0
    assert run(["replay", ledger, "--log", log]) == 0
    assert "Identical" in capsys.readouterr().out
    with Path(log).open("a") as file:
        file.write(
            "a1,readmission,alder-care,mrs-a,2026-07-01,2026-07-01T09:00:00,health-board,,\n"
        )
    assert run(["replay", ledger, "--log", log]) == 1
    said = capsys.readouterr().out
    assert "outcome-fee/mrs-a" in said and "The log differs" in said
    assert run(["replay", ledger, "--log", log, "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["identical"] is False


@pytest.mark.parametrize("engine", ["reference", "duckdb"])
def test_equal_rows_in_two_files_are_refused_alike_in_any_order(
    engine: str, log: str, tmp_path: Path, capsys: Capture
) -> None:
    again = tmp_path / "again.csv"
    again.write_text(LOG)
    results = []
    for files in ((log, str(again)), (str(again), log)):
        out = tmp_path / f"{len(results)}.json"
        given = [part for file in files for part in ("--log", file)]
        options = ["--engine", engine, "--format", "json", "--out", str(out)]
        assert run(["evaluate", CONTRACT, *given, *AS_AT, *options]) == 1
        results.append(out.read_bytes())
    assert results[0] == results[1]
    assert json.loads(results[0])["events"]["reasons"]["refused"] == {"DuplicateRow": 3}


def test_an_even_log_says_so(tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    assert run(["sample-log", CONTRACT, "--people", "30", "--even", "--out", str(log)]) == 0
    shares = json.loads((tmp_path / "log.csv.meta.json").read_text())["living_shares"]
    assert shares["boundary"] == shares["limit edge"] == shares["band edge"] == "0.00%"
    assert (
        run(["sample-log", CONTRACT, "--people", "9", "--untidy", "x 3%", "--out", str(log)]) == 2
    )
