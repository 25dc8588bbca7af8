"""Examples as tests: which line each expectation is for (law 28)."""

from __future__ import annotations

from pathlib import Path

from ocdsl import api
from ocdsl.base.source import Source

TEXT = Path("contracts/reablement-at-home/contract.ocdsl").read_text(encoding="utf-8")
RULES = TEXT[: TEXT.index("\nexample mrs-a")]
TWO = """
example two-people "One closed in time, one a day late"
  as at   30 July 2026
  log
    | date        | event         | person | provider     | recorded    | detail                  |
    | 4 May 2026  | referral      | mr-f   |              |             | age is 84               |
    | 6 May 2026  | service-start | mr-f   | bryn-support |             |                         |
    | 1 July 2026 | closure       | mr-f   |              | 2 July 2026 | reason is needs-no-care |
    | 4 May 2026  | referral      | mrs-g  |              |             | age is 71               |
    | 6 May 2026  | service-start | mrs-g  |              |             |                         |
    | 2 July 2026 | closure       | mrs-g  |              |             | reason is needs-no-care |
  expect  start-fee £300.00
  expect  start-fee £300.00
  expect  outcome-fee £1,338.75 for mr-f
  expect  outcome-fee £236.25 for mr-f, withheld
  expect  outcome-fee £1,575.00 for mrs-g, not due
"""


def passed(example: str) -> bool:
    (result,) = api.run_examples(api.load(Source("contract.ocdsl", RULES + example)))
    return result.passed


def test_an_expectation_may_say_whose_it_is() -> None:
    assert passed(TWO)
    assert not passed(TWO.replace("£1,338.75 for mr-f", "£1,338.75 for mrs-g"))
    assert not passed(TWO.replace("for mrs-g, not due", "for mr-f, not due"))


def test_a_blank_cell_is_what_is_usual() -> None:
    contract = api.load(Source("contract.ocdsl", RULES + TWO))
    rows = contract.examples[0].rows
    assert [row.provider for row in rows[:3]] == ["alder-care", "bryn-support", "alder-care"]
    assert [row.recorded - row.day for row in rows[1:4]] == [0, 1, 0]
