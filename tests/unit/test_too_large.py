"""What is too large to count is refused with the same words by every engine (law 21)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ocdsl import api
from ocdsl.backends.emitted.emit import emit
from ocdsl.backends.run import ENGINES
from ocdsl.base.calendar import day_of
from ocdsl.model.contract import Contract
from ocdsl.rules.lowering.from_model import lower

CONTRACT = """contract large "Large"
  model         population accountability
  commissioner  vale "Vale Council"
  provider      alder "Alder Care"
  term          from 1 April 2026 up to and including 31 March 2027
  currency      GBP
  rounding      half up to the penny on each payment line

event visit "Visit"
  recorded by  provider
  units        number, at least 0

payment fee "Fee"
  pays  £99,999,999,999.00 × units for each visit
  due   30 days after the end of the month of earning
"""
LOG = """event_id,event,provider,person,occurred_on,recorded_at,recorded_by,units
v1,visit,alder,p1,2026-05-01,2026-05-01T10:00:00,alder,{units}
"""
MOST = "922337.2036"
"""Units for which the fee is just below 2 to the power of 63 pence."""
SAID = "A line of this log comes to more than £92,233,720,368,547,758.07, the most that is counted."


@pytest.fixture
def contract(tmp_path: Path) -> Contract:
    path = tmp_path / "contract.ocdsl"
    path.write_text(CONTRACT, encoding="utf-8")
    return api.load(path)


def log_of(units: str, tmp_path: Path) -> Path:
    path = tmp_path / "log.csv"
    path.write_text(LOG.format(units=units), encoding="utf-8")
    return path


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("units", ["922337.2038", "999999999999.9999"])
def test_one_penny_too_many_is_refused(
    units: str, engine: str, contract: Contract, tmp_path: Path
) -> None:
    with pytest.raises(api.LogError) as refused:
        api.evaluate(contract, [log_of(units, tmp_path)], day_of("2027-06-30"), engine=engine)
    (found,) = refused.value.diagnostics
    assert (found.code, found.message) == ("AmountTooLarge", SAID)
    assert found.fix == "Look for a slip among the largest numbers of the log."


@pytest.mark.parametrize("engine", ENGINES)
def test_the_most_is_counted(engine: str, contract: Contract, tmp_path: Path) -> None:
    log = log_of(MOST, tmp_path)
    found = api.evaluate(contract, [log], day_of("2027-06-30"), engine=engine)
    assert [decision.amount for decision in found.decisions()] == [9_223_372_035_907_766_280]


def test_the_evaluator_alone_says_it_too(contract: Contract, tmp_path: Path) -> None:
    evaluator = tmp_path / "evaluator.py"
    evaluator.write_text(emit(contract, lower(contract)), encoding="utf-8")
    log = log_of("999999999999", tmp_path)
    command = [sys.executable, "-I", "-S", str(evaluator), str(log)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", SAID + "\n")
