"""What a check may import: it must answer while the commissioner is still looking at the screen."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEAVY = {"duckdb", "z3", "docx", "docxtpl", "lxml", "rich", "pyarrow", "jinja2", "yaml", "lark"}
HEAVY |= {"xlsxwriter", "importlib.metadata", "asyncio", "sqlite3", "numpy"}


def modules_after(arguments: list[str]) -> set[str]:
    code = (
        "import sys; from ocdsl.cli.main import run; status = run(sys.argv[1:]); "
        "print(*sys.modules, sep='\\n', file=sys.stderr); sys.exit(status)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.splitlines())


def test_a_check_imports_nothing_heavy() -> None:
    modules = modules_after(["check", "contracts/reablement-at-home"])
    assert "ocdsl.model.from_syntax" in modules
    assert not modules & HEAVY
    assert not {m for m in modules if m.startswith(("ocdsl.backends", "ocdsl.generators"))}


def test_help_imports_no_engine() -> None:
    modules = modules_after(["--help"])
    assert not modules & (HEAVY - {"importlib.metadata"})
