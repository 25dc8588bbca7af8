"""What is kept in generated/ is what the tool makes today from the contracts, file for file."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs.make_generated import KEPT, contracts, make


@pytest.mark.parametrize("contract", contracts(), ids=lambda path: path.name)
def test_making_it_again_changes_nothing(contract: Path, tmp_path: Path) -> None:
    kept = {p.name: p.read_bytes() for p in (KEPT / contract.name).iterdir()}
    made = {p.name: p.read_bytes() for p in make(contract, tmp_path)}
    assert made.keys() == kept.keys(), "run: make regenerate"
    assert [name for name in made if made[name] != kept[name]] == [], "run: make regenerate"
