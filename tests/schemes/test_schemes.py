"""Every scheme gives its published figures, to the penny, on every engine."""

from __future__ import annotations

import pytest

from ocdsl import api
from ocdsl.base.diagnostics import Severity
from tests.schemes.every import SCHEMES, folders
from tests.schemes.figures import CONTRACTS, ENGINES

NAMES = [scheme.SCHEME for scheme in SCHEMES]
TABLES = [scheme for scheme in SCHEMES if hasattr(scheme, "TABLE")]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("scheme", SCHEMES, ids=NAMES)
def test_published_figures(scheme, engine: str) -> None:  # type: ignore[no-untyped-def]  # a module
    found = list(scheme.figures(engine))
    assert found
    assert [f for f in found if not f.agrees] == []


@pytest.mark.parametrize("scheme", TABLES, ids=[scheme.SCHEME for scheme in TABLES])
def test_figures_are_those_of_the_published_table(scheme) -> None:  # type: ignore[no-untyped-def]  # a module
    rows = scheme.transcribed_wrongly()
    if rows is None:
        pytest.skip(f"{scheme.TABLE} is not at hand")
    assert rows == []


@pytest.mark.parametrize("name", [name for scheme in SCHEMES for name in folders(scheme)])
def test_its_contract_has_no_mistake_and_its_examples_hold(name: str) -> None:
    found = api.check(CONTRACTS / name).diagnostics
    assert [d.message for d in found if d.severity is not Severity.ADVICE] == []
    assert all(result.passed for result in api.run_examples(api.load(CONTRACTS / name)))
