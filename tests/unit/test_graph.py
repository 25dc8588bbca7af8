"""The rules graph: an order of evaluation, a stable text, a digest that ignores where lines are."""

from __future__ import annotations

import json

from ocdsl.rules.graph import inputs
from ocdsl.rules.lowering.from_model import lower
from ocdsl.rules.operators import OPERATORS
from tests.incentives.planted import contract_with


def test_there_are_nineteen_operators_and_each_is_documented() -> None:
    assert len(OPERATORS) == 19
    assert all(operator.__doc__ for operator in OPERATORS)


def test_every_node_follows_its_inputs() -> None:
    graph = lower(contract_with())
    seen: set[str] = set()
    for name, node in graph.nodes.items():
        assert set(inputs(node)) <= seen, name
        seen.add(name)


def test_every_clause_that_decides_is_in_the_graph_under_its_own_line() -> None:
    contract = contract_with()
    graph = lower(contract)
    for node in graph.nodes.values():
        words = contract.source.line(node.clause.line)
        assert words.split()[:1] == (node.clause.keyword or words).split()[:1], node.id


def test_the_text_is_stable() -> None:
    assert lower(contract_with()).to_json() == lower(contract_with()).to_json()
    assert json.loads(lower(contract_with()).to_json())["contract"] == "reablement-at-home"


def test_the_digest_is_of_the_rules_not_of_their_lines() -> None:
    shipped = lower(contract_with()).digest
    moved = lower(contract_with(("event referral", "\n\nevent referral"))).digest
    dearer = lower(contract_with(("£300.00 for each", "£301.00 for each"))).digest
    assert moved == shipped != dearer


def test_evidence_of_a_fee_is_the_persons_own_events() -> None:
    graph = lower(contract_with())
    line = graph.nodes["outcome-fee.line-payable"]
    names = graph.evidence(line)
    assert {graph.nodes[n].id for n in names} == {
        "older-people.first-referral",
        "older-people.first-service-start",
        "older-people.first-closure",
        "independent.first-closure",
        "independent.first-readmission",
    }
