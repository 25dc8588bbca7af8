"""The demo, small: every step runs, every file is where it says, and the totals are shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from ocdsl.cli import demo

ROOT = Path(__file__).resolve().parents[2]


def test_the_demo_runs_every_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    with pytest.raises(SystemExit) as left:
        demo.main(["--people", "300", "--out", str(tmp_path / "demo")])
    said = capsys.readouterr()
    assert left.value.code == 0, said.err
    assert "Totals by provider" in said.out and "took" in said.out
    files = {path.name: path for path in (tmp_path / "demo").iterdir()}
    for name in ("reablement-at-home.docx", "log.parquet", "decisions.json", "evaluator.py"):
        assert files[name].stat().st_size > 1_000
        assert str(files[name]) in said.out
    assert "replay: Identical: all " in said.out and "\nexplain: £" in said.out
    assert " 0 failed" in said.out
    assert "Identical" in files["11-replay.txt"].read_text()
    assert "because" in files["09-explain.txt"].read_text()
    assert "PI-18" in files["10-incentives.txt"].read_text()


def test_a_step_that_fails_stops_the_demo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as left:
        demo.main(["--people", "300"])
    said = capsys.readouterr()
    assert left.value.code == 2
    assert "There is no contracts/reablement-at-home" in said.err
    assert "This stopped the demo: ocdsl check" in said.err
