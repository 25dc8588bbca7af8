"""The tables of what the language covers name cases that exist, and every row there is."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


def tables() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_tables", ROOT / "docs/make_tables.py")
    assert spec is not None and spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


@pytest.mark.parametrize("title", ["laws", "rulings", "mechanics", "schemes"])
def test_every_case_named_exists(title: str) -> None:
    made = tables()
    assert list(made.lost(made.coverage()[title])) == []


def test_every_row_is_there() -> None:
    found = tables().coverage()
    assert list(found["laws"]) == list(range(1, 29))
    assert list(found["rulings"]) == [f"E{n}" for n in range(1, 41)]
    assert list(found["mechanics"]) == [f"T{n:02d}" for n in range(1, 66)]
    assert list(found["schemes"]) == list(range(1, 18))


def test_a_mechanic_with_a_case_names_its_form() -> None:
    rows = tables().coverage()["mechanics"]
    assert [n for n, row in rows.items() if row.get("cases") and not row.get("form")] == []
