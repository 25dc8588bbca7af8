"""Published schemes that pay for spells give their published figures, on every engine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from ocdsl import api
from ocdsl.base.calendar import day_of
from ocdsl.ledger.decision import OWED
from ocdsl.model.contract import Contract
from tests.conformance.casebook import Row
from tests.conformance.logs import write_log

CONTRACTS = Path(__file__).parents[2] / "contracts"
ENGINES = ("reference", "duckdb", "emitted")

# Units of each outcome of the Greater Manchester bond, from the impact bond data set of the
# Government Outcomes Lab (INDIGO): those of accommodation, by months, then those claimed.
STAYS = {24: 195, 18: 243, 12: 273, 6: 315, 3: 329}
CLAIMS = {
    "entered-accommodation": 328, "first-assessment": 391, "second-assessment": 274,
    "third-assessment": 165, "mental-health-entry": 129, "mental-health-sustained": 81,
    "alcohol-entry": 17, "alcohol-sustained": 8, "drugs-entry": 81, "drugs-sustained": 95,
    "qualification": 27, "volunteering-13-weeks": 15, "volunteering-26-weeks": 10,
    "part-time-13-weeks": 4, "part-time-26-weeks": 3, "full-time-13-weeks": 7,
    "full-time-26-weeks": 5,
}  # fmt: skip


def contract_of(name: str) -> Contract:
    return api.load(CONTRACTS / name)


def owed(contract: Contract, log: Path, as_at: str, engine: str) -> dict[str, int]:
    """What is owed for each person, in pence."""
    result = api.evaluate(contract, [log], day_of(as_at), None, engine)
    sums: dict[str, int] = defaultdict(int)
    for d in result.decisions():
        sums[d.person or ""] += d.amount if d.status in OWED else 0
    return sums


@pytest.mark.parametrize("engine", ENGINES)
def test_the_work_programme_pays_for_thirteen_periods_at_most(engine: str) -> None:
    """400 + 1,200 + 13 × 170 = 3,810; five periods 2,450; a day too few weeks 400."""
    log = CONTRACTS / "work-programme" / "events.csv"
    found = owed(contract_of("work-programme"), log, "2014-12-31", engine)
    assert found == {"person-a": 381_000, "person-b": 245_000, "person-c": 40_000}


@pytest.mark.parametrize("engine", ENGINES)
def test_one_person_is_paid_for_up_to_19_000(engine: str) -> None:
    """10,500 + 300 + 800 + 2,720 + 4,600 = 18,920 in full, then 80 of 500; three months again."""
    log = CONTRACTS / "rough-sleepers" / "events.csv"
    before = owed(contract_of("rough-sleepers"), log, "2020-01-31", engine)
    after = owed(contract_of("rough-sleepers"), log, "2021-12-31", engine)
    assert before == {"person-a": 1_892_000, "person-b": 150_000}
    assert after == {"person-a": 1_900_000, "person-b": 150_000}


@pytest.mark.parametrize("engine", ENGINES)
def test_every_unit_of_the_bond_comes_to_its_maximum(engine: str, tmp_path: Path) -> None:
    """Units × prices come to 3,324,020 where no person reaches 19,000; the contract pays less."""
    contract = contract_of("rough-sleepers")
    log = write_log(contract, list(_units()), tmp_path / "log.csv")
    result = api.evaluate(contract, [log], day_of("2021-12-31"), None, engine)
    assert not result.account.refused
    sums: dict[str, int] = defaultdict(int)
    for d in result.decisions():
        sums[d.status] += d.amount
    assert sums["payable"] == 262_900_000
    assert sums["payable"] + sums["capped"] == 332_402_000


def _units() -> Iterator[Row]:
    """A person for each stay and for each claim, so that only the contract's maximum binds."""
    ends = {3: "1 June 2018", 6: "1 October 2018", 12: "1 May 2019", 18: "1 October 2019"}
    stays = [next(m for m, units in STAYS.items() if units > n) for n in range(STAYS[3])]
    for number, months in enumerate(stays):
        person = f"stay-{number}"
        yield {"date": "2 January 2018", "event": "referred", "person": person}
        yield {"date": "1 February 2018", "event": "moved-in", "person": person}
        if months in ends:
            yield {"date": ends[months], "event": "moved-out", "person": person}
    for item, units in CLAIMS.items():
        for number in range(units):
            person, detail = f"{item}-{number}", f"item is {item}"
            yield {"date": "2 January 2018", "event": "referred", "person": person}
            yield {"date": "1 March 2018", "event": "claim", "person": person, "detail": detail}
