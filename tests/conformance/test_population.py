"""Ruling E30: a price a year for each person: for the year they come, or every year they stay."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from ocdsl import api
from ocdsl.base.calendar import day_of
from ocdsl.base.source import Source
from ocdsl.ledger.decision import Decision
from ocdsl.model.from_syntax import check
from tests.conformance.casebook import Row
from tests.conformance.logs import write_log
from tests.conformance.test_conformance import ENGINES

CONTRACT = """contract homes "Population price"
  model         population accountability
  commissioner  vale "Vale Council"
  provider      alder-care "Alder Care Ltd"
  term          from 1 January 2026 up to and including 31 December 2027
  tail          4 weeks, for people who joined during the term
  currency      GBP
  rounding      half up to the penny on each payment line
  months        end on the last day of a month that is too short
  due dates     may fall on any day
  years         start on 1 January

event referral "Referred"
  recorded by  commissioner

event finish "Service finished"
  recorded by  provider

cohort people "People"
  counts      once for each person
  joins on    the first referral where the referral is during the term
  belongs to  provider at the first referral

spell in-service "In the service"
  starts on  each referral
  ends on    the next finish

payment once "In the year of the referral"
  pays  £6,000.00 for each person in people
  on    the first referral
  due   30 days after earning

payment again "In each year in the service"
  pays  £6,000.00 for each started period of 1 year of in-service in people
  due   30 days after earning
"""


@pytest.mark.parametrize("engine", ENGINES)
def test_e30_a_hundred_people_of_whom_forty_stay(engine: str, tmp_path: Path) -> None:
    checked = check(Source("homes.ocdsl", CONTRACT))
    assert checked.contract is not None, [d.message for d in checked.diagnostics]
    people = [f"p{number:03d}" for number in range(100)]
    rows: list[Row] = [{"date": "1 May 2026", "event": "referral", "person": p} for p in people]
    rows += [{"date": "30 April 2027", "event": "finish", "person": p} for p in people[40:]]
    log = write_log(checked.contract, rows, tmp_path / "log.csv")
    result = api.evaluate(checked.contract, [log], day_of("2027-12-31"), None, engine)
    totals: Counter[tuple[str, int]] = Counter()
    for line in result.decisions():
        totals[line.payment, _year(line)] += line.amount
    assert totals == {
        ("once", 2026): 600_000_00, ("again", 2026): 600_000_00, ("again", 2027): 240_000_00,
    }  # fmt: skip


def _year(line: Decision) -> int:
    assert line.status == "payable" and line.earned_on is not None
    return 2026 if line.earned_on <= day_of("2026-12-31") else 2027
