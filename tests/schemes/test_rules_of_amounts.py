"""Late delivery, tiers that add up, and hip fracture: their published figures on every engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from ocdsl import api
from ocdsl.base.calendar import day_of
from ocdsl.base.diagnostics import Severity
from tests.conformance.casebook import Row
from tests.conformance.logs import write_log
from tests.schemes.figures import CONTRACTS, ENGINES

CRITERIA = (
    "lead-geriatrician", "agreed-protocol", "seen-within-72-hours", "rehabilitation",
    "falls-assessed", "mental-test-score",
)  # fmt: skip
NAMES = ("late-delivery", "collected-tiers", "hip-fracture")


def amounts(name: str, rows: list[Row], engine: str, folder: Path) -> dict[str, int]:
    """Pence payable by the id of the event that each line is for."""
    contract = api.load(CONTRACTS / name)
    log = write_log(contract, rows, folder / "log.csv")
    found = api.evaluate(contract, [log], day_of("2026-12-31"), None, engine)
    assert not found.account.refused
    paid = (d for d in found.decisions() if d.status == "payable")
    return {d.id.split("#")[0].rsplit("/", 1)[1]: d.amount for d in paid}


@pytest.mark.parametrize("engine", ENGINES)
def test_late_delivery(engine: str, tmp_path: Path) -> None:
    rows: list[Row] = [
        {"date": "1 June 2026", "event": "delivery", "id": f"d{days}",
         "detail": f"price is £200.00, lateness is {days}"}
        for days in (0, 6, 10, 11)
    ]  # fmt: skip
    assert amounts("late-delivery", rows, engine, tmp_path) == {
        "d6": -63_00, "d10": -105_00, "d11": -110_00,
    }  # fmt: skip


@pytest.mark.parametrize("engine", ENGINES)
def test_tiers_that_add_up(engine: str, tmp_path: Path) -> None:
    rows: list[Row] = [
        {"date": "1 June 2026", "event": "case-scored", "id": f"s{n}", "detail": f"score is {n}"}
        for n in range(1, 7)
    ]
    assert amounts("collected-tiers", rows, engine, tmp_path) == {
        "s2": 100_00, "s3": 300_00, "s4": 600_00, "s5": 600_00, "s6": 1_100_00,
    }  # fmt: skip


@pytest.mark.parametrize("engine", ENGINES)
def test_hip_fracture(engine: str, tmp_path: Path) -> None:
    """Of 100 patients 60 meet all; 34 lack one of the criteria, and 6 are operated on too late."""
    rows = [_patient(n, "" if n < 60 or n >= 94 else CRITERIA[n % 6], n >= 94) for n in range(100)]
    paid = amounts("hip-fracture", rows, engine, tmp_path)
    assert len(paid) == 60
    assert sum(paid.values()) == 80_100_00


def _patient(number: int, lacking: str, late: bool) -> Row:
    hours = "36.01" if late else "36"
    met = ", ".join(f"{c} is {'no' if c == lacking else 'yes'}" for c in CRITERIA)
    return {
        "date": "1 June 2026", "event": "discharge-summary", "id": f"h{number:02d}",
        "person": f"p{number:02d}", "detail": f"hours-to-surgery is {hours}, {met}",
    }  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_it_has_no_mistake_and_its_examples_hold(name: str) -> None:
    found = api.check(CONTRACTS / name).diagnostics
    assert all(d.severity is Severity.ADVICE for d in found)
    assert all(result.passed for result in api.run_examples(api.load(CONTRACTS / name)))
