"""The incentive search and the detectors at work: what they print, write and leave with."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from ocdsl.cli.main import run

ROOT = Path(__file__).resolve().parents[2]
CONTRACT = "contracts/reablement-at-home"
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def in_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def test_what_helps_says_which_lines_it_stands_in_place_of(capsys: Capture) -> None:
    steps = ["incentives", CONTRACT, "--check", "PI-41"]
    assert run(steps) == 0
    text = capsys.readouterr().out
    assert "Of 1 entry of the catalogue: 1 FOUND." in text
    line = int(re.findall(r"  In `closure`, in place of line ([0-9]+):\n", text)[0])
    assert run([*steps, "--format", "json"]) == 0
    parts = json.loads(capsys.readouterr().out)["verdicts"][0]["parts"]
    edits = parts[0]["findings"][0]["mend"]["lines"]
    assert edits[0]["in"] == "closure" and edits[0]["in_place_of"] == [line, line]


def test_lines_that_leave_a_finding_are_said_to(capsys: Capture) -> None:
    assert run(["incentives", CONTRACT, "--check", "PI-01"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "That does not remove the finding. With it log 1 pays" in said
    assert ": as much is gained by Alder Care Ltd, £" in said


def test_incentives_in_three_forms(tmp_path: Path, capsys: Capture) -> None:
    steps = ["--check", "PI-18", "--check", "PI-24"]
    assert run(["incentives", CONTRACT, *steps]) == 0
    said = capsys.readouterr().out
    assert "PROVED" in said and "The contract accepts this" in said
    report = tmp_path / "report.md"
    assert run(["incentives", CONTRACT, *steps, "--format", "md", "--out", str(report)]) == 0
    assert report.read_text().startswith("# ")
    assert (tmp_path / "report.md.cases.md").read_text().count("\n## PI-24") == 4
    assert run(["incentives", CONTRACT, "--check", "pi-18", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["verdicts"][0]["status"] == "PROVED"
    assert run(["incentives", CONTRACT, "--check", "PI-99"]) == 2


def test_a_cliff_is_found_and_leaves_1(tmp_path: Path, capsys: Capture) -> None:
    text = (ROOT / CONTRACT / "contract.ocdsl").read_text()
    steep = tmp_path / "steep.ocdsl"
    steep.write_text(
        text.replace("    | less than 50%               | nothing            |\n", "").replace(
            "at least 50%, less than 60% | in a straight line", "less than 60% | nothing"
        )
    )
    assert run(["incentives", str(steep)]) == 1
    said = capsys.readouterr().out
    assert "FOUND" in said and "at 60%" in said


def test_a_log_is_looked_at(tmp_path: Path, capsys: Capture) -> None:
    """A log of 2,000 people with many dates on edges: each form, and 1 for what was seen."""
    log = str(tmp_path / "log.csv")
    assert run(["sample-log", CONTRACT, "--people", "1500", "--out", log]) == 0
    given = ["incentives", CONTRACT, "--log", log, "--as-at", "2030-05-25"]
    assert run(given) == 1
    said = " ".join(capsys.readouterr().out.split())
    assert "LD-02 Results on the last day that counts: FOUND" in said
    assert "By chance alone as much would be seen there in at most 1 in " in said
    out = tmp_path / "seen.json"
    assert run([*given, "--check", "LD-09", "--format", "json", "--out", str(out)]) == 0
    (only,) = json.loads(out.read_text())["detectors"]
    assert (only["detector"], only["status"]) == ("LD-09", "NOTHING SEEN")
    assert run([*given, "--check", "PI-18"]) == 2
    assert "The detectors go from LD-01 to LD-09." in capsys.readouterr().err
    assert run([*given, "--seed", "2"]) == 2
    assert "--seed is not used with --log." in capsys.readouterr().err
    assert run(["incentives", CONTRACT, "--as-at", "2030-05-25"]) == 2
    assert "--as-at needs --log." in capsys.readouterr().err
    assert run(["incentives", CONTRACT, "--log", str(tmp_path / "none.csv")]) == 2
