"""Every entry of the catalogue is there, says what it must, and gets one verdict in every form."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from ocdsl import api
from ocdsl.backends.run import ENGINES
from ocdsl.base.calendar import day_of
from ocdsl.base.source import Source
from ocdsl.generators.new_contract import MODELS
from ocdsl.incentives.check import STATUSES, Check, no_edits
from ocdsl.incentives.checks import catalogue
from ocdsl.incentives.render.cases import to_cases
from ocdsl.incentives.render.markdown import to_markdown
from ocdsl.incentives.render.page import to_html
from ocdsl.incentives.render.plain import to_json
from ocdsl.incentives.render.sarif import to_sarif
from ocdsl.incentives.render.text import to_text
from ocdsl.incentives.search import Report
from ocdsl.incentives.subject import Plan
from ocdsl.ledger.result import as_row
from ocdsl.model.checks.unknown_finding import LAST
from ocdsl.model.contract import Contract
from tests.conformance.casebook import cases
from tests.conformance.logs import write_log
from tests.incentives.planted import ALL_OR_NOTHING, SHIPPED, STRAIGHT_LINE, contract_with

CODES = [f"PI-{number:02d}" for number in range(1, LAST + 1)]


@pytest.fixture(scope="module")
def planted() -> tuple[Contract, Report]:
    contract = contract_with((STRAIGHT_LINE, ALL_OR_NOTHING))
    return contract, api.incentives(contract)


def test_the_catalogue_is_whole_and_in_order() -> None:
    assert [check.code for check in catalogue()] == CODES


@pytest.mark.parametrize("check", catalogue(), ids=lambda check: check.code)
def test_an_entry_says_what_it_must(check: object) -> None:
    for part in ("name", "group", "actor", "plain", "property", "seen", "mitigation"):
        assert getattr(check, part), part
    assert check.severity in ("critical", "high", "medium", "low")  # type: ignore[attr-defined]
    assert bool(check.look) != bool(check.needs)  # type: ignore[attr-defined]
    assert bool(check.look) == bool(check.how)  # type: ignore[attr-defined]
    assert check.source or re.match("No |“", check.seen)  # type: ignore[attr-defined]


@pytest.mark.parametrize("check", catalogue(), ids=lambda check: check.code)
def test_a_finding_comes_with_lines_or_says_why_there_are_none(check: Check) -> None:
    """PI-15 and PI-16 can never be found, and what no machine checks finds nothing."""
    found = bool(check.look) and check.code not in ("PI-15", "PI-16")
    assert found == bool(check.no_line or check.mend is not no_edits)


def test_every_entry_gets_one_verdict(planted: tuple[Contract, Report]) -> None:
    _, report = planted
    assert [verdict.check for verdict in report.verdicts] == CODES
    assert {verdict.status for verdict in report.verdicts} <= set(STATUSES)
    assert all(verdict.detail for verdict in report.verdicts)
    assert sum(report.counts.values()) == LAST


def test_no_form_leaves_an_entry_out(planted: tuple[Contract, Report]) -> None:
    contract, report = planted
    assert [v["check"] for v in json.loads(to_json(contract, report))["verdicts"]] == CODES
    for form in (to_text, to_markdown, to_html):
        text = form(contract, report)
        assert all(code in text for code in CODES)
    assert {
        r["ruleId"] for r in json.loads(to_sarif(contract, report))["runs"][0]["results"]
    } == set(CODES)


def test_sarif_marks_findings_by_their_lines(planted: tuple[Contract, Report]) -> None:
    contract, report = planted
    run = json.loads(to_sarif(contract, report))["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])
    (cliff,) = (r for r in run["results"] if r["ruleId"] == "PI-18")
    line = cliff["locations"][0]["physicalLocation"]["region"]["startLine"]
    assert contract.source.line(line).split() == ["|", "at", "least", "60%", "|", "all", "|"]
    assert all(r["suppressions"] for r in run["results"] if r["ruleId"] == "PI-24")


def test_every_finding_is_a_case_that_every_engine_pays_so(
    planted: tuple[Contract, Report], tmp_path: Path
) -> None:
    contract, report = planted
    book = tmp_path / "found.md"
    book.write_text(to_cases(contract, report), encoding="utf-8")
    found = list(cases(book))
    assert len(found) == 2 * len(report.findings)
    for case in found:
        contract = api.load(Source(case.place, case.contract))
        log = write_log(contract, case.log, tmp_path / "log.csv")
        (expected,) = case.expected
        for engine in ENGINES:
            given = api.evaluate(contract, [log], day_of(expected.as_at), None, engine)
            assert not given.account.refused
            rows = [as_row(d) for d in given.decisions()]
            assert [(f"`{r['id']}`", r["status"]) for r in rows] == [
                (r["decision"], r["status"]) for r in expected.rows
            ]
            amounts = [r["amount"].replace("£", "").replace(",", "") for r in expected.rows]
            assert [r["amount"] for r in rows] == amounts


def test_what_was_not_looked_at_in_time_is_said() -> None:
    report = api.incentives(contract_with(), plan=Plan(stop=lambda: True))
    assert {v.status for v in report.verdicts} == {"NOT CHECKED"}
    assert "the time that was given ran out" in report.verdicts[0].detail


@pytest.mark.parametrize("name", ["reablement-at-home", *MODELS.values()])
def test_a_contract_to_begin_from_accepts_what_is_found_in_it(name: str) -> None:
    """Every acceptance is of a finding that is there, and every finding is accepted."""
    contract = api.load(SHIPPED.parents[1] / name)
    report = api.incentives(contract)
    assert not report.idle
    assert {(code, f.on) for code, f in report.findings} == {
        (each.finding, each.on) for each in contract.acceptances if each.finding
    }
    assert report.exit_status == 0
