"""The tree of reasons: it ends in event ids and contract lines, and JSON has all of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from ocdsl.audit.explain import explain_decision, explain_person
from ocdsl.audit.explanation import Explanation
from ocdsl.ledger.reason import Reason
from tests.audit.evaluated import Evaluated, evaluated_rows
from tests.conformance.casebook import Row

ROWS: list[Row] = [
    {"date": "4 May 2026", "event": "referral", "detail": "age is 82", "id": "e1"},
    {"date": "6 May 2026", "event": "service-start", "id": "e2"},
    {"date": "6 May 2026", "event": "support-day", "detail": "hours is 6", "id": "e3"},
    {"date": "16 June 2026", "event": "closure", "detail": "reason is needs-no-care", "id": "e4"},
]


def explained(e: Evaluated, decision_id: str) -> Explanation:
    found = explain_decision(e.contract, e.graph, e.facts, e.evaluation, decision_id)
    assert isinstance(found, Explanation)
    return found


def steps(reason: Reason) -> Iterator[Reason]:
    yield reason
    for child in reason.children:
        yield from steps(child)


def test_every_event_of_a_decision_is_in_its_tree(tmp_path: Path) -> None:
    e = evaluated_rows(tmp_path, ROWS, "2026-08-31")
    decisions = list(e.evaluation.decisions())
    assert len(decisions) == 4
    for decision in decisions:
        found = explained(e, decision.id)
        assert found.reason is not None
        named = {note.event_id for step in steps(found.reason) for note in step.events}
        assert set(decision.because) <= named


def test_every_step_names_a_line_of_the_contract(tmp_path: Path) -> None:
    e = evaluated_rows(tmp_path, ROWS, "2026-08-31")
    for decision in e.evaluation.decisions():
        reason = explained(e, decision.id).reason
        assert reason is not None
        for step in steps(reason):
            assert e.contract.source.line(step.line).strip()
            assert step.clause and step.operator and step.value


def test_the_root_is_what_made_the_decision(tmp_path: Path) -> None:
    e = evaluated_rows(tmp_path, ROWS, "2026-08-31")
    reason = explained(e, "outcome-fee/mrs-a#payable").reason
    assert reason is not None
    assert reason.value == "£1,338.75, payable"
    chain = [reason.operator, reason.children[0].operator, reason.children[0].children[0].operator]
    assert chain == ["Apportion", "Cumulate", "Line"]
    assert reason.children[0].value == "from £450.00 to £1,788.75"


def test_a_recovery_rests_on_its_event(tmp_path: Path) -> None:
    back: Row = {"date": "20 July 2026", "event": "readmission", "id": "e5"}
    e = evaluated_rows(tmp_path, [*ROWS, back], "2026-08-31")
    reason = explained(e, "outcome-fee/mrs-a#payable:recovered").reason
    assert reason is not None and reason.operator == "Reverse"
    assert "e5" in {note.event_id for step in steps(reason) for note in step.events}


def test_a_row_is_told_once_with_its_children(tmp_path: Path) -> None:
    e = evaluated_rows(tmp_path, ROWS, "2026-08-31")
    reason = explained(e, "outcome-fee/mrs-a#withheld").reason
    assert reason is not None
    again = [step for step in steps(reason) if step.told_above]
    assert again and not any(step.children for step in again)
    assert sum(1 for _ in steps(reason)) < 400


def test_json_is_plain_data(tmp_path: Path) -> None:
    e = evaluated_rows(tmp_path, ROWS, "2026-08-31")
    found = json.loads(json.dumps(explained(e, "outcome-fee/mrs-a#payable").as_json()))
    assert found["decision"]["amount"] == "1338.75"
    assert [date["first"] for date in found["dates"]] == [
        "2026-06-16", "2026-04-01", "2026-07-01", "2026-08-01",
    ]  # fmt: skip
    first = found["sections"][0]["points"][0]
    assert first["standing"] == "met"
    assert first["quotes"][0]["text"] == "joins on the first referral where all of"
    assert first["events"][0]["event_id"] == "e1"
    assert found["reason"]["settled_on"] == "2026-07-14"


def test_a_person_has_every_decision_explained(tmp_path: Path) -> None:
    e = evaluated_rows(tmp_path, ROWS, "2026-08-31")
    found = explain_person(e.contract, e.graph, e.facts, e.evaluation, "mrs-a")
    assert isinstance(found, Explanation)
    assert [other.about for other in found.others] == [d.id for d in e.evaluation.decisions()]
    assert json.dumps(found.as_json())
