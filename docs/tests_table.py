"""The table of which test may stand where, as the checker has it: each is tried when it is made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ocdsl.base.source import Source
from ocdsl.model.from_syntax import check

SHORT = Path(__file__).resolve().parents[1] / "grammar" / "reference" / "short-contract.md"
_TESTS = {
    "`wage is …`": "wage is at least £10.00",
    "`mark at the first test is …`": "mark at the first test is at least 40",
    "`the job-start is during the term`": "the job-start is during the term",
    "`the job-start is within … after the first referral`": "the job-start is within 8 weeks "
    "after the first referral",
    "`the job-start is after 1 May 2026`": "the job-start is after 1 May 2026",
    "`no job-end is within … after the job-start`": "no job-end is within 4 weeks after the "
    "job-start",
    "`no job-end where reason is … is within … after the job-start`": "no job-end where reason is "
    "dismissed is within 4 weeks after the job-start",
    "`a test is before the job-start`": "a test is before the job-start",
    "`the first test is within … after the first referral`": "the first test is within 8 weeks "
    "after the first referral",
    "`in-training is not open`": "in-training is not open",
    "`success is met`": "success is met",
}
_COHORT = 'cohort tried "Tried"\n  counts  once for each person\n'
_BELONGS = "  belongs to  provider at the first referral\n"
_ONCE = 'outcome tried "Tried"\n  counts  once for each person in clients\n'
_EACH = 'outcome tried "Tried"\n  counts  every time for each person in clients\n'
_ON = "  achieved  on the first job-start\n"
_PAYS = 'payment tried "Tried"\n  pays  {}\n  when  TEST\n  due  30 days after earning\n'
_BAND = (
    "whole amount by band of the total of hours at each session for each person in clients and "
    "provider and month\n    | hours | price |\n    | otherwise | £1.00 |"
)
_PLACES = {
    "`joins on` … `where`": f"{_COHORT}  joins on  the first job-start where TEST\n{_BELONGS}",
    "`sets aside on` … `where`": f"{_COHORT}  joins on  the first referral\n{_BELONGS}"
    "  sets aside  on a job-start where TEST\n",
    "`starts on` … `where`, of a spell": 'spell tried "Tried"\n  starts on  each job-start where '
    "TEST\n  ends on  the next job-end\n",
    "`achieved on the first` … `where`": f"{_ONCE}  achieved  on the first job-start where TEST\n",
    "`achieved on each` … `where`": f"{_EACH}  achieved  on each job-start where TEST\n",
    "`when`, of an outcome": f"{_ONCE}{_ON}  when  TEST\n",
    "`when`, of an outcome that a stay achieves": f"{_ONCE}  achieved  when in-work has lasted "
    "4 weeks\n  when  TEST\n",
    "`when`, paid for an outcome": f"{_ONCE}{_ON}\n"
    + _PAYS.format("£1.00 for each tried").replace("payment tried", "payment paid"),
    "`when`, paid for each person": _PAYS.format("£1.00 for each person in clients").replace(
        "  when", "  on  the first job-start\n  when"
    ),
    "`when`, paid for each event": _PAYS.format("£1.00 for each job-start in clients"),
    "`when`, paid for each stay": _PAYS.format("£1.00 for each in-work in clients"),
    "`when`, paid for periods of a stay": _PAYS.format(
        "£1.00 for each whole period of 4 weeks of in-work in clients"
    ),
    "`when`, paid for a person's total": _PAYS.format(_BAND),
    "`when`, paid for each provider and quarter": _PAYS.format(
        "£1.00 for each provider and quarter"
    ),
}
_BESIDE = """
event training "Training"
  recorded by  provider

event training-over "Training is over"
  recorded by  provider

spell in-training "In training"
  starts on  each training
  ends on  the next training-over

measure success "Success"
  for each  provider and quarter
  counts  once for each person in clients where the first referral is during the quarter
  is  the percentage who achieve qualified
  target  at least 50%

"""


def where_tests_stand() -> Iterator[str]:
    """A row for each place: which tests the checker takes there."""
    yield f"| | {' | '.join(_TESTS)} |"
    yield f"|---|{'---|' * len(_TESTS)}"
    for place, block in _PLACES.items():
        cells = ("yes" if _stands(block, test) else "" for test in _TESTS.values())
        yield f"| {place} | {' | '.join(cells)} |"


def _stands(block: str, test: str) -> bool:
    found = re.search(r"^```ocdsl\n(.*?)^```", SHORT.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert found is not None
    text = f"{found[1]}{_BESIDE}{block.replace('TEST', test)}"
    return check(Source("where.ocdsl", text)).contract is not None
