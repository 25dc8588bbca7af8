"""Every contract that ships: in the one layout, without a mistake, and right in its examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from ocdsl import api
from ocdsl.cli.main import run

SHIPPED = sorted(Path("contracts").glob("*/contract.ocdsl"))
MODELS = [path for path in SHIPPED if path.parent.name.startswith("home-care-")]


def name(path: Path) -> str:
    return path.parent.name


@pytest.mark.parametrize("path", SHIPPED, ids=name)
def test_it_has_no_mistake_and_its_examples_pass(path: Path) -> None:
    assert run(["fmt", "--check", str(path)]) == 0
    contract = api.load(path)
    assert all(result.passed for result in api.run_examples(contract))


@pytest.mark.parametrize("path", MODELS, ids=name)
def test_a_model_leaves_nothing_to_advise(path: Path) -> None:
    checked = api.check(path)
    assert not [d.message for d in checked.diagnostics]
