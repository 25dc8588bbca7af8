"""What is kept in generated/ is what the tool makes today from the contracts."""

from __future__ import annotations

from pathlib import Path

import pytest

from ocdsl import api

ROOT = Path(__file__).resolve().parents[2]
KINDS = {".docx": "spec", ".py": "evaluator", ".sql": "sql", ".json": "graph"}
KEPT = sorted(path for path in (ROOT / "generated").rglob("*") if path.suffix in KINDS)


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.name)
def test_making_it_again_changes_nothing(kept: Path, tmp_path: Path) -> None:
    contract = api.load(ROOT / "contracts" / kept.parent.name)
    made = api.generate(contract, KINDS[kept.suffix], tmp_path)
    assert made.name == kept.name
    assert made.read_bytes() == kept.read_bytes(), "run: make generated"
