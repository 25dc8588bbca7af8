"""`ocdsl diff`: each clause that differs as a sentence, and the money that moves (law 26)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ocdsl.cli.main import run

Capture = pytest.CaptureFixture[str]

SIGNED = """\
contract home-care "Home care"
  model         standards
  commissioner  vale "Vale Council"
  provider      alder-care "Alder Care Ltd"
  term          from 1 April 2026 up to and including 31 March 2029
  tail          4 weeks, for people who joined during the term
  currency      GBP
  rounding      half up to the penny on each payment line
  due dates     may fall on any day
  statements    each month

event visit "Home visit"
  recorded by  provider

payment visit-fee "Visits"
  pays  £120.00 for each visit
  due   30 days after earning

payment travel "Travel"
  pays  £10.00 for each visit
  due   30 days after earning
"""
VARIED = """\
variation fees-2027 "Fees from April 2027"
  from     1 April 2027
  because  The yearly review raised the fee.

payment visit-fee "Visits"
  pays  £124.00 for each visit
  due   14 days after earning
"""
LOG = """\
event_id,event,provider,person,occurred_on,recorded_at,recorded_by
v1,visit,alder-care,ann,2027-03-31,2027-03-31T17:00:00,alder-care
v2,visit,alder-care,ann,2027-04-01,2027-04-01T17:00:00,alder-care
"""


@pytest.fixture
def places(tmp_path: Path) -> tuple[str, str, str]:
    """A folder with the contract as signed, one with its variation too, and a log."""
    for name in ("signed", "varied"):
        (tmp_path / name / "variations").mkdir(parents=True)
        (tmp_path / name / "contract.ocdsl").write_text(SIGNED)
    (tmp_path / "varied" / "variations" / "2027-04-01-fees.ocdsl").write_text(VARIED)
    (tmp_path / "log.csv").write_text(LOG)
    return str(tmp_path / "signed"), str(tmp_path / "varied"), str(tmp_path / "log.csv")


def test_a_variation_is_told_with_the_money_it_moves(
    places: tuple[str, str, str], capsys: Capture
) -> None:
    """The visit of 1 April is £4.00 dearer, and due on 15 April instead of 1 May."""
    signed, varied, log = places
    assert run(["diff", signed, varied, "--log", log, "--as-at", "2027-06-30"]) == 1
    assert (
        capsys.readouterr().out
        == """\
Raise the visit fee from £120.00 to £124.00 from 1 April 2027.
In the visit fee, “due 30 days after earning” becomes “due 14 days after earning” from 1 April 2027.

What is owed otherwise, by the period in which it is payable
  provider    period                          before      now  difference
  ----------  -----------------------------  -------  -------  ----------
  alder-care  1 April 2027 to 30 April 2027  £130.00  £254.00     £124.00
  alder-care  1 May 2027 to 31 May 2027      £130.00   £10.00    -£120.00
  all                                        £260.00  £264.00       £4.00

"""
    )


def test_the_comparison_as_json(places: tuple[str, str, str], capsys: Capture) -> None:
    signed, varied, log = places
    given = ["diff", signed, varied, "--log", log, "--as-at", "2027-06-30", "--format", "json"]
    assert run(given) == 1
    money = json.loads(capsys.readouterr().out)["money"]
    assert money[0] == {
        "provider": "alder-care", "period": "2027-04-01/2027-04-30",
        "before": "130.00", "now": "254.00", "difference": "124.00",
    }  # fmt: skip


def test_two_texts_that_say_the_same(places: tuple[str, str, str], capsys: Capture) -> None:
    signed, _, log = places
    again = Path(signed, "again.ocdsl")
    again.write_text(SIGNED.replace("  pays  £10.00", "  pays    £10.00  ") + "# the same\n")
    assert run(["diff", signed, str(again), "--log", log, "--as-at", "2027-06-30"]) == 0
    assert capsys.readouterr().out == "No clause differs.\n\nNothing is owed otherwise.\n"


def test_each_way_in_which_a_clause_can_differ(
    places: tuple[str, str, str], capsys: Capture
) -> None:
    signed, varied, _ = places
    text = SIGNED.replace('payment travel "Travel"', 'payment travel "Mileage"')
    text = text.replace("  pays  £120.00", "  in shadow  until 30 June 2026\n  pays  £110.00")
    call = 'event call "Call"\n  recorded by  provider\n\n'
    visit = 'event visit "Home visit"\n'
    text = text.replace(visit, f"{call}{visit}  occurs  during the term\n")
    Path(signed, "other.ocdsl").write_text(text)
    assert run(["diff", varied, str(Path(signed, "other.ocdsl"))]) == 1
    assert (
        capsys.readouterr().out
        == """\
Add to the visit: “occurs during the term”.
Lower the visit fee from £120.00 to £110.00.
Add to the visit fee: “in shadow until 30 June 2026”.
Rename the travel from “Travel” to “Mileage”.
Add the event “Call”.
Take out the variation `fees-2027`.
"""
    )


def test_a_file_among_the_variations_that_is_none(
    places: tuple[str, str, str], capsys: Capture
) -> None:
    """Its place is that in its own file."""
    signed, _, _ = places
    file = Path(signed, "variations", "2028.ocdsl")
    file.write_text(
        '\npayment extra "Extra"\n  pays  £1.00 for each visit\n  due   30 days after earning\n'
    )
    assert run(["check", signed]) == 2
    said = capsys.readouterr().out
    assert f"{file}:2:1  error  VariationHeading" in said
    assert "`2028.ocdsl` does not begin with a variation." in said
