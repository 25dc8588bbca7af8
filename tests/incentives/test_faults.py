"""Each check finds the fault that is planted for it, and says nothing of the contract mended.

A file of `faults` is named as the check's own and holds contracts in the form of the casebook: a
`##` heading for each. ``Found on `bonus`: £200.00`` must be found there, on that block, with that
gain where one is given; `Quiet: PROVED` must get that verdict. With the sentence `What helps
removes it.` the lines of the check, pasted into the contract, must take the finding out.

The search of a repaired contract begins with 1,500 histories, where one without a plan has 60.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ocdsl import api
from ocdsl.base.money import pounds
from ocdsl.base.source import Source
from ocdsl.incentives.check import STATUSES
from ocdsl.incentives.checks import catalogue
from ocdsl.incentives.subject import Plan
from tests.conformance.casebook import Case, cases
from tests.incentives.planted import verdicts

HERE = Path(__file__).parent / "faults"
FILES = sorted(HERE.glob("pi_*.md"))
CASES = [(path, case) for path in FILES for case in cases(path)]
FOUND = re.compile(r"Found on `([a-z0-9-]+)`(?:: (£[0-9,]+\.[0-9]{2}))?")
QUIET = re.compile(r"Quiet: ([A-Z ]+)")
EXAMPLES = 1_500
HELPS = "What helps removes it."


def code_of(path: Path) -> str:
    return f"PI-{path.stem[3:5]}"


def section(path: Path, case: Case) -> str:
    """The text under the heading of a case."""
    line = int(case.place.rpartition(":")[2])
    return "\n".join(path.read_text(encoding="utf-8").splitlines()[line:]).partition("\n## ")[0]


@pytest.mark.parametrize(("path", "case"), CASES, ids=[f"{c.place} {c.title}" for _, c in CASES])
def test_a_planted_fault(path: Path, case: Case) -> None:
    contract = api.load(Source(case.place, case.contract))
    quiet = QUIET.fullmatch(case.title)
    plan = Plan(examples=EXAMPLES) if quiet else None
    verdict = verdicts(contract, code_of(path), plan=plan)[code_of(path)]
    if quiet:
        assert verdict.status == quiet[1], verdict
        return
    found = FOUND.fullmatch(case.title)
    assert found, case.title
    assert verdict.status == "FOUND", verdict.detail
    finding = next(f for f in verdict.findings if f.on == found[1])
    assert not found[2] or pounds(finding.gain) == found[2], finding.story
    if HELPS in section(path, case):
        assert finding.mend, "the check has no lines that help"
        assert finding.mend.removes, finding.mend.says


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_has_a_fault_and_a_contract_without_it(path: Path) -> None:
    own = [case.title for case in cases(path)]
    assert any(FOUND.fullmatch(title) for title in own)
    assert any(QUIET.fullmatch(title) for title in own)
    assert all(m[1] in STATUSES for title in own if (m := QUIET.fullmatch(title)))


PROVED_ELSEWHERE = {"PI-24"}
"""Checks with a module of tests of their own."""
CANNOT_BE_WRITTEN = {"PI-15", "PI-16"}
"""What no contract in the language can have."""


def test_every_check_has_a_fault_of_its_own() -> None:
    checks = {check.code for check in catalogue() if check.look}
    assert {code_of(path) for path in FILES} == checks - PROVED_ELSEWHERE - CANNOT_BE_WRITTEN


WITH_A_CHECK = (
    *(1, 2, *range(4, 11), 13, 14, 16, *range(18, 23), *range(24, 27), *range(28, 31)),
    *(*range(32, 35), 36, 38, 40, 41, 43, 44, 47, 53, 54, *range(66, 71)),
)
"""Entries that a commissioner asks about first, each of which a machine has to check."""


@pytest.mark.parametrize("number", WITH_A_CHECK)
def test_an_entry_that_is_asked_about_first_is_checked(number: int) -> None:
    code = f"PI-{number:02d}"
    assert next(check for check in catalogue() if check.code == code).look
    planted_here = {code_of(path) for path in FILES} | PROVED_ELSEWHERE | CANNOT_BE_WRITTEN
    assert code in planted_here
