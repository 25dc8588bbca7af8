"""Help to Live at Home: a fifth of the price at once, the balance when the person confirms."""

from __future__ import annotations

from pathlib import Path

import pytest

from ocdsl import api
from ocdsl.base.calendar import day_of
from ocdsl.base.diagnostics import Severity

CONTRACT = Path(__file__).parents[2] / "contracts" / "help-to-live-at-home"

EXPECTED = {
    "2026-05-31": {
        "plan-price/mr-a#payable": 31500,
        "plan-price/mr-a#withheld": 126000,
        "plan-price/mrs-b#payable": 31500,
        "plan-price/mrs-b#withheld": 126000,
        "plan-price/ms-c#payable": 18011,
        "plan-price/ms-c#withheld": 72044,
    },
    "2027-05-31": {
        "plan-price/mr-a#payable": 31500,
        "plan-price/mr-a#released": 126000,
        "plan-price/mrs-b#payable": 31500,
        "plan-price/mrs-b#forfeited": 126000,
        "plan-price/ms-c#payable": 18011,
        "plan-price/ms-c#forfeited": 72044,
    },
}


@pytest.mark.parametrize("engine", ["reference", "duckdb", "emitted"])
@pytest.mark.parametrize("as_at", EXPECTED)
def test_a_fifth_at_once_and_the_balance_on_confirming(as_at: str, engine: str) -> None:
    contract = api.load(CONTRACT)
    found = api.evaluate(contract, [CONTRACT / "events.csv"], day_of(as_at), None, engine)
    assert {d.id: d.amount for d in found.decisions()} == EXPECTED[as_at]


def test_it_has_no_mistake_and_its_examples_hold() -> None:
    found = api.check(CONTRACT).diagnostics
    assert all(d.severity is Severity.ADVICE for d in found)
    assert all(result.passed for result in api.run_examples(api.load(CONTRACT)))
