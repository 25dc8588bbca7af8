"""Cliff edges: none in the contract as shipped, found where one is planted, and shown in full."""

from __future__ import annotations

import pytest

from ocdsl import api
from ocdsl.incentives.check import Finding, Verdict
from ocdsl.incentives.engines.steps import falls
from ocdsl.incentives.render.markdown import to_markdown
from ocdsl.incentives.render.plain import to_json
from ocdsl.incentives.render.shown import side_by_side
from ocdsl.incentives.render.text import to_text
from ocdsl.incentives.search import Report
from ocdsl.model.amounts import Band
from ocdsl.model.contract import Contract
from tests.incentives.planted import ALL_OR_NOTHING, STRAIGHT_LINE, contract_with


def report_of(contract: Contract) -> Report:
    return api.incentives(contract, ["PI-18", "PI-24"])


def verdict(report: Report, check: str) -> Verdict:
    return next(v for v in report.verdicts if v.check == check)


def only(verdict_found: Verdict) -> Finding:
    assert len(verdict_found.findings) == 1
    return verdict_found.findings[0]


def test_the_quarterly_release_has_no_cliff() -> None:
    found = verdict(report_of(contract_with()), "PI-18")
    assert (found.status, found.findings) == ("PROVED", ())


def test_all_at_60_per_cent_or_more_is_a_cliff() -> None:
    contract = contract_with((STRAIGHT_LINE, ALL_OR_NOTHING))
    report = report_of(contract)
    finding = only(verdict(report, "PI-18"))
    # 17 others have 15% of £1,575.00 withheld: one more success releases it for all of them.
    assert finding.gain == 17 * 236_25
    assert finding.after.owed - finding.before.owed == 17 * 236_25 + 1_575_00
    assert contract.source.line(finding.clause.line).split() == [
        "|",
        "at",
        "least",
        "60%",
        "|",
        "all",
        "|",
    ]
    assert report.exit_status == 1


def test_the_two_logs_differ_by_one_person() -> None:
    finding = only(verdict(report_of(contract_with((STRAIGHT_LINE, ALL_OR_NOTHING))), "PI-18"))
    groups = side_by_side(finding)
    assert [who for who, before, after in groups if before != after] == ["p18"]
    assert [who for who, *_ in groups] == [
        "p01 to p17 (17 people)", "p18", "p19 to p30 (12 people)",
    ]  # fmt: skip


@pytest.mark.parametrize("least, people", [(1, 5), (4, 5), (20, 20)])
def test_the_smallest_group_has_as_many_people_as_the_rate_needs(least: int, people: int) -> None:
    contract = contract_with(
        (STRAIGHT_LINE, ALL_OR_NOTHING), ("at least 30 people", f"at least {least} people")
    )
    finding = only(verdict(report_of(contract), "PI-18"))
    assert len({row["person"] for row in finding.before.rows}) <= people


def test_two_steps_are_two_cliffs() -> None:
    steps = (
        "    | less than 40%                | nothing |\n"
        "    | at least 40%, less than 60% | in a straight line |\n"
    )
    two = (
        "    | less than 50%               | nothing |\n"
        "    | at least 50%, less than 60% | nothing |\n"
    )
    contract = contract_with((STRAIGHT_LINE, two))
    assert [f.where for f in verdict(report_of(contract), "PI-18").findings] == [
        "at 60% of share of people who become independent"
    ]
    quiet = contract_with((STRAIGHT_LINE, steps))
    assert verdict(report_of(quiet), "PI-18").status == "PROVED"


def test_notches_in_the_weekly_price_are_found_and_accepted() -> None:
    report = report_of(contract_with())
    findings = verdict(report, "PI-24").findings
    assert [(f.where, f.gain) for f in findings] == [
        ("at 5.00 hours", 75_00), ("at 14.00 hours", 170_00),
    ]  # fmt: skip
    assert all(f.accepted == "The assessor, not the provider, sets the hours." for f in findings)
    assert report.exit_status == 0


def test_a_finding_that_is_not_accepted_is_said_by_the_exit_status() -> None:
    report = report_of(contract_with(("finding  PI-24 on", "finding  PI-18 on")))
    assert report.exit_status == 1


def test_an_acceptance_of_what_is_not_there_is_said() -> None:
    report = report_of(
        contract_with(("finding  PI-24 on weekly-support", "finding  PI-18 on start-fee"))
    )
    assert report.idle == (("PI-18", "start-fee"),)
    assert report.exit_status == 1


def test_the_same_contract_gives_the_same_words() -> None:
    contract = contract_with((STRAIGHT_LINE, ALL_OR_NOTHING))
    first, second = report_of(contract), report_of(contract)
    assert to_text(contract, first) == to_text(contract, second)
    assert to_json(contract, first) == to_json(contract, second)
    assert to_markdown(contract, first) == to_markdown(contract, second)


def test_the_story_names_the_gain_the_clause_and_the_case() -> None:
    contract = contract_with((STRAIGHT_LINE, ALL_OR_NOTHING))
    text = to_text(contract, report_of(contract))
    for words in (
        "Alder Care Ltd has 30 people. When 18 of them succeed instead of 17",
        "of outcome-fee: | at least 60% | all |",
        "Gained by crossing the threshold alone: £4,016.25",
        "HMP Peterborough",
    ):
        assert words in text


def test_a_straight_line_removes_the_cliff() -> None:
    mend = only(verdict(report_of(contract_with((STRAIGHT_LINE, ALL_OR_NOTHING))), "PI-18")).mend
    assert mend is not None
    (edit,) = mend.edits
    assert (edit.block, mend.removes) == ("outcome-fee", True)
    assert [line.split("|")[1:3] for line in edit.text.split("\n")] == [
        [" less than 50% ", " nothing "],
        [" at least 50%, less than 60% ", " in a straight line "],
    ]
    # 17 others' £4,016.25 withheld: 17 of 30 release 6 2/3 tenths, and 18 of 30 all of it.
    assert "£1,338.75 is gained by crossing the threshold alone instead of £4,016.25" in mend.says


def bands_of(*rows: str) -> tuple[Band, ...]:
    """The bands of a share that is released, for rows in place of the straight line."""
    contract = contract_with((STRAIGHT_LINE, "".join(f"    | {row} |\n" for row in rows)))
    withheld = contract.payments["outcome-fee"].withholding
    assert withheld is not None
    return withheld.bands


@pytest.mark.parametrize(
    ("rows", "less"),
    [
        (("less than 60% | nothing",), False),
        (("less than 50% | nothing", "at least 50%, less than 60% | in a straight line"), False),
        (("less than 30% | 50%", "at least 30%, less than 60% | nothing"), True),
    ],
)
def test_whether_a_higher_rate_may_release_less(rows: tuple[str, ...], less: bool) -> None:
    assert falls(bands_of(*rows), 10_000) is less
