"""What is shipped: a wheel that works where there is no checkout beside it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_a_wheel_works_away_from_the_checkout(tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--wheel-dir", str(tmp_path), str(ROOT)], check=True)
    (wheel,) = tmp_path.glob("ocdsl-*.whl")
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as file:
        file.extractall(installed)
    names = {path.relative_to(installed).as_posix() for path in installed.rglob("*")}
    assert "ocdsl/_resources/grammar/ocdsl.lark" in names
    assert "ocdsl/_resources/specs" in names
    assert "ocdsl/_resources/library/wemwbs.ocdsl" in names
    assert "ocdsl/_resources/contracts/home-care-rewards/contract.ocdsl" in names
    assert not [name for name in names if name.startswith("tests")]
    contract = ROOT / "contracts" / "reablement-at-home" / "contract.ocdsl"
    # -S leaves out the editable installation; what ocdsl itself needs is put back by hand.
    beside = [path for path in sys.path if path.endswith("site-packages")]
    for command in (["check", str(contract)], ["generate", "spec", str(contract), "--out", "."]):
        done = subprocess.run(
            [sys.executable, "-S", "-m", "ocdsl", *command],
            check=False,
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": os.pathsep.join([str(installed), *beside])},
        )
        assert done.returncode == 0, done.stderr + done.stdout
    assert (tmp_path / "reablement-at-home.docx").stat().st_size > 10_000


def test_the_locks_are_exact_and_name_no_index() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        lines = (ROOT / name).read_text().splitlines()
        assert not [line for line in lines if "://" in line or line.startswith("-")]
        pins = [line for line in lines if line and not line.startswith((" ", "#"))]
        assert pins
        for pin in pins:
            assert "==" in pin and pin.endswith("\\"), pin


def test_the_runtime_lock_is_part_of_the_one_for_development() -> None:
    runtime, development = (
        {line for line in (ROOT / name).read_text().splitlines() if "==" in line}
        for name in ("requirements.lock", "requirements-dev.lock")
    )
    assert runtime <= development
