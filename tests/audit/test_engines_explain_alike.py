"""Both engines that can be asked give the same explanations, trees of reasons and all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ocdsl.audit.explain import explain_decision, explain_person, name_people
from ocdsl.audit.explanation import Explanation
from ocdsl.backends.columnar.engine import evaluate as evaluate_columnar
from ocdsl.backends.columnar.lookups import ColumnarFacts
from tests.audit.evaluated import Evaluated, contract_of, evaluated
from tests.audit.test_explanations import BOOK, asked
from tests.conformance.casebook import Case, cases
from tests.conformance.logs import write_log


def questions() -> Iterator[tuple[Case, str]]:
    by_title = {case.title: case for case in cases(BOOK)}
    for title, as_at in dict.fromkeys((q.case.title, q.as_at) for q in asked()):
        yield by_title[title], as_at


@pytest.mark.parametrize(
    ("case", "as_at"), list(questions()), ids=lambda part: getattr(part, "title", part)
)
def test_explanations_are_alike(case: Case, as_at: str, tmp_path: Path) -> None:
    contract = contract_of(case.contract)
    log = write_log(contract, case.log, tmp_path / "log.csv")
    plain = evaluated(contract, log, as_at)
    result = evaluate_columnar(contract, plain.graph, [log], plain.evaluation.header, None)
    facts = ColumnarFacts(result.run)
    for decision in plain.evaluation.decisions():
        assert result.find(decision.id) == decision
        found = explain_decision(contract, plain.graph, facts, result, decision.id)
        assert isinstance(found, Explanation)
        named = name_people(contract, plain.graph, facts, result, found)
        assert named == _explained(plain, decision.id)
    assert sorted(facts.people()) == sorted(plain.facts.people())
    for person in facts.people():
        found = explain_person(contract, plain.graph, facts, result, person)
        assert found == explain_person(contract, plain.graph, plain.facts, plain.evaluation, person)


def _explained(e: Evaluated, decision_id: str) -> Explanation:
    found = explain_decision(e.contract, e.graph, e.facts, e.evaluation, decision_id)
    assert isinstance(found, Explanation)
    return name_people(e.contract, e.graph, e.facts, e.evaluation, found)
