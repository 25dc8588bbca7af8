"""Replays: identical, or every difference with its cause."""

from __future__ import annotations

from pathlib import Path

import pytest

from ocdsl.audit.replay import Difference, Evaluate, Replay, replay
from ocdsl.audit.replay_text import render_replay
from ocdsl.base.calendar import iso
from ocdsl.base.source import Source
from ocdsl.ledger.evaluation import Evaluation
from ocdsl.ledger.saved import SavedResult, read_saved
from tests.audit.evaluated import contract_of, evaluated, shipped_text
from tests.conformance.casebook import Row
from tests.conformance.logs import write_log

ROWS: list[Row] = [
    {"date": "4 May 2026", "event": "referral", "detail": "age is 82", "id": "e1"},
    {"date": "6 May 2026", "event": "service-start", "id": "e2"},
    {"date": "16 June 2026", "event": "closure", "detail": "reason is needs-no-care", "id": "e3"},
]
BACK: Row = {"date": "10 July 2026", "event": "readmission", "id": "e4"}


class Kept:
    """A folder with a log and the result that was saved of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "result.json"
        self.log = self.write(ROWS)
        pieces = self.evaluate(Source("contract.ocdsl", shipped_text()), 739859, None).json_text()
        self.path.write_text("".join(pieces), "utf-8")

    def write(self, rows: list[Row]) -> Path:
        return write_log(contract_of(shipped_text()), rows, self.folder / "log.csv")

    def evaluate(self, source: Source, as_at: int, known_at: str | None) -> Evaluation:
        log = self.folder / "log.csv"
        return evaluated(contract_of(source.text), log, iso(as_at), known_at).evaluation

    def alter(self, old: str, new: str) -> None:
        text = self.path.read_text("utf-8")
        assert old in text
        self.path.write_text(text.replace(old, new), "utf-8")

    @property
    def saved(self) -> SavedResult:
        reading = read_saved(self.path)
        assert reading.result is not None, reading.problem
        return reading.result

    def replayed(self, contract: Source | None = None) -> Replay:
        evaluate: Evaluate = self.evaluate
        return replay(self.saved, evaluate, contract)


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path)


def named(found: Replay) -> dict[str, Difference]:
    return {difference.id: difference for difference in found.differences}


def test_identical(kept: Kept) -> None:
    found = kept.replayed()
    assert found.identical and found.exit_status == 0
    assert list(render_replay(found)) == [
        "Identical: all 3 decisions are the same, in every column."
    ]
    assert found.as_json()["identical"] is True


def test_a_readmission_recorded_since(kept: Kept) -> None:
    kept.write([*ROWS, BACK])
    found = kept.replayed()
    assert found.exit_status == 1
    lines = list(render_replay(found))
    assert lines[0] == "3 of 4 decisions are not the same."
    assert lines[1].startswith("The log differs: sha256:")
    assert lines[2:] == [
        "",
        "outcome-fee/mrs-a#not-due: only now",
        "  1575.00 GBP, not-due",
        "  because: e4 is new: the saved result did not rest on it.",
        "",
        "outcome-fee/mrs-a#payable: only before",
        "  1338.75 GBP, payable",
        "  because: e4 is new: the saved result did not rest on it.",
        "",
        "outcome-fee/mrs-a#withheld: only before",
        "  236.25 GBP, withheld",
        "  because: e4 is new: the saved result did not rest on it.",
    ]


def test_an_event_corrected_since(kept: Kept) -> None:
    corrected: Row = {**ROWS[2], "date": "17 June 2026", "id": "e5", "supersedes": "e3"}
    kept.write([*ROWS, corrected])
    paid = named(kept.replayed())["outcome-fee/mrs-a#payable"]
    assert paid.columns == ("earned_on", "because")
    assert paid.causes == (
        "e3 was corrected or withdrawn by e5.",
        "e5 is new: the saved result did not rest on it.",
    )


def test_an_event_withdrawn_since(kept: Kept) -> None:
    withdrawn: Row = {**ROWS[2], "id": "e5", "retracts": "e3"}
    kept.write([*ROWS, withdrawn])
    paid = named(kept.replayed())["outcome-fee/mrs-a#payable"]
    assert paid.kind == "only before"
    assert paid.causes == ("e3 was corrected or withdrawn by e5.",)


def test_an_event_that_vanished(kept: Kept) -> None:
    kept.write(ROWS[:2])
    paid = named(kept.replayed())["outcome-fee/mrs-a#payable"]
    assert paid.causes == ("e3 is no longer in the log.",)


def test_an_event_that_is_now_refused(kept: Kept) -> None:
    kept.write([*ROWS[:2], {**ROWS[2], "by": "assessor"}])
    causes = named(kept.replayed())["outcome-fee/mrs-a#payable"].causes
    assert len(causes) == 1 and causes[0].startswith("e3 is now refused: ")


def test_an_event_that_says_something_else(kept: Kept) -> None:
    kept.write([*ROWS[:2], {**ROWS[2], "date": "17 June 2026"}])
    causes = named(kept.replayed())["outcome-fee/mrs-a#payable"].causes
    assert causes == (
        "The log differs, and its own events (e1, e2, e3) have the same ids: what one of them "
        "says was changed, or events about other people changed a measure or a cap that it "
        "depends on.",
    )


def test_an_edited_amount(kept: Kept) -> None:
    kept.alter('"amount":"300.00"', '"amount":"400.00"')
    found = kept.replayed()
    assert named(found)["start-fee/mrs-a#payable"].causes == (
        "Nothing that it comes from differs, so it cannot be explained: the saved result was "
        "altered after it was made.",
    )
    assert found.faults[0] == (
        "Its totals by status do not match its decisions: payable is 1638.75 by the totals and "
        "1738.75 by the decisions."
    )


def test_an_edited_amount_and_its_totals(kept: Kept) -> None:
    for old, new in (
        ('"amount":"300.00"', '"amount":"400.00"'),
        ("1638.75", "1738.75"),
        ('"owed":"300.00","payable":"300.00"', '"owed":"400.00","payable":"400.00"'),
    ):
        kept.alter(old, new)
    found = kept.replayed()
    assert not found.faults and found.exit_status == 1
    assert "altered" in named(found)["start-fee/mrs-a#payable"].causes[0]


def test_an_edited_total(kept: Kept) -> None:
    kept.alter('"withheld":"236.25"},"by_payment"', '"withheld":"0.00"},"by_payment"')
    found = kept.replayed()
    assert not found.differences and not found.identical and found.exit_status == 1


def test_an_edited_contract_text(kept: Kept) -> None:
    kept.alter("£300.00 for each person", "£310.00 for each person")
    found = kept.replayed()
    assert found.exit_status == 1
    assert "the text or the digest was altered" in found.faults[0]


def test_an_edited_outcome(kept: Kept) -> None:
    kept.alter('"achieved":1,"not_achieved":0', '"achieved":0,"not_achieved":1')
    found = kept.replayed()
    assert found.faults == (
        'Its "outcomes" are not what this contract and log give: they were altered.',
    )


def test_an_edited_account(kept: Kept) -> None:
    kept.alter('"read":3', '"read":4')
    faults = kept.replayed().faults
    assert faults == (
        "Its account of the events does not add up: 4 read, but 3 used, 0 not relevant and 0 "
        "refused.",
        "Its account of the events is not what this log gives: it was altered.",
    )


def test_another_version(kept: Kept) -> None:
    kept.alter('"version":"', '"version":"0.0.')
    found = kept.replayed()
    assert found.identical
    assert any(change.startswith("The version differs: 0.0.") for change in found.changes)


def test_another_contract(kept: Kept) -> None:
    text = "# a remark\n" + shipped_text().replace("£300.00", "£310.00", 2)
    found = kept.replayed(Source("new.ocdsl", text))
    assert " Clauses: start-fee.pays, mrs-a.expect" in found.changes[0]
    by_id = named(found)
    assert by_id["start-fee/mrs-a#payable"].causes == ("The contract differs in start-fee.pays.",)
    assert by_id["outcome-fee/mrs-a#payable"].columns == ("clause",)
    assert by_id["outcome-fee/mrs-a#payable"].causes == (
        "Its clause stands on another line of the contract; nothing else differs.",
    )


def test_many_differences_are_counted_and_some_shown(kept: Kept) -> None:
    kept.write(
        [{**row, "person": f"p{n}", "id": f"{n}-{row['id']}"} for n in "123" for row in ROWS]
    )
    lines = list(render_replay(kept.replayed(), most=2))
    assert lines[0] == "12 of 12 decisions are not the same."
    assert lines[-1] == "and 10 more differences."
