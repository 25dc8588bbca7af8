"""Every scheme gives its published figures, to the penny, on every engine."""

from __future__ import annotations

import pytest

from tests.schemes.every import SCHEMES
from tests.schemes.figures import ENGINES

NAMES = [scheme.SCHEME for scheme in SCHEMES]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("scheme", SCHEMES, ids=NAMES)
def test_published_figures(scheme, engine: str) -> None:  # type: ignore[no-untyped-def]  # a module
    found = list(scheme.figures(engine))
    assert found
    assert [f for f in found if not f.agrees] == []


@pytest.mark.parametrize("scheme", SCHEMES, ids=NAMES)
def test_figures_are_those_of_the_published_table(scheme) -> None:  # type: ignore[no-untyped-def]  # a module
    rows = scheme.transcribed_wrongly()
    if rows is None:
        pytest.skip(f"{scheme.TABLE} is not at hand")
    assert rows == []
