"""Service levels: the published credits of an example agreement, from the contract that ships."""

from __future__ import annotations

from pathlib import Path

import pytest

from ocdsl import api
from ocdsl.base.calendar import day_of
from ocdsl.base.diagnostics import Severity
from ocdsl.model.contract import Contract

CONTRACT = Path(__file__).parents[2] / "contracts" / "service-levels"
ENGINES = ["reference", "duckdb", "emitted"]
HEADER = "event_id,event,provider,person,occurred_on,recorded_at,recorded_by,charge,availability"


def contract_at(folder: Path, rate: str) -> Contract:
    """The contract with another credit for poor availability than its 3%."""
    text = (CONTRACT / "contract.ocdsl").read_text(encoding="utf-8")
    text = text.partition("\nexample ")[0] + "\n"
    (folder / "contract.ocdsl").write_text(
        text.replace("3% of charge", f"{rate} of charge"), "utf-8"
    )
    return api.load(folder)


def credits(folder: Path, rate: str, months: list[tuple[str, str, str]], engine: str) -> list[int]:
    """What is taken of each month in pence, for `(day, charge, availability)` of each."""
    rows = [
        f"m{n:02d},month-end,alder-care,,{day},{day}T17:00:00,vale,{charge},{share}"
        for n, (day, charge, share) in enumerate(months)
    ]
    log = folder / "log.csv"
    log.write_text("\n".join([HEADER, *rows, ""]), "utf-8")
    as_at = day_of(months[-1][0])
    found = api.evaluate(contract_at(folder, rate), [log], as_at, None, engine)
    taken = [0] * len(months)
    for d in found.decisions():
        if d.payment != "monthly-charge" and d.status == "payable":
            taken[int(d.id.partition("/m")[2][:2])] -= d.amount
    return taken


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("availability", "rate", "credit"),
    [("100", "3%", 0), ("99.7", "3%", 20), ("97", "3%", 30), ("97", "11%", 100)],
)
def test_the_published_credits(
    availability: str, rate: str, credit: int, engine: str, tmp_path: Path
) -> None:
    """On a charge of 10: nothing, 0.20, 0.30 and, at a credit of 11%, 10% of the month's charge."""
    months = [("2026-07-31", "10.00", availability)]
    assert credits(tmp_path, rate, months, engine) == [credit]


@pytest.mark.parametrize("engine", ENGINES)
def test_ninety_nine_pence_are_left_of_twelve_months(engine: str, tmp_path: Path) -> None:
    """11.01 was credited in eleven months on charges of 110.00; of 12.00 there is 0.99 left."""
    days = ["2026-07-31", "2026-08-31", "2026-09-30", "2026-10-31", "2026-11-30", "2026-12-31",
            "2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"]  # fmt: skip
    months = [
        ("2026-04-30", "10.00", "100"), ("2026-05-31", "10.05", "97"), ("2026-06-30", "9.95", "97"),
        *((day, "10.00", "97") for day in days),
    ]  # fmt: skip
    taken = credits(tmp_path, "11%", months, engine)
    assert sum(taken[1:12]) == 11_01
    assert taken[12] == 99


def test_it_has_no_mistake_and_its_examples_hold() -> None:
    found = api.check(CONTRACT).diagnostics
    assert [d.message for d in found if d.severity is not Severity.ADVICE] == []
    assert all(result.passed for result in api.run_examples(api.load(CONTRACT)))
