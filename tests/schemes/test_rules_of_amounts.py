"""Small schemes whose rule is an amount: their published figures on every engine."""

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
NAMES = ("late-delivery", "collected-tiers", "hip-fracture", "readmissions")


def amounts(name: str, rows: list[Row], engine: str, folder: Path) -> dict[str, int]:
    """Pence payable by the id of the event that each line is for."""
    contract = api.load(CONTRACTS / name)
    log = write_log(contract, rows, folder / "log.csv")
    found = api.evaluate(
        contract,
        [log],
        day_of("2026-12-31" if name != "readmissions" else "2023-09-30"),
        None,
        engine,
    )
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


# Discharges, ratio, median of the peers and weight of each condition, to four places.
CONDITIONS = ("ami", "copd", "hf", "pneumonia", "cabg", "joint")
RESULTS = {
    "2020": ("0.9576", [
        (7, "0.9804", "0.9928", "0.0030"), (35, "0.9445", "0.9942", "0.0131"),
        (25, "0.9816", "0.9848", "0.0095"), (88, "0.9178", "0.9875", "0.0446"),
        (0, "0", "0.9803", "0"), (332, "1.0533", "0.9841", "0.2414"),
    ]),
    "2023": ("0.9558", [
        (4, "1.0038", "0.9954", "0.0035"), (10, "0.9932", "0.9949", "0.0072"),
        (36, "1.0808", "0.9927", "0.0296"), (27, "0.9482", "0", "0"),
        (0, "0", "0.9931", "0"), (65, "1.0148", "0.9923", "0.0878"),
    ]),
}  # fmt: skip


@pytest.mark.parametrize("engine", ENGINES)
def test_readmissions(engine: str, tmp_path: Path) -> None:
    """The published factors, 0.984 and 0.9956, of a base of £1,000,000.00; and the most, 3%.

    In 2023 the ratio of heart attacks is above the median, of 4 discharges: it does not count.
    """
    rows = [_result(year, modifier, found) for year, (modifier, found) in RESULTS.items()]
    modifier, found = RESULTS["2020"]
    # Of hearts that fail, 25 discharges count from 25 on; the weight makes the penalty the most.
    most = [*found[:2], (25, "1.9848", "0.9848", "0.9"), *found[3:]]
    below = [*found[:2], (24, "1.9848", "0.9848", "0.9"), *found[3:]]
    rows += [_result("most", modifier, most), _result("below", modifier, below)]
    assert amounts("readmissions", rows, engine, tmp_path) == {
        "2020": 984_000_00, "2023": 995_600_00, "most": 970_000_00, "below": 984_000_00,
    }  # fmt: skip


def _result(name: str, modifier: str, found: list[tuple[int, str, str, str]]) -> Row:
    fields = [
        f"{condition}-discharges is {n}, {condition}-ratio is {ratio}, "
        f"{condition}-median is {median}, {condition}-weight is {weight}"
        for condition, (n, ratio, median, weight) in zip(CONDITIONS, found, strict=True)
    ]
    detail = ", ".join([f"base is £1,000,000.00, modifier is {modifier}", *fields])
    return {"date": "1 June 2023", "event": "yearly-result", "id": name, "detail": detail}
