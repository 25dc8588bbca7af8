"""The solver, the text and the search never disagree with the evaluator.

What is PROVED is confirmed with random logs: each way of a proof has a test of its own below, and a
proof without one fails. What is FOUND is evaluated again from its two logs as files, by an engine
that the search does not use. `OCDSL_SEEDS=40` draws more logs.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from ocdsl import api
from ocdsl.base.source import Source
from ocdsl.events.from_model import schema_of
from ocdsl.generators.sample_log import SmallLogs
from ocdsl.incentives.check import PROVED, Change, Finding, Said, Verdict, gain_of
from ocdsl.incentives.mending import pasted
from ocdsl.incentives.subject import Plan, Subject
from ocdsl.ledger.decision import OWED
from tests.conformance.casebook import Case
from tests.incentives.confirm import ALL, CONFIRM
from tests.incentives.test_faults import CASES, code_of

ROOT = Path(__file__).parents[2]
SHIPPED = sorted(path.parent for path in ROOT.glob("contracts/*/contract.ocdsl"))
FEW = Plan(examples=8)
SEEDS = int(os.environ.get("OCDSL_SEEDS", "2"))
PLANTED = [(path, case) for path, case in CASES if "PROVED" in case.title]
FAULTY = [(path, case) for path, case in CASES if case.title.startswith("Found")]


@lru_cache(maxsize=8)  # Each keeps all the histories that were made for it.
def subject_of(text: str, drawn: int = 1) -> Subject:
    contract = api.load(Source("proved.ocdsl", text)).as_it_stands
    plan = evolve(FEW, seed=drawn)
    return Subject(contract, api.graph_of(contract), SmallLogs, api.graph_of, plan)


def confirmed(text: str, verdicts: Iterable[Verdict]) -> int:
    """Confirms every proof of a contract with logs that are drawn; how many there were."""
    found = [(v.check, part) for v in verdicts for part in v.parts if part.status == PROVED]
    assert {code for code, _ in found} <= set(CONFIRM), "a proof that nothing confirms"

    @seed(2026)
    @settings(max_examples=SEEDS, deadline=None, database=None)
    @given(drawn=st.integers(2, 100_000))
    def with_random_logs(drawn: int) -> None:
        for code, part in found:
            CONFIRM[code](code, subject_of(text, drawn), part)

    with_random_logs()
    return len(found)


@pytest.mark.parametrize(("path", "case"), PLANTED, ids=[c.place for _, c in PLANTED])
def test_what_is_proved_of_a_repaired_contract_holds(path: Path, case: Case) -> None:
    contract = api.load(Source("proved.ocdsl", case.contract))
    assert confirmed(case.contract, api.incentives(contract, [code_of(path)], FEW).verdicts)


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_what_is_said_of_a_shipped_contract_holds(folder: Path, tmp_path: Path) -> None:
    text = (folder / "contract.ocdsl").read_text(encoding="utf-8")
    report = api.incentives(api.load(Source("shipped.ocdsl", text)), plan=FEW)
    assert confirmed(text, report.verdicts)
    for _, finding in report.findings:
        holds(text, finding, tmp_path, "emitted")


ONE = f"{ALL}one person brings £199.99 at most (bonus £199.99), and £0.00 at least"
FALSE = [
    ("PI-29", "pi_29_duplicate_claim", f"{ALL}what is sent again never pays more"),
    ("PI-33", "pi_33_re_referral", f"{ALL}whoever comes back never brings more"),
    ("PI-71", "pi_71_unbounded", f"{ALL}bonus comes to £199.99 at most (£199.99)"),
    ("PI-71", "pi_71_unbounded", ONE),
]


@pytest.mark.parametrize(("code", "file", "detail"), FALSE, ids=[f"{c} {d}" for c, _, d in FALSE])
def test_a_proof_of_what_does_not_hold_is_not_confirmed(code: str, file: str, detail: str) -> None:
    text = next(case.contract for path, case in FAULTY if path.stem == file)
    said = Said("", PROVED, detail)
    with pytest.raises(AssertionError):
        confirmed(text, [Verdict(code, PROVED, (said,))])


# ---- what is found


def evaluated(text: str, rows: tuple[dict[str, str], ...], file: Path, engine: str) -> list[object]:
    """The decisions for the rows of a log, as a file of their own."""
    contract = api.load(Source("found.ocdsl", text))
    columns = schema_of(contract).columns
    lines = [",".join(row.get(name, "") for name in columns) for row in rows]
    lines = [",".join(columns), *lines]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    given_by = api.evaluate(contract, [file], contract.tail_end, None, engine)
    assert not given_by.account.refused
    return list(given_by.decisions())


def varied(text: str, change: Change) -> str:
    """The text under which the second log of a finding is paid."""
    contract = api.load(Source("found.ocdsl", text))
    return pasted(contract, change.edits(contract)).text


def holds(text: str, finding: Finding, folder: Path, engine: str) -> None:
    """The two logs of a finding pay what it says, and somebody gains by the second."""
    both = []
    other = text
    if finding.under:
        other = varied(text, finding.under)
    for name, by, log in (("before", text, finding.before), ("after", other, finding.after)):
        found = evaluated(by, log.rows, folder / f"{name}.csv", engine)
        assert sum(d.amount for d in found if d.status in OWED) == log.owed  # type: ignore[attr-defined]
        both.append(found)
    gain = gain_of(finding, *both)  # type: ignore[arg-type]
    assert gain == finding.gain
    assert gain >= 0 if finding.nothing_for else gain > 0


@pytest.mark.parametrize(("path", "case"), FAULTY, ids=[c.place for _, c in FAULTY])
def test_what_is_found_of_a_planted_fault_is_paid_so(
    path: Path, case: Case, tmp_path: Path
) -> None:
    report = api.incentives(api.load(Source("found.ocdsl", case.contract)), [code_of(path)])
    assert report.findings
    for _, finding in report.findings:
        holds(case.contract, finding, tmp_path, "emitted")
