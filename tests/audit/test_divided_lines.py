"""Every decision about what is divided, shared or scored is explained, alike by two engines."""

from __future__ import annotations

from pathlib import Path

import pytest

from ocdsl import api
from ocdsl.audit.explanation_text import render_text
from ocdsl.base.calendar import day_of
from ocdsl.base.source import Source
from ocdsl.model.from_syntax import check
from tests.conformance.casebook import Case, cases
from tests.conformance.logs import write_log

BOOKS = Path(__file__).parents[1] / "conformance"
NAMES = ("splits.md", "waterfall.md", "pools.md", "weighted-scores.md")
CASES = [case for name in NAMES for case in cases(BOOKS / name)]
MOST = 12


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.place)
def test_every_part_is_explained(case: Case, tmp_path: Path) -> None:
    contract = check(Source(case.place, case.contract)).contract
    assert contract is not None
    log = write_log(contract, case.log, tmp_path / "log.csv")
    as_at = day_of(case.expected[-1].as_at)
    one, other = (
        api.evaluate(contract, [log], as_at, None, engine) for engine in ("reference", "duckdb")
    )
    for decision in list(one.decisions())[:MOST]:
        told, same = (
            render_text(api.explain_decision(contract, found, decision.id))
            for found in (one, other)
        )
        assert told == same
        assert decision.id in told.splitlines()[0]
