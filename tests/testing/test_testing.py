"""`ocdsl.testing` and its pytest plugin: logs, claims about findings, and a file to copy."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings

from ocdsl import testing
from ocdsl.base.source import Source
from ocdsl.contract_file import QuestionError
from ocdsl.testing import transforms
from tests.conformance.casebook import cases
from tests.incentives.planted import ALL_OR_NOTHING, STRAIGHT_LINE, contract_with

ROOT = Path(__file__).parents[2]
SHIPPED = testing.load(ROOT / "contracts" / "reablement-at-home")
YEARLY = testing.load(ROOT / "contracts" / "value-based-purchasing")


def run_pytest(*arguments: str, without: str = "") -> subprocess.CompletedProcess[str]:
    """pytest in a process of its own; `without` is a module that cannot be imported there.

    No other plugin is loaded then, for one of them may need that module.
    """
    code = "import sys, pytest; sys.exit(pytest.main(sys.argv[1:]))"
    environment = {name: value for name, value in os.environ.items() if name != "PYTEST_ADDOPTS"}
    if without:
        code = f"import sys; sys.modules[{without!r}] = None\n{code}"
        environment["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
        arguments = ("-p", "ocdsl.testing.plugin", *arguments)
    return subprocess.run(
        [sys.executable, "-c", code, "-o", "addopts=", "-p", "no:cacheprovider", *arguments],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment,
    )


@settings(max_examples=40, deadline=None)
@given(log=testing.logs(SHIPPED))
def test_every_row_of_a_drawn_log_is_accepted(log: transforms.Rows) -> None:
    people = {row["person"] for row in log} - {""}
    assert people == {f"p{n:02d}" for n in range(1, len(people) + 1)}
    assert len({row["event_id"] for row in log}) == len(log)
    assert sum(d.amount for d in testing.decisions(SHIPPED, log) if d.status == "payable") <= sum(
        abs(d.amount) for d in testing.decisions(SHIPPED, log)
    )


@settings(max_examples=10, deadline=None)
@given(log=testing.histories(YEARLY))
def test_a_contract_about_providers_has_histories_too(log: transforms.Rows) -> None:
    assert log
    assert {row["person"] for row in log} == {""}
    testing.owed(YEARLY, log)


def test_a_finding_is_told_with_its_story() -> None:
    contract = contract_with((STRAIGHT_LINE, ALL_OR_NOTHING))
    with pytest.raises(AssertionError, match="rises by 100% of what was withheld") as failure:
        testing.assert_no_finding(contract, "PI-18")
    assert "Gained by crossing the threshold alone: £4,016.25" in str(failure.value)
    finding = testing.finding_in(contract, "PI-18")
    assert finding is not None
    assert finding.on == "outcome-fee"


def test_what_the_contract_accepts_is_let_pass() -> None:
    assert testing.finding_in(SHIPPED, "PI-24") is None
    testing.assert_no_finding(SHIPPED, "PI-18", "PI-24")


def test_what_was_not_checked_does_not_pass() -> None:
    with pytest.raises(AssertionError, match="PI-03 was not checked: it would need"):
        testing.assert_no_finding(SHIPPED, "PI-03")


def test_an_entry_must_be_named_and_known() -> None:
    with pytest.raises(ValueError, match="Name one entry"):
        testing.assert_no_finding(SHIPPED)
    with pytest.raises(QuestionError, match="The catalogue has no entry PI-99"):
        testing.finding_in(SHIPPED, "PI-99")


def test_what_is_refused_is_said() -> None:
    (case,) = list(cases(ROOT / "tests" / "incentives" / "faults" / "pi_71_unbounded.md"))[:1]
    contract = testing.load(Source("small", case.contract))
    row = {"event_id": "e1", "event": "referral", "person": "p1", "occurred_on": "2026-05-01"}
    row |= {"recorded_at": "2026-05-01", "recorded_by": "alder-care", "provider": "alder-care"}
    with pytest.raises(testing.RefusedRowError, match="referral"):
        testing.owed(contract, (row,))
    with pytest.raises(ValueError, match="no provider bryn"):
        testing.owed(contract, (), "bryn")
    assert testing.owed(contract, ()) == 0


def test_a_log_has_somebody() -> None:
    with pytest.raises(ValueError, match="one person at least, not 0"):
        testing.logs(SHIPPED, most=0)


def test_without_hypothesis_the_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    with pytest.raises(testing.MissingExtraError, match=r"pip install 'ocdsl\[testing\]'"):
        testing.logs(SHIPPED)


def test_the_file_to_copy_passes() -> None:
    done = run_pytest("docs/testing/test_our_contract.py")
    assert done.returncode == 0, done.stdout
    assert "7 passed" in done.stdout


def test_the_plugin_starts_without_hypothesis(tmp_path: Path) -> None:
    file = tmp_path / "test_nothing.py"
    file.write_text("def test_nothing():\n    pass\n", encoding="utf-8")
    done = run_pytest(str(file), without="hypothesis")
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_contract_is_a_file_of_tests(tmp_path: Path) -> None:
    path = ROOT / "contracts" / "late-delivery" / "contract.ocdsl"
    done = run_pytest("--ocdsl-contracts", "-rs", "-v", str(path))
    examples = testing.load(path).examples
    assert done.stdout.count("::example ") == len(examples) > 0, done.stdout
    assert re.search(r"contract\.ocdsl::PI-\d\d SKIPPED", done.stdout)
    assert "NOT APPLICABLE: no clause has this form" in done.stdout


def test_a_contract_that_fails_says_why(tmp_path: Path) -> None:
    case = next(iter(cases(ROOT / "tests" / "incentives" / "faults" / "pi_29_duplicate_claim.md")))
    path = tmp_path / "contract.ocdsl"
    path.write_text(case.contract, encoding="utf-8")
    done = run_pytest("--ocdsl-contracts", str(path))
    assert done.returncode == 1
    assert "sends the closure of p01 again under another id" in done.stdout
    assert "Traceback" not in done.stdout
    path.write_text("contract\n", encoding="utf-8")
    broken = run_pytest("--ocdsl-contracts", str(path))
    assert broken.returncode == 2
    assert "Traceback" not in broken.stdout


def test_the_fixture_is_the_contract_that_the_mark_names(tmp_path: Path) -> None:
    shipped = ROOT / "contracts" / "late-delivery" / "contract.ocdsl"
    (tmp_path / "contract.ocdsl").write_text(shipped.read_text(encoding="utf-8"), encoding="utf-8")
    file = tmp_path / "test_marked.py"
    file.write_text(
        "import pytest\n\n"
        '@pytest.mark.ocdsl_contract("contract.ocdsl")\n'
        "def test_it(ocdsl_contract):\n"
        '    assert ocdsl_contract.name == "late-delivery"\n\n'
        "def test_no_mark(ocdsl_contract):\n    pass\n",
        encoding="utf-8",
    )
    done = run_pytest("--strict-markers", str(file))
    assert "1 passed, 1 error" in done.stdout, done.stdout
    assert 'Say which contract: @pytest.mark.ocdsl_contract("contract.ocdsl")' in done.stdout
