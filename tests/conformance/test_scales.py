"""Readings outside a scale's range are refused, with the reason, on every engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from ocdsl import api
from ocdsl.base.calendar import day_of
from ocdsl.base.source import Source
from ocdsl.model.from_syntax import check
from tests.conformance.casebook import cases
from tests.conformance.logs import write_log
from tests.conformance.test_conformance import ENGINES

CONTRACT = next(cases(Path(__file__).parent / "scales.md")).contract


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("reading", ["13", "13.99", "70.01", "71"])
def test_a_reading_outside_the_range_is_refused(reading: str, engine: str, tmp_path: Path) -> None:
    checked = check(Source("scales.ocdsl", CONTRACT))
    assert checked.contract is not None, [d.message for d in checked.diagnostics]
    rows = [
        {"date": "4 May 2026", "event": "referral"},
        {"date": "4 May 2026", "event": "wemwbs-answers", "detail": "wellbeing is 40"},
        {"date": "27 July 2026", "event": "wemwbs-answers", "detail": f"wellbeing is {reading}"},
    ]
    log = write_log(checked.contract, rows, tmp_path / "log.csv")
    result = api.evaluate(checked.contract, [log], day_of("2026-07-27"), None, engine)
    (refusal,) = result.account.refusals
    assert refusal["event_id"] == "e003"
    assert refusal["message"] == (
        f'wellbeing "{reading}" is outside the contract\'s limits: '
        "at least 14, up to and including 70."
    )
    assert not [d for d in result.decisions() if d.status == "payable"]
